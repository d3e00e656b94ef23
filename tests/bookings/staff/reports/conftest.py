import pytest
from django.test import Client

from site_project import roles
from tests.bookings.staff.desk import logged_in


@pytest.fixture
def owner(db) -> Client:
    return logged_in(roles.OWNER)
