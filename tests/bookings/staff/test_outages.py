"""The desk while the database takes nothing: nothing is said to be done, until it can be."""

import pytest

from bookings.models import Appointment
from tests.bookings.staff.desk import confirm, status_of, url_of
from tests.factories.bookings import make_request
from tests.factories.outages import make_read_only

pytestmark = [pytest.mark.usefixtures("own_database", "now"), pytest.mark.django_db]


@pytest.fixture
def request_(service):
    return make_request(service=service, name="Vera Visitor")


def test_confirming_is_refused_for_now_and_done_when_sent_again(request_, practitioner, reception):
    reception.raise_request_exception = False
    make_read_only()

    refused = confirm(reception, request_, practitioner)

    assert refused.status_code == 503
    assert (Appointment.objects.count(), status_of(request_)) == (0, "received")
    assert "Confirmed" not in reception.get(url_of(request_)).text
    assert confirm(reception, request_, practitioner).status_code == 302
    assert (Appointment.objects.count(), status_of(request_)) == (1, "confirmed")
