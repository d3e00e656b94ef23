"""The page of an appointment, and what the desk does with it."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from bookings.domain import cancellation
from bookings.domain.submission import Wish
from bookings.models import Appointment, AuditEvent, BookingRequest
from bookings.statuses import AppointmentStatus
from tests.bookings.staff.desk import (
    APPOINTMENTS,
    CLIENTS,
    DAY,
    act,
    confirm,
    slot,
    stored,
    templates_to,
    url_of,
    visit_url,
)
from tests.factories.bookings import book_visit, make_practitioner, make_request

pytestmark = pytest.mark.usefixtures("now")

AFTERWARDS = dt.datetime(2026, 12, 1, 16, 0, tzinfo=dt.UTC)
BUTTONS = {"move", "cancel", "complete", "no_show", "correct"}


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC)


def buttons_on(page: str, appointment: Appointment) -> set[str]:
    return {name for name in BUTTONS if visit_url(appointment, name) in page}


@pytest.fixture
def visit(service, practitioner, reception) -> Appointment:
    contact = {"email": "ann@example.org", "phone": "01632 960 001"}
    return book_visit(practitioner, service=service, start=at(14), by=reception.user, **contact)


@pytest.fixture
def asked(service, practitioner, reception) -> Appointment:
    """A visit that came of a request."""
    request = make_request(service=service, name="Vera Visitor")
    assert confirm(reception, request, practitioner, time="18:00").status_code == 302
    return request.appointments.get()


def read(appointment: Appointment) -> Appointment:
    return Appointment.objects.get(pk=appointment.pk)


# --- The page -------------------------------------------------------------------------------


def test_page_says_who_what_when_and_with_whom(visit, reception):
    page = reception.get(visit_url(visit)).text

    for words in [
        "<bdi>Ann Able</bdi>",
        "Tuesday 1 December 2026, 14:00–15:00",
        "Neck massage",
        "60 minutes, £60",
        "Thea",
        "15 minutes",
        'href="tel:01632960001"',
        'href="mailto:ann@example.org"',
        f'href="{CLIENTS}{visit.client.pk}/"',
        "Appointment made",
        "Reception Person",
        "Mail to the client: Booked on the phone",
        "All times are in the zone Europe/London.",
    ]:
        assert words in page
    assert buttons_on(page, visit) == {"move", "cancel"}


def test_page_leads_to_the_request_and_the_request_to_it(asked, reception):
    page = reception.get(visit_url(asked)).text
    of_request = reception.get(url_of(asked.request)).text
    in_the_list = reception.get(APPOINTMENTS).text

    assert f'href="{url_of(asked.request)}">{asked.request.reference}</a>' in page
    assert f'href="{visit_url(asked)}"' in of_request
    assert f'href="{visit_url(asked)}"' in in_the_list


def test_page_is_in_practice_time_for_an_account_in_tokyo(practice, visit, reception):
    profile = UserProfile.get_for_user(reception.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()

    assert "Tuesday 1 December 2026, 9:00–10:00" in reception.get(visit_url(visit)).text
    response = act(reception, visit, "move", **typed("09:30", visit))

    assert response.status_code == 302
    assert read(visit).start == at(14, 30)


def test_page_takes_the_same_queries_whatever_there_is(visit, service, practitioner, reception):
    wish = Wish(slot_start=visit.start, slot_end=visit.end)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            reception.get(address)
        return len(captured)

    make_request(service=service, wishes=(wish,))
    queries(visit_url(visit))
    found = [queries(visit_url(visit)), queries(visit_url(visit, "move"))]
    assert found == [14, 16]
    for number in range(20):
        make_request(service=service, wishes=(wish,))
        make_practitioner(name=f"Bo {number}", services=[service])
        start = at(0) + dt.timedelta(days=1, hours=2 * number)
        book_visit(practitioner, service=service, start=start, by=reception.user)
    assert [queries(visit_url(visit)), queries(visit_url(visit, "move"))] == found


# --- Moving ---------------------------------------------------------------------------------


def typed(time: str, visit: Appointment, day: dt.date = DAY, **more) -> dict[str, object]:
    what = {"day": day.isoformat(), "time": time, "practitioner": visit.practitioner_id}
    return what | {"turnaround_minutes": visit.turnaround_minutes} | more


def test_visit_is_moved_to_a_free_time(visit, practitioner, reception):
    page = reception.get(visit_url(visit, "move"))
    assert page.context["form"]["time"].value() == dt.time(14)
    assert slot(practitioner, at(14, 30)) in page.text

    moved = typed("14:00", visit) | {"slot": slot(practitioner, at(14, 30))}
    response = act(reception, visit, "move", **moved)

    assert (response.status_code, response.url) == (302, visit_url(visit))
    assert read(visit).start == at(14, 30)
    assert templates_to("ann@example.org") == ["appointment_booked", "appointment_moved"]
    after = reception.get(visit_url(visit)).text
    assert "Moved: Tuesday 1 December 2026, 14:30 (Europe/London), with Thea." in after
    assert "Appointment moved" in after


def test_visit_is_moved_to_somebody_else(visit, service, reception):
    bo = make_practitioner(name="Bo", services=[service])

    response = act(reception, visit, "move", **typed("14:00", visit, practitioner=bo.pk))

    assert response.status_code == 302
    assert read(visit).practitioner == bo


def test_minutes_kept_free_after_are_changed_in_silence(visit, reception):
    response = act(reception, visit, "move", **typed("14:00", visit, turnaround_minutes=30))

    assert response.status_code == 302
    assert read(visit).occupied_until == at(15, 30)
    assert "The client was told nothing." in reception.get(visit_url(visit)).text
    assert templates_to("ann@example.org") == ["appointment_booked"]


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"time": "17:30"}, 409, "That time is already taken. Choose another."),
        ({"time": "16:50"}, 422, "It leaves no time to tidy up"),
        ({"day": "2026-11-21"}, 422, "That day has passed."),
        ({"time": ""}, 422, "Enter a time"),
        ({"turnaround_minutes": ""}, 422, "Enter a number of minutes, or 0"),
        ({"turnaround_minutes": "-1"}, 422, "Enter a number of minutes, or 0"),
        ({"turnaround_minutes": "241"}, 422, "Enter 240 minutes or fewer"),
        ({"turnaround_minutes": "x"}, 422, "Enter a number of minutes, such as 15"),
        ({"version": "0"}, 409, "Somebody else has changed this appointment"),
        ({"version": "\x00"}, 409, "Somebody else has changed this appointment"),
    ],
)
def test_moves_that_cannot_be_are_refused(
    data, status, words, visit, service, practitioner, reception
):
    book_visit(practitioner, service=service, start=at(18), by=reception.user)
    before = stored()

    response = act(reception, visit, "move", **typed("16:00", visit) | data)

    assert response.status_code == status
    assert words in response.text
    assert "<title>Error: Move" in " ".join(response.text.split())
    assert stored() == before


def test_reason_moves_against_the_rules(visit, service, practitioner, reception):
    book_visit(practitioner, service=service, start=at(18), by=reception.user)

    response = act(reception, visit, "move", **typed("16:50", visit, override_reason="Train"))

    assert response.status_code == 302
    assert "turnaround: Train" in reception.get(visit_url(visit)).text


# --- Cancelling and settling ----------------------------------------------------------------


def test_visit_is_cancelled_with_a_reason_and_a_message(visit, service, reception):
    wish = Wish(slot_start=visit.start, slot_end=visit.end)
    waiting = make_request(service=service, name="Bea", wishes=(wish,))

    response = act(reception, visit, "cancel", reason="Thea is ill", message="We will call.")

    assert response.status_code == 302
    assert read(visit).status == AppointmentStatus.CANCELLED
    assert templates_to("ann@example.org") == ["appointment_booked", "appointment_cancelled"]
    page = reception.get(visit_url(visit))
    assert "Thea is ill" in page.text
    assert "by the practice" in page.text
    assert page.context["wanted_by"] == [waiting]
    assert buttons_on(page.text, visit) == set()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reason": " "}, "Enter a reason"),
        ({"reason": "x" * 501}, "Use 500 characters or fewer; you have 501"),
        ({"message": "x" * 1001}, "Use 1000 characters or fewer; you have 1001"),
        ({"reason": "a\x00b"}, "hidden characters"),
    ],
)
def test_bad_reasons_to_cancel_are_refused(data, words, visit, reception):
    before = stored()

    what = {"reason": "Ill", "message": "Sorry"} | data
    response = act(reception, visit, "cancel", **what)

    assert response.status_code == 422
    assert words in response.text
    assert "Sorry" in response.text or "message" in data
    assert stored() == before


def test_cancellation_by_the_client_is_shown_and_can_be_made_final(visit, reception):
    cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)

    page = reception.get(visit_url(visit)).text

    assert "Can be undone until" in page
    assert "by the client" in page
    assert buttons_on(page, visit) == {"cancel"}
    assert act(reception, read(visit), "cancel", reason="She is sure").status_code == 302


@pytest.mark.parametrize(
    ("deed", "becomes", "other"),
    [("complete", "completed", "no_show"), ("no_show", "no_show", "completed")],
)
def test_visit_is_settled_afterwards_and_corrected(deed, becomes, other, visit, reception):
    with time_machine.travel(AFTERWARDS, tick=False):
        page = reception.get(visit_url(visit)).text
        assert buttons_on(page, visit) == {"complete", "no_show", "cancel"}
        assert act(reception, visit, deed).status_code == 302
        assert read(visit).status == becomes

        page = reception.get(visit_url(visit)).text
        assert buttons_on(page, visit) == {"correct"}
        refused = act(reception, read(visit), "correct", reason="")
        assert (refused.status_code, "Enter a reason" in refused.text) == (422, True)
        done = act(reception, read(visit), "correct", reason="Wrong row")

    assert done.status_code == 302
    assert (read(visit).status, read(visit).correction_reason) == (other, "Wrong row")
    assert AuditEvent.objects.filter(appointment=visit, action="corrected").count() == 1


@pytest.mark.parametrize("deed", ["complete", "no_show", "correct"])
def test_what_cannot_be_yet_is_refused_in_words(deed, visit, reception):
    before = stored()

    response = act(reception, visit, deed, reason="x")

    assert response.status_code == 409
    words = "not possible in the state" if deed == "correct" else "has not begun yet"
    assert words in response.text
    assert reception.get(visit_url(visit, deed)).url == visit_url(visit)
    assert stored() == before


def test_correction_onto_a_time_given_away_is_refused(visit, service, practitioner, reception):
    with time_machine.travel(at(14, 10), tick=False):
        act(reception, visit, "no_show")
        book_visit(practitioner, service=service, start=at(14, 15), by=reception.user)
        response = act(reception, read(visit), "correct", reason="She came late")

    assert response.status_code == 409
    assert "This time was given to somebody else." in response.text
    assert "She came late" in response.text


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_methods_change_nothing(method, visit, asked, reception):
    before = stored()

    for appointment in (visit, asked):
        for deed in BUTTONS:
            query = f"?version=1&day={DAY}&time=16:00&reason=x&turnaround_minutes=0"
            getattr(reception, method)(visit_url(appointment, deed) + query)
    assert stored() == before


def test_row_that_cannot_be_is_not_found(reception):
    for row in ("12345678901234567890", "0"):
        assert reception.get(f"{APPOINTMENTS}{row}/").status_code == 404
        assert reception.post(f"{APPOINTMENTS}{row}/move/").status_code == 404


def test_bookings_are_read_without_the_permission_to_answer(visit, onlooker):
    page = onlooker.get(visit_url(visit))

    assert page.status_code == 200
    assert "Ann Able" in page.text
    assert buttons_on(page.text, visit) == set()
    assert "Book a visit" not in onlooker.get(APPOINTMENTS).text
    for address in (visit_url(visit, "cancel"), f"{APPOINTMENTS}book/"):
        assert onlooker.get(address).url == "/admin/"
    assert BookingRequest.objects.count() == 0
