import pytest
import time_machine
from django.test import Client

from bookings.models import Practitioner
from bookings.statuses import RequestStatus
from services.models import ServicePage
from site_project import roles
from tests.bookings.staff.desk import NOW, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service


@pytest.fixture
def now():
    """It is NOW, and stays so."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def service(db) -> ServicePage:
    return make_service(title="Neck massage", turnaround_minutes=15)


@pytest.fixture
def practitioner(service) -> Practitioner:
    return make_practitioner(name="Thea", services=[service])


@pytest.fixture
def reception(db) -> Client:
    return logged_in(roles.RECEPTION)


@pytest.fixture
def therapist(db) -> Client:
    return logged_in(roles.THERAPIST)


@pytest.fixture
def rows(practitioner, service) -> dict[str, int]:
    """One row for each name in ADDRESSES."""
    content = {"service": service, "name": "Secret Name", "health": "health canary"}
    received = make_request(**content)
    declined = make_request(**content, status=RequestStatus.DECLINED)
    quarantined = make_request(**content, signals=["honeypot"])
    return {
        "received": received.pk,
        "declined": declined.pk,
        "quarantined": quarantined.pk,
        "mail": received.messages.get(template="request_received").pk,
        "practitioner": practitioner.pk,
    }
