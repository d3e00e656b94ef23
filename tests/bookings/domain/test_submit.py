import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.serializers import serialize
from django.db import connection

from bookings.domain import spam
from bookings.domain.consent import current_consent_text
from bookings.domain.errors import AlreadySent, ServiceClosed
from bookings.domain.submission import Health, Submission, Wish
from bookings.domain.submit import submit
from bookings.models import (
    AuditEvent,
    BookingRequest,
    ConsentRecord,
    HealthAnswers,
    InterestCount,
    OutboxMessage,
)
from bookings.statuses import RequestStatus
from tests.factories.bookings import make_service

pytestmark = pytest.mark.django_db
CANARY = "canary-7719 behind the left eye"


def a_submission(**changes) -> Submission:
    values = {
        "minutes": 60,
        "price": Decimal(60),
        "wishes": (Wish(weekdays=(0,), time_until=dt.time(12)), Wish()),
        "name": "Vera Visitor",
        "email": "vera@example.org",
    } | changes
    return Submission(service=values.pop("service", None) or make_service(), **values)


def test_submit_stores_a_snapshot_with_its_wishes(practice):
    service = make_service(title="Neck")

    request = submit(submission=a_submission(service=service), key=uuid.uuid4(), consent=None)

    request.refresh_from_db()
    assert (request.service_name, request.minutes, request.price) == ("Neck", 60, Decimal(60))
    assert (request.currency, request.status) == ("GBP", RequestStatus.RECEIVED)
    assert [str(wish) for wish in request.preferences.all()] == ["Mondays, morning", "Any time"]


@pytest.mark.parametrize("weekday", range(7))
def test_submit_keeps_the_weekday(practice, weekday):
    wish = Wish(weekdays=(weekday,))

    request = submit(submission=a_submission(wishes=(wish,)), key=uuid.uuid4(), consent=None)

    names = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"]
    assert [str(wish) for wish in request.preferences.all()] == [names[weekday]]


def test_submit_keeps_a_live_time_and_says_it_in_the_practices_zone(practice):
    start = dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
    wish = Wish(slot_start=start, slot_end=start + dt.timedelta(hours=1))

    request = submit(submission=a_submission(wishes=(wish,)), key=uuid.uuid4(), consent=None)

    assert [str(wish) for wish in request.preferences.all()] == [
        "Tuesday 1 December 2026, 9:00 (America/New_York)"
    ]


def test_submit_twice_is_one_request_and_one_set_of_mails(practice):
    submission, key = a_submission(), uuid.uuid4()

    first = submit(submission=submission, key=key, consent=None)
    second = submit(submission=submission, key=key, consent=None)

    assert second == first
    assert BookingRequest.objects.count() == 1
    assert sorted(OutboxMessage.objects.values_list("template", "recipient")) == [
        ("request_notice", "desk@practice.example.org"),
        ("request_received", "vera@example.org"),
    ]


def test_submit_again_after_the_service_closed_is_the_same_request(practice):
    service, key = make_service(), uuid.uuid4()
    first = submit(submission=a_submission(service=service), key=key, consent=None)
    type(service).objects.update(accepts_requests=False)

    second = submit(submission=a_submission(service=service), key=key, consent=None)

    assert second == first


def test_submit_with_the_same_key_and_other_content_is_refused(practice):
    service, key = make_service(), uuid.uuid4()
    first = submit(submission=a_submission(service=service), key=key, consent=None)

    with pytest.raises(AlreadySent) as refused:
        submit(submission=a_submission(service=service, name="Other"), key=key, consent=None)

    assert refused.value.existing == first
    assert BookingRequest.objects.get().name == "Vera Visitor"


@pytest.mark.parametrize("change", [{"accepts_requests": False}, {"live": False}])
def test_submit_to_a_closed_service_stores_nothing(practice, change):
    service = make_service()
    type(service).objects.filter(pk=service.pk).update(**change)

    with pytest.raises(ServiceClosed):
        submit(submission=a_submission(service=service), key=uuid.uuid4(), consent=None)

    assert not BookingRequest.objects.exists()


