"""The demonstration's requests: every state of the desk, and nobody who is mailed."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from bookings.domain.health import read_health_answers
from bookings.domain.references import REFERENCE_LETTERS
from bookings.domain.soundness import findings
from bookings.domain.tick import tick
from bookings.domain.transitions import decline
from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    ConsentRecord,
    DeclineReason,
    FreedTime,
    HealthAnswers,
    InterestCount,
    OutboxMessage,
    Practitioner,
)
from bookings.staff.wish_lines import WishState, diary_of_wishes, wish_lines
from bookings.statuses import AppointmentStatus, MessageStatus, RequestStatus
from site_project.demo.loader import load
from site_project.demo.requests import REQUESTS
from site_project.demo.reset import reset
from site_project.roles import THERAPIST
from tests.factories.people import make_user

DAY = dt.timedelta(days=1)
NOT_SHOWN = {RequestStatus.DUPLICATE, RequestStatus.SPAM}


def request_of(slug: str) -> BookingRequest:
    return BookingRequest.objects.get(
        reference=next(item.reference for item in REQUESTS if item.slug == slug)
    )


def states_of(slug: str) -> list[WishState | None]:
    request = request_of(slug)
    people = Practitioner.objects.offering(request.service_id)
    lines = wish_lines(request.preferences.all(), diary_of_wishes(request, people))
    return [line.state for line in lines]


def test_every_state_of_a_request_is_there_to_see(demo_site):
    found = set(BookingRequest.objects.values_list("status", flat=True))

    assert found == set(RequestStatus) - NOT_SHOWN


def test_requests_are_as_the_data_says(demo_site):
    rows = BookingRequest.objects.order_by("pk")

    assert [(row.reference, row.status) for row in rows] == [
        (item.reference, item.status) for item in REQUESTS
    ]


def test_references_are_like_those_of_visitors():
    references = [item.reference for item in REQUESTS]

    assert len(set(references)) == len(references)
    assert set("".join(references)) <= {*REFERENCE_LETTERS, "-"}


@pytest.mark.parametrize(
    ("slug", "states"),
    [
        ("hannah", [WishState.FREE, None]),
        ("felix", [WishState.TIGHT, WishState.FREE]),
        ("marta", [WishState.GONE, WishState.FREE]),
    ],
)
def test_wishes_are_free_tight_and_gone(demo_site, slug, states):
    assert states_of(slug) == states


def test_a_caution_waits_to_be_read(demo_site):
    request = request_of("oliver")
    by = make_user(role=THERAPIST)

    answers = read_health_answers(request=request, by=by)

    assert request.needs_acknowledgement
    assert answers["cautions"] == ["I take blood thinners"]
    assert answers["areas"] == ["Shoulders", "Upper back"]


def test_whatever_is_kept_of_health_has_a_consent(demo_site):
    said = HealthAnswers.objects.values_list("request", flat=True)
    agreed = ConsentRecord.objects.filter(withdrawn_at=None).values_list("request", flat=True)

    assert set(said) <= set(agreed)
    assert len(said) == 6


def test_history_ends_in_the_state_of_the_request(demo_site):
    for request in BookingRequest.objects.all():
        latest = AuditEvent.objects.filter(request=request, appointment=None).last()
        assert latest.to_status == request.status
        assert latest.at <= timezone.now()


def test_a_year_of_counts_for_the_reports(demo_site):
    counts = InterestCount.objects.all()

    assert len(set(counts.values_list("month", flat=True))) == 12
    assert counts.filter(area="Temples", article__startswith="Trigger points").count() == 12


def test_no_mail_waits_to_be_sent(demo_site):
    assert not OutboxMessage.objects.waiting().exists()
    assert OutboxMessage.objects.get(status=MessageStatus.FAILED).request == request_of("peter")


def test_a_demonstration_that_runs_for_weeks_mails_nobody(own_database, demo_site):
    written = OutboxMessage.objects.count()
    now = timezone.now()

    for hours in range(0, 28 * 24, 24):
        with time_machine.travel(now + dt.timedelta(hours=hours), tick=False):
            assert tick().failed == []
    with time_machine.travel(now + 28 * DAY, tick=False):
        assert findings() == []

    new = OutboxMessage.objects.order_by("pk")[written:]
    assert list(new.values_list("template", "recipient")) == []
    assert mail.outbox == []
    waiting = BookingRequest.objects.filter(status=RequestStatus.WAITLISTED)
    assert set(waiting.values_list("name", flat=True)) >= {"Priya Holt", "George Lindley"}
    assert not Appointment.objects.filter(status=AppointmentStatus.HELD).exists()
    assert not FreedTime.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-12-30", "2027-02-28", "2027-03-27", "2027-06-13"])
def test_there_is_room_for_all_of_them_on_any_day(day):
    with time_machine.travel(dt.datetime.fromisoformat(f"{day}T10:30Z"), tick=False):
        load()
        assert findings() == []

    assert BookingRequest.objects.count() == len(REQUESTS)


def test_reset_takes_what_was_done_with_a_request_too(demo_site):
    request = request_of("hannah")
    decline(
        request_id=request.pk,
        version=request.version,
        by=make_user(),
        reason=DeclineReason.OTHER,
        message="",
    )
    Appointment.objects.filter(request=request_of("clara")).update(version=7)

    cleared = reset()

    assert cleared.kept == []
    for model in (BookingRequest, Appointment, OutboxMessage):
        assert not model.objects.exists()
    # Of the questions' first version, which is nobody's.
    assert [event.action for event in AuditEvent.objects.all()] == ["safety questions published"]
