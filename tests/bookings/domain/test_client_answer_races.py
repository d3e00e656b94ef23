"""The client answers while somebody else acts, at the same moment and with real commits."""

import pytest
import time_machine

from bookings.domain import transitions
from bookings.domain.consent import current_consent_text
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.places_in_line import join_waiting_list
from bookings.domain.replies import reply
from bookings.models import (
    ClientReply,
    ConsentRecord,
    HealthAnswers,
    OutboxMessage,
    WaitlistEntry,
)
from bookings.views.situation import State
from home.models import PracticeSettings
from tests.bookings.domain.offering import NOW, mails
from tests.bookings.racing import at_once
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user
from tests.factories.situations import make_situation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.fixture(autouse=True)
def _now():
    PracticeSettings.objects.update_or_create(
        defaults={"email": "desk@practice.example.org", "practice_name": "Practice"}
    )
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked():
    return make_situation(State.QUESTION, service=make_service(), health="Behind the eye")


def test_answer_sent_by_eight_tabs_at_once_is_one(asked):
    outcomes = at_once(
        8, lambda _: reply(request_id=asked.pk, version=asked.version, answer="Left.")
    )

    assert outcomes == {"done": 8}
    assert ClientReply.objects.count() == 1
    assert OutboxMessage.objects.filter(template="answer_notice").count() == 1


def test_first_consent_sent_by_eight_tabs_at_once_is_one():
    asked, words = make_situation(State.QUESTION, service=make_service()), current_consent_text()
    answer = {"request_id": asked.pk, "version": asked.version, "answer": "Left."}

    outcomes = at_once(8, lambda _: reply(**answer, consent=words))

    assert outcomes == {"done": 8}
    assert ConsentRecord.objects.count() == ClientReply.objects.count() == 1


def race(*, asked, rivals):
    """Each of them at the same moment, on what both saw: who came first is who did it."""
    outcomes = at_once(len(rivals), lambda index: rivals[index](asked.pk, asked.version))
    asked.refresh_from_db()
    return outcomes


def answer(request_id, version):
    reply(request_id=request_id, version=version, answer="Left.")


def test_answer_against_decline_has_one_winner(asked):
    staff = make_user()

    def decline(request_id, version):
        transitions.decline(
            request_id=request_id, version=version, by=staff, reason="other", message=""
        )

    assert race(asked=asked, rivals=[answer, decline]) == {"done": 1, "StaleVersion": 1}
    is_answered = asked.status == "in_review"
    assert is_answered or asked.status == "declined"
    assert ClientReply.objects.count() == is_answered
    assert mails(asked)[1:] == ["answer_notice" if is_answered else "request_declined"]


def test_answer_against_confirm_has_one_winner(asked):
    staff, person = make_user(), make_practitioner(services=[asked.service])

    def confirm(request_id, version):
        transitions.confirm(
            request_id=request_id,
            version=version,
            by=staff,
            practitioner_id=person.pk,
            day=NOW.date().replace(day=30),
            time=NOW.time(),
        )

    assert race(asked=asked, rivals=[answer, confirm]) == {"done": 1, "StaleVersion": 1}
    assert (asked.status, ClientReply.objects.count()) in {("in_review", 1), ("confirmed", 0)}


def test_answer_against_taking_the_request_back_has_one_winner(asked):
    def withdraw(request_id, version):
        transitions.withdraw(request_id=request_id, version=version)

    assert race(asked=asked, rivals=[answer, withdraw]) == {"done": 1, "StaleVersion": 1}
    assert (asked.status, ClientReply.objects.count()) in {("in_review", 1), ("withdrawn", 0)}


def test_answer_against_withdrawal_of_consent_leaves_nothing_without_consent(asked):
    def withdraw(request_id, version):
        # For whatever is there: what came first goes too.
        withdraw_consent(request_id=request_id, version=None)

    outcomes = race(asked=asked, rivals=[answer, withdraw])

    assert outcomes in ({"done": 2}, {"done": 1, "StaleVersion": 1})
    assert ConsentRecord.objects.get().withdrawn_at == NOW
    assert not HealthAnswers.objects.exists()
    assert not ClientReply.objects.exists()


def test_place_on_the_list_taken_by_eight_tabs_at_once_is_one():
    asked = make_request(service=make_service())

    outcomes = at_once(8, lambda _: join_waiting_list(request_id=asked.pk, version=asked.version))

    assert outcomes == {"done": 1, "StaleVersion": 7}
    assert WaitlistEntry.objects.count() == 1
    assert mails(asked) == ["waitlisted", "waitlist_joined_notice"]
