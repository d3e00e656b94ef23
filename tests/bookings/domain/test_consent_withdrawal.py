"""Consent withdrawn: what was kept of a client's health is gone, and everybody must know."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import transitions
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.errors import AskAgain, NotAcknowledged, StaleVersion, TransitionRefused
from bookings.domain.replies import reply
from bookings.models import (
    AuditEvent,
    BookingRequest,
    ClientReply,
    ConsentRecord,
    HealthAnswers,
    OutboxMessage,
    Treatment,
)
from bookings.statuses import RequestStatus
from bookings.views.situation import State
from tests.bookings.domain.offering import NOW, mails
from tests.factories.bookings import make_request
from tests.factories.people import make_user
from tests.factories.situations import make_situation

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def everything():
    models = (BookingRequest, HealthAnswers, ClientReply, ConsentRecord, AuditEvent, OutboxMessage)
    return [list(model.objects.order_by("pk").values()) for model in models]


# Not of a hold that lapses: that is written down first, which is another version.
@pytest.mark.parametrize("state", sorted(set(State) - {State.LAPSED, State.STILL_WAITLISTED}))
def test_what_is_known_of_health_goes_and_the_rest_stays(service, state):
    asked = make_situation(state, service=service, health="Behind the eye")
    visits = list(asked.appointments.order_by("pk").values())

    withdraw_consent(request_id=asked.pk, version=asked.version)

    was = {"status": asked.status, "name": asked.name, "email": asked.email}
    asked.refresh_from_db()
    assert {"status": asked.status, "name": asked.name, "email": asked.email} == was
    assert list(asked.appointments.order_by("pk").values()) == visits
    assert not HealthAnswers.objects.filter(request=asked).exists()
    assert asked.consent.withdrawn_at == NOW


def test_answers_and_treatments_go_too_and_those_of_others_stay(service):
    rows = []
    for _ in range(2):
        asked = make_situation(State.OVER, service=service, health="Behind the eye")
        ClientReply.objects.create(request=asked, question="?", answer={"text": "!"}, at=NOW)
        Treatment.objects.create(appointment=asked.appointments.get(), areas={"areas": ["neck"]})
        rows.append(asked)
    mine, other = rows

    withdraw_consent(request_id=mine.pk, version=mine.version)

    assert [row.request for row in HealthAnswers.objects.all()] == [other]
    assert [row.request for row in ClientReply.objects.all()] == [other]
    assert [row.appointment.request for row in Treatment.objects.all()] == [other]
    assert ConsentRecord.objects.get(withdrawn_at=None).request == other


def test_withdrawal_by_the_client_is_on_record_and_the_practice_is_told(service):
    asked = make_request(service=service, health="canary-3310")

    withdraw_consent(request_id=asked.pk, version=asked.version)

    event = AuditEvent.objects.get(action="consent withdrawn: en 1")
    assert (event.request, event.actor) == (asked, "client")
    assert mails(asked) == ["consent_withdrawn_notice"]
    notice = OutboxMessage.objects.get(template="consent_withdrawn_notice")
    said = f"{notice.subject} {notice.text}".casefold()
    leaks = ["health", "pain", "treat", "safety", "canary", "caution"]
    assert [leak for leak in leaks if leak in said] == []


def test_withdrawal_by_staff_is_theirs_and_tells_nobody(service):
    asked, staff = make_request(service=service, health="Behind the eye"), make_user()

    withdraw_consent(request_id=asked.pk, version=asked.version, by=staff)

    event = AuditEvent.objects.get(action="consent withdrawn: en 1")
    assert (event.actor, event.user) == ("staff", staff)
    assert mails(asked) == []


@pytest.mark.parametrize("outcome", ["", "clean", "caution"])
def test_no_time_is_given_before_somebody_notes_to_ask_again(service, confirm, staff, outcome):
    asked = make_request(service=service, health="Behind the eye")
    BookingRequest.objects.filter(pk=asked.pk).update(
        screening_outcome=outcome, screening_acknowledged_at=NOW, screening_acknowledged_by=staff
    )

    asked = withdraw_consent(request_id=asked.pk, version=asked.version)

    # Whatever the answers were, nothing tells it any more.
    assert (asked.screening_outcome, asked.needs_acknowledgement) == ("ask", True)
    assert asked.screening_acknowledged_by is None
    with pytest.raises(AskAgain):
        confirm(asked)
    asked = transitions.acknowledge_screening(request_id=asked.pk, version=asked.version, by=staff)
    assert AuditEvent.objects.get(action="will ask again").user == staff
    confirm(asked)


def test_caution_is_refused_in_its_own_words(service, confirm):
    asked = make_request(service=service)
    BookingRequest.objects.update(screening_outcome="caution")

    with pytest.raises(NotAcknowledged) as refused:
        confirm(asked)

    assert refused.type is NotAcknowledged


@pytest.mark.parametrize("health", ["", "Behind the eye"])
def test_nothing_is_withdrawn_where_no_consent_lives(service, health):
    asked = make_request(service=service, health=health)
    if health:
        asked = withdraw_consent(request_id=asked.pk, version=asked.version)
    before = everything()

    with pytest.raises(TransitionRefused):
        withdraw_consent(request_id=asked.pk, version=asked.version)

    assert everything() == before


def test_version_that_is_gone_deletes_nothing(service):
    asked = make_request(service=service, health="Behind the eye")
    transitions.take(request_id=asked.pk, version=asked.version, by=make_user())
    before = everything()

    with pytest.raises(StaleVersion):
        withdraw_consent(request_id=asked.pk, version=asked.version)

    assert everything() == before


def test_offer_that_has_lapsed_does_so_first(service, clock):
    asked = make_situation(State.OFFERED, service=service, health="Behind the eye")
    clock.shift(72 * HOUR)

    withdrawn = withdraw_consent(request_id=asked.pk, version=None)

    assert withdrawn.status == RequestStatus.IN_REVIEW
    assert not HealthAnswers.objects.exists()


def test_renewed_consent_can_be_withdrawn_and_is_asked_about_once_more(service, staff, clock):
    asked = make_situation(State.QUESTION, service=service, health="Behind the eye")
    words = asked.consent.text
    asked = withdraw_consent(request_id=asked.pk, version=asked.version)
    asked = reply(request_id=asked.pk, version=asked.version, answer="Left.", consent=words)
    asked = transitions.acknowledge_screening(request_id=asked.pk, version=asked.version, by=staff)
    clock.shift(HOUR)

    asked = withdraw_consent(request_id=asked.pk, version=asked.version)

    assert not ClientReply.objects.exists()
    assert ConsentRecord.objects.get().withdrawn_at == NOW + HOUR
    assert asked.needs_acknowledgement
