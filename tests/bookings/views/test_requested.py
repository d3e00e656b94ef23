import uuid

import pytest

from bookings.models import Appointment, BookingRequest
from bookings.statuses import AppointmentStatus, RequestStatus
from tests.bookings.views.diary import book
from tests.factories.bookings import make_practitioner, make_request

pytestmark = pytest.mark.django_db

WAITING = "Requested, not confirmed yet"
CONFIRMED = "Your request is confirmed"
CLOSED = "This request is closed"
HEADINGS = {
    RequestStatus.QUARANTINED: WAITING,
    RequestStatus.RECEIVED: WAITING,
    RequestStatus.IN_REVIEW: WAITING,
    RequestStatus.NEEDS_INFO: WAITING,
    RequestStatus.PROPOSED: WAITING,
    RequestStatus.WAITLISTED: WAITING,
    # Its visit was cancelled, or it would be there.
    RequestStatus.CONFIRMED: CLOSED,
    RequestStatus.DECLINED: CLOSED,
    RequestStatus.WITHDRAWN: CLOSED,
    RequestStatus.EXPIRED: CLOSED,
    RequestStatus.DUPLICATE: CLOSED,
    RequestStatus.SPAM: WAITING,
}


@pytest.mark.parametrize("status", RequestStatus)
def test_confirmation_page_says_how_things_stand_now(visitor, service, status):
    request = make_request(service=service, status=status)
    BookingRequest.objects.update(status=status)

    visitor.open(f"/requested/{request.public_id}/")

    assert visitor.page.h1.text == HEADINGS[status]
    assert visitor.page.select_one(".reference").text == request.reference


def test_a_confirmed_request_says_when(visitor, service):
    visit = book(make_practitioner(services=[service]), "2026-12-01T14:00:00Z")
    address = f"/requested/{visit.request.public_id}/"

    assert visitor.open(address).page.h1.text == CONFIRMED
    assert visitor.page.select_one(".lead strong").text == ("Tuesday 1 December 2026, 9:00")

    Appointment.objects.update(
        status=AppointmentStatus.CANCELLED, cancelled_at=visit.start, cancelled_by="staff"
    )
    BookingRequest.objects.update(status=RequestStatus.CONFIRMED)
    assert visitor.open(address).page.h1.text == CLOSED


def test_confirmation_page_names_nobody_and_nothing_about_health(visitor, service):
    request = make_request(
        service=service, name="Vera Visitor", phone="01632 960 002", health="canary-7719"
    )

    text = visitor.open(f"/requested/{request.public_id}/").response.content.decode()

    leaks = ["Vera", "vera@example.org", "960 002", "canary"]
    assert [leak for leak in leaks if leak in text] == []


def test_phone_of_the_practice_rings_where_there_is_no_mail_to_answer(visitor, service, practice):
    request = make_request(service=service, email="", phone="01632 960 002")

    visitor.open(f"/requested/{request.public_id}/")

    link = visitor.page.select_one(".steps-list a")
    assert (link["href"], link.text) == (f"tel:{practice.phone.replace(' ', '')}", practice.phone)


def test_confirmation_page_is_for_this_visitor_only(visitor, service):
    request = make_request(service=service)

    response = visitor.open(f"/requested/{request.public_id}/").response

    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert response.cookies == {}


def test_confirmation_page_changes_nothing_however_often_it_is_opened(visitor, service):
    request = make_request(service=service)
    before = BookingRequest.objects.values().get()

    for _ in range(3):
        visitor.client.get(f"/requested/{request.public_id}/")
        visitor.client.head(f"/requested/{request.public_id}/")
    refused = visitor.client.post(f"/requested/{request.public_id}/")

    assert refused.status_code == 405
    assert BookingRequest.objects.values().get() == before


@pytest.mark.parametrize("number", [str(uuid.uuid4()), "1", "x", "%00"])
def test_unknown_confirmation_page_is_not_found(visitor, site, number):
    assert visitor.open(f"/requested/{number}/").response.status_code == 404
