"""The client answers a question of the desk: what is kept of it, who hears, and what is refused."""

import datetime as dt

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.db import connection

from bookings.domain import transitions
from bookings.domain.consent import current_consent_text, publish_consent_text
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.errors import ConsentMissing, StaleVersion, TransitionRefused
from bookings.domain.replies import reply
from bookings.models import AuditEvent, BookingRequest, ClientReply, ConsentRecord, OutboxMessage
from bookings.statuses import RequestStatus
from bookings.views.situation import State
from tests.bookings.domain.offering import NOW, mails
from tests.factories.bookings import make_request
from tests.factories.situations import make_situation

ANSWER = "The left one.\nAnd a canary-5521."


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def asked(service):
    """A request with a living consent, and a question to answer."""
    return make_situation(State.QUESTION, service=service, health="Behind the eye")


def everything():
    models = (BookingRequest, ClientReply, ConsentRecord, AuditEvent, OutboxMessage)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_reply_is_kept_and_the_request_is_the_desks_again(asked):
    replied = reply(request_id=asked.pk, version=asked.version, answer=ANSWER)

    assert (replied.status, replied.version) == (RequestStatus.IN_REVIEW, asked.version + 1)
    kept = ClientReply.objects.get()
    assert (kept.request, kept.answer, kept.at) == (asked, {"text": ANSWER}, NOW)
    assert kept.question == "Which side is it?\nSince when?"
    event = AuditEvent.objects.get(action="answered by client")
    assert (event.actor, event.from_status, event.to_status) == (
        *("client", "needs_info", "in_review"),
    )
    assert replied.expires_at == NOW + dt.timedelta(days=30)


def test_practice_is_told_that_there_is_an_answer_and_not_which(asked):
    reply(request_id=asked.pk, version=asked.version, answer=ANSWER)

    assert mails(asked) == ["needs_info", "answer_notice"]
    notice = OutboxMessage.objects.get(template="answer_notice")
    assert notice.recipient == "desk@practice.example.org"
    assert f"/admin/bookings/requests/{asked.pk}/" in notice.text
    assert "canary" not in notice.text + notice.html + notice.subject


def test_reply_lies_encrypted_in_the_database(asked):
    reply(request_id=asked.pk, version=asked.version, answer=ANSWER)

    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM bookings_clientreply")
        ((stored,),) = cursor.fetchall()
    assert b"canary" not in bytes(stored)


def test_same_answer_sent_twice_is_one(asked):
    reply(request_id=asked.pk, version=asked.version, answer=ANSWER)
    once = everything()

    again = reply(request_id=asked.pk, version=asked.version, answer=ANSWER)

    assert again.status == RequestStatus.IN_REVIEW
    assert everything() == once


def test_other_answer_for_a_version_that_is_gone_is_refused(asked):
    reply(request_id=asked.pk, version=asked.version, answer=ANSWER)
    once = everything()

    with pytest.raises(StaleVersion):
        reply(request_id=asked.pk, version=asked.version, answer="The right one.")

    assert everything() == once


def test_answer_that_cannot_be_read_is_not_taken_for_the_same(asked, settings):
    reply(request_id=asked.pk, version=asked.version, answer=ANSWER)
    settings.HEALTH_KEYS = [Fernet.generate_key()]

    with pytest.raises(StaleVersion):
        reply(request_id=asked.pk, version=asked.version, answer=ANSWER)


@pytest.mark.parametrize("status", sorted(set(RequestStatus) - {RequestStatus.NEEDS_INFO}))
def test_nothing_is_answered_where_nothing_is_asked(service, status):
    request = make_request(service=service, status=RequestStatus(status), health="Behind the eye")
    before = everything()

    with pytest.raises(TransitionRefused):
        reply(request_id=request.pk, version=request.version, answer=ANSWER)

    assert everything() == before


def test_each_question_has_its_own_answer(asked, staff):
    first = reply(request_id=asked.pk, version=asked.version, answer="Left.")
    again = transitions.ask(
        request_id=asked.pk, version=first.version, by=staff, question="Since when?"
    )

    reply(request_id=asked.pk, version=again.version, answer="Left.")

    kept = [(one.question, one.answer["text"]) for one in ClientReply.objects.all()]
    assert kept == [("Which side is it?\nSince when?", "Left."), ("Since when?", "Left.")]


def test_without_a_consent_nothing_is_kept(service):
    asked = make_situation(State.QUESTION, service=service)
    before = everything()

    with pytest.raises(ConsentMissing):
        reply(request_id=asked.pk, version=asked.version, answer=ANSWER)

    assert everything() == before


def test_consent_that_comes_with_the_answer_is_kept_with_its_words(service):
    asked = make_situation(State.QUESTION, service=service)
    words = current_consent_text()

    reply(request_id=asked.pk, version=asked.version, answer=ANSWER, consent=words)

    record = ConsentRecord.objects.get()
    assert (record.request, record.text) == (asked, words)
    assert (record.given_at, record.withdrawn_at) == (NOW, None)
    assert AuditEvent.objects.get(action="consent given: en 1").actor == "client"


def test_consent_that_lives_is_not_given_once_more(asked, staff):
    before = ConsentRecord.objects.values().get()
    newer = publish_consent_text(language="en", text="Other words.", after=1, by=staff)

    reply(request_id=asked.pk, version=asked.version, answer=ANSWER, consent=newer)

    assert ConsentRecord.objects.values().get() == before


def test_consent_that_was_withdrawn_is_renewed_and_the_first_one_remembered(asked, staff, clock):
    gone = withdraw_consent(request_id=asked.pk, version=asked.version)
    newer = publish_consent_text(language="en", text="Other words.", after=1, by=staff)
    clock.shift(dt.timedelta(hours=1))
    with pytest.raises(ConsentMissing):
        reply(request_id=asked.pk, version=gone.version, answer=ANSWER)

    reply(request_id=asked.pk, version=gone.version, answer=ANSWER, consent=newer)

    record = ConsentRecord.objects.get()
    assert (record.text, record.withdrawn_at) == (newer, None)
    assert record.given_at == NOW + dt.timedelta(hours=1)
    trail = AuditEvent.objects.filter(request=asked, action__startswith="consent")
    assert list(trail.values_list("action", "at")) == [
        ("consent withdrawn: en 1", NOW),
        ("consent given: en 2", NOW + dt.timedelta(hours=1)),
    ]
    assert ClientReply.objects.get().answer == {"text": ANSWER}