def test_submit_encrypts_what_was_said_about_health(practice):
    health = Health(notes=CANARY, areas=("Head",), questions={"notes": "What?"})

    request = submit(
        submission=a_submission(health=health), key=uuid.uuid4(), consent=current_consent_text()
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM bookings_healthanswers")
        stored = bytes(cursor.fetchone()[0])
    assert b"canary" not in stored
    assert "canary" not in serialize("json", HealthAnswers.objects.all())
    assert HealthAnswers.objects.get(request=request).answers == {
        "notes": CANARY,
        "areas": ["Head"],
        "cautions": [],
        "questions": {"notes": "What?"},
    }
    assert ConsentRecord.objects.get(request=request).text == current_consent_text()


def test_submit_refuses_health_answers_without_a_consent(practice):
    with pytest.raises(ValueError, match="consent"):
        submit(submission=a_submission(health=Health(notes="x")), key=uuid.uuid4(), consent=None)

    assert not BookingRequest.objects.exists()


def test_submit_puts_nothing_about_health_in_a_mail_or_event(practice):
    health = Health(notes=CANARY, areas=(CANARY,))

    submit(submission=a_submission(health=health), key=uuid.uuid4(), consent=current_consent_text())

    assert OutboxMessage.objects.count() == 2
    assert "canary" not in serialize("json", OutboxMessage.objects.all())
    assert "canary" not in serialize("json", AuditEvent.objects.all())
    assert "canary" not in serialize("json", BookingRequest.objects.all())


def test_submit_mails_a_visitor_none_of_the_words_that_the_visitor_typed(practice):
    submission = a_submission(name="Buy cheap pills at spam.example")

    submit(submission=submission, key=uuid.uuid4(), consent=None)

    mail = OutboxMessage.objects.get(template="request_received")
    assert "Buy cheap" not in mail.subject + mail.text + mail.html


def test_submit_says_requested_not_confirmed_in_subject_and_body(practice):
    request = submit(submission=a_submission(), key=uuid.uuid4(), consent=None)

    mail = OutboxMessage.objects.get(template="request_received")
    assert mail.subject == (
        f"Requested, not confirmed yet: {request.service_name} ({request.reference})"
    )
    assert "Requested, not confirmed yet: you have no appointment" in mail.text
    assert "Requested, not confirmed yet: you have no appointment" in mail.html


def test_submit_by_phone_only_mails_the_practice_only(practice):
    submission = a_submission(email="", phone="01632 960 002")

    submit(submission=submission, key=uuid.uuid4(), consent=None)

    assert [m.template for m in OutboxMessage.objects.all()] == ["request_notice"]


def test_submit_with_a_signal_is_quarantined_and_mails_nobody(practice):
    request = submit(
        submission=a_submission(), key=uuid.uuid4(), consent=None, signals=[spam.HONEYPOT]
    )

    assert (request.status, request.quarantine_reasons) == ("quarantined", "honeypot")
    assert not OutboxMessage.objects.exists()
    assert not InterestCount.objects.exists()


def test_submit_counts_areas_without_a_trace_of_the_request(practice):
    consent = current_consent_text()
    for areas in (("Head", "Neck"), ("Head",), ()):
        health = Health(areas=areas)
        submit(submission=a_submission(health=health), key=uuid.uuid4(), consent=consent)

    counts = dict(InterestCount.objects.values_list("area", "count"))
    assert counts == {"Head": 2, "Neck": 1, "": 1}


def test_reference_can_be_read_out(practice):
    request = submit(submission=a_submission(), key=uuid.uuid4(), consent=None)

    assert len(request.reference) == 7
    assert set(request.reference) <= set("BCDFGHJKLMNPQRTVWXZ346789-")
