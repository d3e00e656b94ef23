"""A blocked contact's request: quarantined, and the visitor sees what everybody sees."""

import pytest

from bookings.domain.blocking import block_contact
from bookings.domain.clients import add_client
from bookings.models import BookingRequest, OutboxMessage, Standing
from bookings.staff.quarantine import held_back_because
from bookings.statuses import RequestStatus
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["contact", "client"])
def blocked(request, practice):
    if request.param == "contact":
        block_contact(by=make_user(), email="vera@example.org")
    else:
        add_client(by=make_user(), name="V.", email="Vera@Example.org", standing=Standing.BLOCKED)


def page_shown(visitor, answers, form_url) -> str:
    visitor.open(form_url).send(**answers).send()
    assert visitor.response.status_code == 303
    visitor.open(visitor.response["Location"])
    request = BookingRequest.objects.latest("pk")
    return visitor.response.text.replace(request.reference, "-").replace(
        str(request.public_id), "-"
    )


def test_a_blocked_contact_goes_to_quarantine_and_sees_the_ordinary_page(
    blocked, visitor, form_url, answers
):
    ordinary = page_shown(visitor, answers | {"email": "other@example.org"}, form_url)
    OutboxMessage.objects.all().delete()

    shown = page_shown(visitor, answers, form_url)

    request = BookingRequest.objects.latest("pk")
    assert request.status == RequestStatus.QUARANTINED
    assert held_back_because(request) == ["this contact is blocked"]
    assert not OutboxMessage.objects.exists()
    assert shown == ordinary


def test_blocked_contacts_are_known_without_the_other_limits(
    visitor, form_url, answers, settings, blocked
):
    settings.REQUEST_LIMITS = False

    page_shown(visitor, answers, form_url)

    assert BookingRequest.objects.get().quarantine_reasons == "blocked"
