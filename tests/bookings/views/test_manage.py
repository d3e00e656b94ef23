"""The client's own page: how things stand, in every state, and nothing more."""

import pytest

from bookings.domain import appointments
from bookings.domain.manage import manage_token
from bookings.models import BookingRequest, BookingSettings
from bookings.statuses import RequestStatus
from bookings.views.situation import State
from tests.bookings.domain.offering import HOUR, LAPSE, NOW, SECOND, TUESDAY
from tests.factories.bookings import make_practitioner, make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user
from tests.factories.situations import make_situation, make_visit

pytestmark = pytest.mark.django_db

# The questions that can be answered in each state, by what they are about.
QUESTIONS = {
    State.WAITING: ["join", "withdraw"],
    State.NONE_FITTED: ["join", "withdraw"],
    State.OFFERED: ["offer", "withdraw"],
    State.LAPSED: ["join", "withdraw"],
    State.QUESTION: ["reply", "withdraw"],
    State.WAITLISTED: ["leave", "withdraw"],
    State.STILL_WAITLISTED: ["leave", "withdraw"],
    State.DECLINED: [],
    State.WITHDRAWN: [],
    State.EXPIRED: [],
    State.DUPLICATE: [],
    State.CONFIRMED: ["cancel"],
    State.BEGUN: [],
    State.OVER: [],
    State.MISSED: [],
    State.UNDOABLE: ["undo"],
    State.CANCELLED_BY_CLIENT: [],
    State.CANCELLED: [],
}
BOOKS_AGAIN = {
    *[State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.DUPLICATE, State.OVER, State.MISSED],
    *[State.CANCELLED_BY_CLIENT, State.CANCELLED],
}


@pytest.fixture
def asked(service):
    return make_request(service=service, health="canary-7719", phone="01632 960 002")


def address(asked):
    return f"/my-request/{manage_token(asked)}/"


def words(visitor):
    return " ".join(visitor.page.main.get_text(" ").split())


def questions(visitor):
    return [field["value"] for field in visitor.page.select("input[name=about]")]


@pytest.mark.parametrize("state", State)
def test_page_says_how_things_stand_and_what_can_be_answered(visitor, service, state):
    asked = make_situation(state, service=service)

    visitor.open(address(asked))

    assert visitor.response.status_code == 200
    assert (visitor.page.h1.text, visitor.title) == (state.label, state.label)
    assert visitor.page.select_one(".reference").text == asked.reference
    assert questions(visitor) == QUESTIONS[state]
    assert ("Book again" in words(visitor)) is (state in BOOKS_AGAIN)
    assert visitor.page.select("[checked]") == []
    assert "+44 1632 960 001" in words(visitor)


@pytest.mark.parametrize("status", [RequestStatus.QUARANTINED, RequestStatus.SPAM])
def test_who_is_held_back_as_spam_sees_what_everybody_sees(visitor, asked, status):
    everybody = visitor.open(address(asked)).page.main
    BookingRequest.objects.update(status=status)

    held_back = visitor.open(address(asked)).page.main

    for page in (everybody, held_back):
        for token in page.select("[name=csrfmiddlewaretoken]"):
            token.decompose()
    assert held_back == everybody


def test_every_status_of_a_request_has_a_page(visitor, asked):
    for status in RequestStatus:
        BookingRequest.objects.update(status=status)
        assert visitor.open(address(asked)).response.status_code == 200


def test_offered_times_are_shown_until_they_lapse(visitor, asked, clock):
    make_offer(NOW + HOUR, TUESDAY, request=asked)

    visitor.open(address(asked))
    assert [label.text.strip() for label in visitor.page.select("form .choice")][:3] == [
        "Sunday 22 November 2026, 8:00, with Thea Therapist; "
        "held for you until Sunday 22 November 2026, 8:00",
        "Tuesday 1 December 2026, 9:00, with Thea Therapist; "
        "held for you until Tuesday 24 November 2026, 7:00",
        "None of these fits",
    ]

    clock.move_to(NOW + HOUR)
    visitor.open(address(asked))
    assert [label.text.strip() for label in visitor.page.select("form .choice")][:2] == [
        "Tuesday 1 December 2026, 9:00, with Thea Therapist",
        "It does not fit",
    ]
    assert "Held for you until Tuesday 24 November 2026, 7:00" in words(visitor)
    assert "What is not taken by then is free for others again." in words(visitor)
    clock.move_to(LAPSE)
    visitor.open(address(asked))
    assert visitor.page.h1.text == "These times are no longer held"
    assert questions(visitor) == ["join", "withdraw", "consent"]


