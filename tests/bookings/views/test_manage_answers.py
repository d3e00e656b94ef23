"""What a client answers on her own page: a choice, a button, and what comes of it."""

import pytest
from django.test import Client

from bookings.domain import offers, transitions
from bookings.domain.manage import manage_token
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage
from bookings.views.situation import State
from tests.bookings.domain.offering import HOUR, NOW, SECOND, TUESDAY, mails, states
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user
from tests.factories.situations import make_situation

pytestmark = pytest.mark.django_db

CHANGED = (
    "This has changed since you opened the page, so your answer was not taken. "
    "This is how it stands now."
)
# (state, about, choice, the state that it leads to)
ANSWERS = [
    (State.OFFERED, "offer", "none", State.NONE_FITTED),
    (State.UNDOABLE, "undo", "yes", State.CONFIRMED),
    (State.CONFIRMED, "cancel", "yes", State.UNDOABLE),
    (State.WAITING, "join", "yes", State.WAITLISTED),
    (State.NONE_FITTED, "join", "yes", State.WAITLISTED),
    (State.LAPSED, "join", "yes", State.WAITLISTED),
    (State.WAITLISTED, "leave", "yes", State.WAITING),
    *[
        (state, "withdraw", "yes", State.WITHDRAWN)
        for state in [
            *[State.WAITING, State.NONE_FITTED, State.OFFERED, State.LAPSED],
            *[State.QUESTION, State.WAITLISTED, State.STILL_WAITLISTED],
        ]
    ],
]


def address(asked):
    return f"/my-request/{manage_token(asked)}/"


def answer(visitor, about, choice):
    """Choose and send, in the form of that question, on the page as it lies open."""
    form = visitor.page.select_one(f"form:has(input[name=about][value={about}])")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    offered = {field["value"] for field in form.select("input[type=radio]")}
    assert choice is None or choice in offered
    data = hidden | ({"choice": choice} if choice else {})
    visitor.response = visitor.client.post(form["action"], data)
    return visitor


def notice(visitor):
    return visitor.page.select_one(".error-summary p").text


def stored():
    return [
        list(model.objects.order_by("pk").values())
        for model in (BookingRequest, Appointment, AuditEvent, OutboxMessage)
    ]


@pytest.mark.parametrize(("state", "about", "choice", "leads_to"), ANSWERS)
def test_answer_is_taken_and_leads_back_to_the_page(
    visitor, service, state, about, choice, leads_to
):
    asked = make_situation(state, service=service)

    answer(visitor.open(address(asked)), about, choice)

    assert (visitor.response.status_code, visitor.response["Location"]) == (303, address(asked))
    assert visitor.open(address(asked)).page.h1.text == leads_to.label


@pytest.mark.parametrize(("state", "about", "choice", "leads_to"), ANSWERS)
def test_button_pressed_twice_does_it_once(visitor, service, state, about, choice, leads_to):
    asked = make_situation(state, service=service)
    page = visitor.open(address(asked)).response
    answer(visitor, about, choice)
    once = stored()

    visitor.response = page
    answer(visitor, about, choice)

    assert visitor.response.status_code == 303
    assert stored() == once


def test_time_is_taken_once_however_often_it_is_sent(visitor, service):
    asked = make_situation(State.OFFERED, service=service)
    _first, second, _third = offered = list(asked.proposals.all())
    page = visitor.open(address(asked)).response

    answer(visitor, "offer", str(second.pk))
    assert visitor.response.status_code == 303
    assert states(asked) == [
        ("withdrawn", "released"),
        ("accepted", "confirmed"),
        ("withdrawn", "released"),
    ]
    once = stored()
    visitor.response = page
    assert answer(visitor, "offer", str(second.pk)).response.status_code == 303
    assert stored() == once

    visitor.response = page
    answer(visitor, "offer", str(offered[0].pk))
    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert visitor.page.h1.text == State.CONFIRMED.label
    assert stored() == once


def test_late_cancellation_says_that_it_is_late(visitor, service, clock):
    asked = make_situation(State.CONFIRMED, service=service)
    clock.move_to(asked.appointments.get().start - HOUR)

    answer(visitor.open(address(asked)), "cancel", "yes")

    assert asked.appointments.get().cancelled_late is True
    assert "It counts as a late cancellation." in visitor.open(address(asked)).page.main.text


@pytest.mark.parametrize(
    ("state", "about"),
    [
        (State.CONFIRMED, "cancel"),
        (State.UNDOABLE, "undo"),
        (State.WAITING, "withdraw"),
        (State.WAITING, "join"),
        (State.WAITLISTED, "leave"),
    ],
)
def test_no_changes_nothing(visitor, service, state, about):
    asked = make_situation(state, service=service)
    before = stored()

    answer(visitor.open(address(asked)), about, "no")

    assert visitor.response.status_code == 303
    assert stored() == before


@pytest.mark.parametrize(("state", "about", "_choice", "_leads_to"), ANSWERS)
def test_button_without_a_choice_changes_nothing_and_asks_again(
    visitor, service, state, about, _choice, _leads_to
):
    asked = make_situation(state, service=service)
    before = stored()

    answer(visitor.open(address(asked)), about, None)

    assert visitor.response.status_code == 422
    assert visitor.title == f"Error: {state.label}"
    ((target, message),) = visitor.errors.items()
    field = visitor.page.find(id=target)
    assert field["name"] == "choice"
    assert message in field.find_parent(class_="field--error").text
    unfolded = field.find_parent("details")
    assert unfolded is None or unfolded.has_attr("open")
    assert stored() == before


