"""Somebody else was faster: the page says what happened meanwhile, and loses nothing."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from bookings.domain import appointments, transitions
from bookings.domain.notes import add_note, read_notes
from bookings.models import BookingRequest, OutboxMessage
from bookings.staff.meanwhile import MOST, read_seen_at
from bookings.statuses import MessageStatus
from site_project import roles
from tests.bookings.staff.desk import MAIL, NOW, act, answer, confirm, url_of, visit_url
from tests.factories.bookings import book_visit, make_request
from tests.factories.people import make_user

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def request_(service) -> BookingRequest:
    with time_machine.travel(NOW - dt.timedelta(days=2), tick=False):
        return make_request(service=service, health="Behind the eye")


@pytest.fixture
def priya():
    return make_user(role=roles.THERAPIST, first_name="Priya", last_name="Rao")


def sent_by(page) -> dict[str, str]:
    """Version and moment, as the first form of a page sends them along."""
    soup = BeautifulSoup(page.text, "html.parser")
    return {
        name: soup.select_one(f"input[name={name}]")["value"] for name in ("version", "seen_at")
    }


def told(response) -> list[str]:
    items = BeautifulSoup(response.text, "html.parser").select(".desk-meanwhile li")
    return [" ".join(item.text.split()) for item in items]


def fresh(request) -> BookingRequest:
    return BookingRequest.objects.get(pk=request.pk)


def confirmed_by(user, request, practitioner):
    return transitions.confirm(
        request_id=request.pk,
        version=fresh(request).version,
        by=user,
        practitioner_id=practitioner.pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(9, 30),
    )


def test_page_says_who_did_what_since_it_was_opened(
    request_, practitioner, priya, reception, clock
):
    transitions.take(request_id=request_.pk, version=1, by=priya)
    clock.shift(MINUTE)
    seen = sent_by(reception.get(url_of(request_, "decline")))
    clock.shift(10 * MINUTE)
    add_note(request_id=request_.pk, by=priya, text="canary")
    clock.shift(3 * MINUTE)
    confirmed_by(priya, request_, practitioner)
    clock.shift(2 * MINUTE)
    typed = {"reason": "no_time", "message": "Dear Vera", "private_note": "For us"}

    response = answer(reception, request_, "decline", **typed | seen)

    assert response.status_code == 409
    assert told(response) == [
        "Priya Rao · Private note added · 5 minutes ago",
        "Priya Rao · Confirmed · 2 minutes ago",
        "Priya Rao · Appointment made: Tue 1 Dec, 9:30, with Thea · 2 minutes ago",
    ]
    assert "Somebody else has changed this request in the meantime." in response.text
    assert "What you typed is still here, to copy" in response.text
    for words in ("Dear Vera</textarea>", "For us</textarea>", ">Confirmed</span>"):
        assert words in response.text
    assert response.context["form"]["reason"].value() == "no_time"
    assert "canary" not in response.text


def test_note_whose_answer_came_too_late_can_be_kept_by_itself(
    request_, practitioner, priya, reception, clock
):
    seen = sent_by(reception.get(url_of(request_, "decline")))
    clock.shift(MINUTE)
    confirmed_by(priya, request_, practitioner)
    typed = {"reason": "no_time", "message": "", "private_note": "For us"} | seen
    refused = answer(reception, request_, "decline", **typed)

    button = BeautifulSoup(refused.text, "html.parser").select_one("button[formaction]")
    response = reception.post(button["formaction"], typed)

    assert (button.text, response.status_code) == ("Keep only the private note", 302)
    assert [note.text for note in read_notes(request_).readable] == ["For us"]


def test_page_that_came_too_late_leads_to_what_is_possible_now(request_, priya, reception, clock):
    seen = sent_by(reception.get(url_of(request_, "ask")))
    clock.shift(MINUTE)
    transitions.ask(request_id=request_.pk, version=1, by=priya, question="When?")

    response = answer(reception, request_, "ask", question="Which side?", **seen)

    labels = [str(action.label) for action in response.context["possible_now"]]
    assert labels[:3] == ["Confirm a time", "Offer times", "Decline"]
    assert f'href="{url_of(request_, "offer")}"' in response.text
    assert f'href="{url_of(request_, "ask")}"' not in response.text
    assert "Which side?</textarea>" in response.text


def test_what_is_still_possible_can_be_sent_again(request_, practitioner, priya, reception, clock):
    seen = sent_by(reception.get(url_of(request_, "confirm")))
    clock.shift(MINUTE)
    transitions.take(request_id=request_.pk, version=1, by=priya)

    refused = confirm(reception, request_, practitioner, time="16:00", **seen)
    again = sent_by(refused)

    assert told(refused) == ["Priya Rao · Taken on · just now"]
    assert "look again, then send it" in refused.text
    assert 'value="16:00"' in refused.text
    assert again == {"version": "2", "seen_at": timezone.now().isoformat()}
    assert confirm(reception, request_, practitioner, time="16:00", **again).status_code == 302


def test_offered_times_stay_chosen(request_, practitioner, priya, reception, clock):
    page = reception.get(url_of(request_, "offer"))
    seen = sent_by(page)
    soup = BeautifulSoup(page.text, "html.parser")
    slots = [box["value"] for box in soup.select("input[name=slot]")][:2]
    clock.shift(MINUTE)
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = answer(reception, request_, "offer", slot=slots, **seen)

    checked = BeautifulSoup(response.text, "html.parser").select("input[name=slot][checked]")
    assert (response.status_code, [box["value"] for box in checked]) == (409, slots)
    assert told(response) == ["Priya Rao · Taken on · just now"]


def test_pressed_button_says_it_on_the_page_of_the_request(request_, priya, reception, clock):
    seen = sent_by(reception.get(url_of(request_)))
    clock.shift(MINUTE)
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = answer(reception, request_, "quarantine", **seen)

    assert response.status_code == 409
    assert told(response) == ["Priya Rao · Taken on · just now"]
    assert "What you typed is still here" not in response.text


def test_own_doings_elsewhere_are_ones_own(request_, reception, clock):
    seen = sent_by(reception.get(url_of(request_, "ask")))
    clock.shift(MINUTE)
    answer(reception, request_, "take")

    response = answer(reception, request_, "ask", question="Which side?", **seen)

    assert told(response) == ["you · Taken on · just now"]


def test_looks_at_health_answers_are_not_told(request_, priya, reception, therapist, clock):
    seen = sent_by(therapist.get(url_of(request_, "ask")))
    clock.shift(MINUTE)
    transitions.take(request_id=request_.pk, version=1, by=priya)
    therapist.get(url_of(request_))

    response = answer(therapist, request_, "ask", question="Which side?", **seen)

    assert told(response) == ["Priya Rao · Taken on · just now"]


def test_wrong_input_on_a_stale_page_says_both(request_, priya, reception, clock):
    seen = sent_by(reception.get(url_of(request_, "decline")))
    clock.shift(MINUTE)
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = answer(reception, request_, "decline", reason="", message="Dear Vera", **seen)

    assert response.status_code == 422
    assert told(response) == ["Priya Rao · Taken on · just now"]
    assert "Choose a reason" in response.text
    assert sent_by(response)["version"] == "2"


def test_looking_at_other_days_of_a_stale_page_says_it(
    request_, practitioner, priya, reception, clock
):
    seen = sent_by(reception.get(url_of(request_, "confirm")))
    clock.shift(MINUTE)
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = confirm(reception, request_, practitioner, look="1", **seen)

    assert response.status_code == 200
    assert told(response) == ["Priya Rao · Taken on · just now"]


def test_nothing_is_told_where_nobody_else_acted(request_, service, practitioner, reception):
    confirm(reception, make_request(service=service), practitioner)

    response = confirm(reception, request_, practitioner)

    assert response.status_code == 409  # the time is taken, by another request
    assert told(response) == []


@pytest.mark.parametrize(
    "seen_at",
    [
        "",
        "yesterday",
        "2026-11-22",
        "2026-11-22T10:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "9" * 300,
        "\x00",
        "2099-01-01T00:00:00+00:00",
    ],
)
def test_unreadable_moment_tells_the_last_thing_that_happened(
    seen_at, request_, priya, reception, clock
):
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = answer(reception, request_, "ask", question="?", seen_at=seen_at)

    assert response.status_code == 409
    assert told(response) == ["Priya Rao · Taken on · just now"]


@pytest.mark.parametrize("seen_at", ["0001-01-01T00:00:00+00:00", "2000-01-01T00:00:00+00:00"])
def test_moment_long_ago_tells_the_latest(seen_at, request_, priya, reception, clock):
    for _ in range(MOST + 3):
        clock.shift(MINUTE)
        add_note(request_id=request_.pk, by=priya, text="x")
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = answer(reception, request_, "ask", question="?", seen_at=seen_at)

    assert len(told(response)) == MOST
    assert told(response)[-1] == "Priya Rao · Taken on · just now"


def test_moment_is_read_as_it_was_written():
    assert read_seen_at(NOW.isoformat()) == NOW
    assert read_seen_at("2026-11-22T19:00:00+09:00") == NOW


def test_hostile_names_of_colleagues_stay_text(request_, reception, clock):
    seen = sent_by(reception.get(url_of(request_, "ask")))
    clock.shift(MINUTE)
    mallory = make_user(role=roles.THERAPIST, first_name="<script>alert(1)</script>", last_name="")
    transitions.take(request_id=request_.pk, version=1, by=mallory)

    response = answer(reception, request_, "ask", question="?", **seen)

    assert told(response) == ["<script>alert(1)</script> · Taken on · just now"]
    assert "<script>alert" not in response.text


# --- Appointments and mails --------------------------------------------------------------------


def test_appointment_says_it_too(service, practitioner, priya, reception, clock):
    visit = book_visit(practitioner, service=service, start=NOW + dt.timedelta(days=9))
    seen = sent_by(reception.get(visit_url(visit, "cancel")))
    clock.shift(MINUTE)
    appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=priya,
        start=NOW + dt.timedelta(days=9, hours=2),
        practitioner_id=practitioner.pk,
        turnaround_minutes=0,
    )
    clock.shift(2 * MINUTE)

    response = act(reception, visit, "cancel", reason="Thea is ill", message="Dear Ann", **seen)

    assert response.status_code == 409
    assert told(response) == [
        "Priya Rao · Appointment moved: Tue 1 Dec, 12:00, with Thea · 2 minutes ago"
    ]
    assert "Dear Ann</textarea>" in response.text
    assert "Thea is ill" in response.text
    assert "private_note" not in response.text


def test_mail_says_what_happened_with_its_request(request_, priya, reception, clock):
    mail = request_.messages.first()
    OutboxMessage.objects.filter(pk=mail.pk).update(status=MessageStatus.FAILED, version=3)
    seen = sent_by(reception.get(f"{MAIL}{mail.pk}/"))
    clock.shift(MINUTE)
    OutboxMessage.objects.filter(pk=mail.pk).update(version=4)
    transitions.take(request_id=request_.pk, version=1, by=priya)

    response = reception.post(f"{MAIL}{mail.pk}/put_aside/", seen)

    assert response.status_code == 409
    assert told(response) == ["Priya Rao · Taken on · just now"]