def test_confirmed_visit_is_shown_in_full(visitor, asked, practice):
    practice.street_address = "1 High Street"
    practice.save()
    visit = make_visit(service=asked.service)

    visitor.open(address(visit.request))

    assert [" ".join(dd.text.split()) for dd in visitor.page.select(".visit-facts dd")] == [
        "Tuesday 1 December 2026, 7:00",
        "Thea Therapist",
        "Neck and shoulders, 60 minutes",
        "£60",
        "1 High Street",
    ]


@pytest.mark.parametrize("state", [State.OFFERED, State.CONFIRMED, State.UNDOABLE, State.OVER])
def test_page_with_times_names_their_zone_once(visitor, service, state):
    visitor.open(address(make_situation(state, service=service)))

    assert words(visitor).count("America/New_York") == 1


def test_what_is_asked_now_comes_before_what_could_be_done_besides(visitor, service):
    visitor.open(address(make_situation(State.OFFERED, service=service)))

    headings = visitor.page.select("main :is(legend, h2, summary)")
    assert [" ".join(heading.text.split()) for heading in headings] == [
        "Which of these times do you take?",
        "What you asked for",
        "Take this request back",
        "Do you want to take this request back?",
        "To talk to us",
    ]


def test_page_says_until_when_a_cancellation_is_in_time(visitor, service, clock):
    visit = make_visit(service=service)
    visitor.open(address(visit.request))
    assert (
        "You can cancel here until it begins. After Monday 30 November 2026, 7:00 "
        "it counts as a late cancellation."
    ) in words(visitor)

    clock.move_to(visit.start - 24 * HOUR + SECOND)
    visitor.open(address(visit.request))
    assert "but since Monday 30 November 2026, 7:00 it counts as late" in (
        words(visitor).replace("counts as a late cancellation", "counts as late")
    )

    BookingSettings.objects.update(cancel_cutoff_hours=0)
    assert "late" not in words(visitor.open(address(visit.request)))


def test_cancellation_that_can_be_undone_says_until_when(visitor, service, clock):
    asked = make_situation(State.UNDOABLE, service=service)

    visitor.open(address(asked))
    assert "kept for you until Sunday 22 November 2026, 7:30" in words(visitor)

    clock.move_to(NOW + HOUR / 2)
    visitor.open(address(asked))
    assert visitor.page.h1.text == State.CANCELLED_BY_CLIENT.label


def test_visit_that_was_moved_is_shown_where_it_is_now(visitor, service):
    visit = make_visit(service=service)
    other = make_practitioner(name="Ada Other", services=[service])
    appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=make_user(),
        practitioner_id=other.pk,
        start=TUESDAY,
    )

    visitor.open(address(visit.request))

    shown = [dd.text for dd in visitor.page.select(".visit-facts dd")]
    assert shown[:2] == ["Tuesday 1 December 2026, 9:00", "Ada Other"]


def test_words_of_the_desk_are_shown_as_text(visitor, service):
    asked = make_situation(State.QUESTION, service=service)
    BookingRequest.objects.update(question_to_client="<b>Which</b> side?")

    assert visitor.open(address(asked)).page.select_one(".lead").text == "<b>Which</b> side?"


@pytest.mark.parametrize("token", ["x", "A" * 48, "é", "%ff"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_leads_nowhere_says_so_with_the_phone_number(visitor, site, token, method):
    visitor.response = getattr(visitor.client, method)(f"/my-request/{token}/")

    assert visitor.response.status_code == 404
    assert visitor.page.h1.text == "This link leads nowhere"
    assert "+44 1632 960 001" in words(visitor)


def test_link_that_was_ended_looks_like_one_that_never_was(visitor, asked):
    old = address(asked)
    BookingRequest.objects.update(link_generation=2)

    ended = visitor.open(old).page.main
    never = visitor.open("/my-request/never/").page.main

    assert ended == never


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(visitor, asked, method):
    assert getattr(visitor.client, method)(address(asked)).status_code in {405, 415}