def test_question_that_was_asked_again_can_be_answered(visitor, service):
    asked = make_situation(State.WAITING, service=service)
    visitor.open(address(asked))
    transitions.take(request_id=asked.pk, version=asked.version, by=make_user())
    answer(visitor, "withdraw", None)

    answer(visitor, "withdraw", "yes")

    assert visitor.response.status_code == 303
    assert BookingRequest.objects.get().status == "withdrawn"


def test_time_that_is_no_longer_held_leaves_the_others(visitor, service, clock):
    asked = make_request(service=service)
    soon, later = make_offer(NOW + HOUR, TUESDAY, request=asked)
    visitor.open(address(asked))
    clock.move_to(NOW + HOUR)

    answer(visitor, "offer", str(soon.pk))

    assert visitor.response.status_code == 409
    assert notice(visitor) == (
        "This time is no longer held. Choose another of the times, or say that none fits."
    )
    shown = [field["value"] for field in visitor.page.select("input[type=radio]")]
    assert shown == [str(later.pk), "none", "yes", "no"]
    assert "+44 1632 960 001" in visitor.page.select_one(".error-summary").text


def test_offer_that_lapsed_altogether_is_explained(visitor, service, clock):
    asked = make_situation(State.OFFERED, service=service)
    visitor.open(address(asked))
    clock.move_to(NOW + 48 * HOUR)

    answer(visitor, "offer", str(asked.proposals.first().pk))

    assert visitor.response.status_code == 409
    assert notice(visitor) == (
        "This time is no longer held. The practice has been told, and will answer again."
    )
    assert visitor.page.h1.text == State.LAPSED.label
    assert mails(asked)[-2:] == ["offer_lapsed", "offer_lapsed_client"]


def test_undo_that_comes_too_late_is_explained(visitor, service, clock):
    asked = make_situation(State.UNDOABLE, service=service)
    visitor.open(address(asked))
    clock.move_to(NOW + HOUR)

    answer(visitor, "undo", "yes")

    assert visitor.response.status_code == 409
    assert notice(visitor) == (
        "The time to undo this has passed, and the visit stays cancelled. Ask for another."
    )
    assert visitor.page.h1.text == State.CANCELLED_BY_CLIENT.label


def test_visit_that_has_begun_is_not_cancelled(visitor, service, clock):
    asked = make_situation(State.CONFIRMED, service=service)
    visitor.open(address(asked))
    clock.move_to(asked.appointments.get().start + SECOND)

    answer(visitor, "cancel", "yes")

    assert visitor.response.status_code == 409
    assert notice(visitor).startswith("This visit has begun")
    assert visitor.page.h1.text == State.BEGUN.label


# What the desk did while the page lay open: (what was shown, the answer, the deed, what is so now).
OVERTAKEN = [
    (State.WAITING, "withdraw", "take", State.WAITING),
    (State.OFFERED, "offer", "withdraw_offer", State.WAITING),
    (State.QUESTION, "withdraw", "answered", State.WAITING),
]


@pytest.mark.parametrize(("state", "about", "deed", "now"), OVERTAKEN)
def test_answer_to_an_older_page_is_refused_with_what_is_so_now(
    visitor, service, state, about, deed, now
):
    asked = make_situation(state, service=service)
    visitor.open(address(asked))
    where = offers if deed == "withdraw_offer" else transitions
    getattr(where, deed)(request_id=asked.pk, version=asked.version, by=make_user())
    before = stored()

    answer(visitor, about, "none" if about == "offer" else "yes")

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert visitor.page.h1.text == now.label
    assert visitor.title == f"Error: {now.label}"
    assert stored() == before


def test_question_that_is_gone_is_not_asked_again(visitor, service):
    asked = make_situation(State.OFFERED, service=service)
    visitor.open(address(asked))
    offers.withdraw_offer(request_id=asked.pk, version=asked.version, by=make_user())

    answer(visitor, "offer", None)

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)


def test_time_offered_to_somebody_else_is_not_taken(visitor, service):
    mine = make_situation(State.OFFERED, service=service)
    hers = make_situation(State.OFFERED, service=service)
    before = stored()

    taken = hers.proposals.first().pk
    visitor.response = visitor.client.post(
        address(mine), {"about": "offer", "version": mine.version, "choice": taken}
    )

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert stored() == before


HOSTILE = ["", "\x00", "-1", "9" * 400, "٣", "<script>alert(1)</script>", "😀" * 3000, "1e9", " 1 "]


@pytest.mark.parametrize("state", [State.OFFERED, State.OVER])
@pytest.mark.parametrize("about", ["offer", "withdraw", "cancel", "undo", "\x00"])
def test_hostile_answers_get_a_readable_page_and_change_nothing(visitor, service, state, about):
    asked = make_situation(state, service=service)
    before = stored()

    for value in HOSTILE:
        for sent in [
            {"about": about, "choice": value, "version": "1"},
            {"about": about, "choice": "none", "version": value},
            {"about": about, "choice": ["yes", "no"], "version": "1"},
        ]:
            visitor.response = visitor.client.post(address(asked), sent)
            assert visitor.response.status_code in {409, 422}, sent
            assert "<script>alert" not in visitor.response.content.decode()
    assert stored() == before


def test_answer_without_the_csrf_token_is_refused(service):
    asked = make_situation(State.WAITING, service=service)
    before = stored()
    stranger = Client(enforce_csrf_checks=True)

    response = stranger.post(
        address(asked), {"about": "withdraw", "version": asked.version, "choice": "yes"}
    )

    assert response.status_code == 403
    assert stored() == before
