"""Consent is withdrawn, and the waiting list joined and left, on the client's own page."""

import pytest

from bookings.domain import transitions
from bookings.domain.manage import manage_token
from bookings.models import (
    AuditEvent,
    BookingRequest,
    ConsentRecord,
    HealthAnswers,
    OutboxMessage,
    WaitlistEntry,
)
from bookings.statuses import RequestStatus
from bookings.views.answers import CHANGED
from bookings.views.situation import State
from tests.factories.bookings import make_request
from tests.factories.people import make_user
from tests.factories.situations import make_situation

pytestmark = pytest.mark.django_db

GONE = "You have withdrawn your consent, and what you had told us about your health is deleted."


def address(asked):
    return f"/my-request/{manage_token(asked)}/"


def form(visitor, about):
    return visitor.page.select_one(f"form:has(input[value={about}])")


def answer(visitor, about, choice):
    hidden = form(visitor, about).select("input[type=hidden]")
    sent = {field["name"]: field["value"] for field in hidden} | {"choice": choice}
    visitor.response = visitor.client.post(visitor.response.request["PATH_INFO"], sent)
    return visitor


def everything():
    models = (BookingRequest, HealthAnswers, ConsentRecord, AuditEvent, OutboxMessage)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("state", State)
def test_consent_can_be_withdrawn_whatever_became_of_the_request(visitor, service, state):
    asked = make_situation(state, service=service, health="Behind the eye")
    visitor.open(address(asked))
    assert not form(visitor, "consent").find_parent("details").has_attr("open")
    assert "is deleted at once" in form(visitor, "consent").find_parent("details").text

    answer(visitor, "consent", "yes")

    assert (visitor.response.status_code, visitor.response["Location"]) == (303, address(asked))
    assert not HealthAnswers.objects.filter(request=asked).exists()
    visitor.open(address(asked))
    assert visitor.page.h1.text == state.label
    assert GONE in visitor.page.main.text
    assert form(visitor, "consent") is None


def test_consent_is_no_matter_where_none_was_given(visitor, service):
    visitor.open(address(make_request(service=service)))

    assert form(visitor, "consent") is None
    assert "consent" not in visitor.page.main.text


def test_no_keeps_everything(visitor, service):
    visitor.open(address(make_request(service=service, health="Behind the eye")))
    before = everything()

    assert answer(visitor, "consent", "no").response.status_code == 303

    assert everything() == before


@pytest.mark.parametrize("choice", ["", "perhaps"])
def test_consent_is_withdrawn_only_by_a_choice(visitor, service, choice):
    visitor.open(address(make_request(service=service, health="Behind the eye")))
    before = everything()

    answer(visitor, "consent", choice)

    assert visitor.response.status_code == 422
    ((target, message),) = visitor.errors.items()
    assert message == "Choose whether to withdraw your consent"
    assert visitor.page.find(id=target).find_parent("details").has_attr("open")
    assert everything() == before


def test_consent_withdrawn_twice_is_withdrawn_once(visitor, service):
    asked = make_request(service=service, health="Behind the eye")
    page = visitor.open(address(asked)).response
    answer(visitor, "consent", "yes")
    once = everything()

    visitor.response = page
    assert answer(visitor, "consent", "yes").response.status_code == 303

    assert everything() == once


def test_consent_of_a_page_that_has_changed_is_asked_about_again(visitor, service):
    asked = make_request(service=service, health="Behind the eye")
    visitor.open(address(asked))
    transitions.take(request_id=asked.pk, version=asked.version, by=make_user())
    before = everything()

    answer(visitor, "consent", "yes")
    assert visitor.response.status_code == 409
    assert visitor.page.select_one(".error-summary p").text == CHANGED
    assert everything() == before

    assert answer(visitor, "consent", "yes").response.status_code == 303
    assert not HealthAnswers.objects.exists()


@pytest.mark.parametrize("status", [RequestStatus.QUARANTINED, RequestStatus.SPAM])
def test_who_is_held_back_can_withdraw_consent_too(visitor, service, status):
    asked = make_request(service=service, health="Behind the eye")
    BookingRequest.objects.update(status=status)

    answer(visitor.open(address(asked)), "consent", "yes")

    assert visitor.response.status_code == 303
    assert not HealthAnswers.objects.exists()
    assert BookingRequest.objects.get().status == status


def test_place_on_the_list_begins_when_it_is_taken(visitor, service):
    asked = make_request(service=service)
    visitor.open(address(asked))
    assert not form(visitor, "join").find_parent("details").has_attr("open")
    assert "we hold it for you for a while" in form(visitor, "join").find_parent("details").text

    assert answer(visitor, "join", "yes").response.status_code == 303

    assert WaitlistEntry.objects.get().request == asked
    assert visitor.open(address(asked)).page.h1.text == State.WAITLISTED.label


def test_who_cannot_be_written_to_is_asked_to_ring(visitor, service):
    asked = make_request(service=service, email="", phone="01632 960 002")
    visitor.open(address(asked))
    assert form(visitor, "join") is None
    (unfolding,) = [d for d in visitor.page.select("details") if "waiting list" in d.summary.text]
    assert "ring us, and we put you on the list" in unfolding.text

    sent = {"about": "join", "version": "1", "choice": "yes"}
    visitor.response = visitor.client.post(address(asked), sent)

    assert visitor.response.status_code == 409
    assert "Ring us to go on the waiting list." in visitor.page.select_one(".error-summary").text
    assert not WaitlistEntry.objects.exists()


def test_at_most_one_question_stands_open(visitor, service):
    for state in State:
        asked = make_situation(state, service=service, health="Behind the eye")
        visitor.open(address(asked))
        forms = visitor.page.select("main form.answer")
        assert len([one for one in forms if one.find_parent("details") is None]) <= 1
        assert visitor.page.select("main details[open]") == []
