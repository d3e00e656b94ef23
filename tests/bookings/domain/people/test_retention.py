"""What was kept for long enough goes, and nothing else."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from bookings.domain import audit
from bookings.domain.clients import add_client, create_client
from bookings.domain.notes import add_note
from bookings.domain.people.retention import (
    KINDS,
    forget_overdue,
    keep_to_periods,
    months_before,
    overdue,
)
from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    BookingSettings,
    Client,
    HealthAnswers,
    OutboxMessage,
    RequestNote,
    Standing,
)
from bookings.statuses import AppointmentStatus, RequestStatus
from home.models import Job
from tests.factories.bookings import make_practitioner, make_request
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

# A Sunday.
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
NOTHING = {kind.words: 0 for kind in KINDS}


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def long_ago(clock, months, *, but=dt.timedelta(0)):
    clock.move_to(months_before(NOW, months) + but)


def test_months_are_the_calendars():
    assert months_before(dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC), 1) == dt.datetime(
        2026, 2, 28, 9, tzinfo=dt.UTC
    )
    assert months_before(dt.datetime(2024, 2, 29, tzinfo=dt.UTC), 12).date() == dt.date(2023, 2, 28)
    assert months_before(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 1).date() == dt.date(2025, 12, 1)


@pytest.mark.parametrize(("but", "goes"), [(-DAY, True), (DAY, False)])
def test_health_goes_after_its_months(clock, but, goes):
    long_ago(clock, 12, but=but)
    asked = make_request(health="sore neck", areas=["Neck"], status=RequestStatus.DECLINED)
    add_note(request_id=asked.pk, by=make_user(), text="prefers mornings")
    clock.move_to(NOW)

    forget_overdue()

    asked.refresh_from_db()
    assert HealthAnswers.objects.exists() is not goes
    assert RequestNote.objects.exists() is not goes
    assert asked.name == "Vera Visitor"


@pytest.mark.parametrize(("but", "goes"), [(-DAY, True), (DAY, False)])
def test_request_without_a_visit_goes_after_its_months(clock, but, goes):
    long_ago(clock, 24, but=but)
    asked = make_request(status=RequestStatus.DECLINED)
    clock.move_to(NOW)

    forget_overdue()

    asked.refresh_from_db()
    assert (asked.erased_at is not None) is goes
    assert (asked.email == "") is goes
    assert asked.messages.exists() is not goes


@pytest.mark.parametrize("status", [RequestStatus.RECEIVED, RequestStatus.WAITLISTED])
def test_open_request_stays_however_old_it_is(clock, status):
    long_ago(clock, 100)
    asked = make_request(status=status, health="sore neck")
    clock.move_to(NOW)

    forget_overdue()

    assert BookingRequest.objects.get(pk=asked.pk).email == "vera@example.org"
    assert HealthAnswers.objects.exists()


def test_quarantine_and_spam_go_too(clock):
    long_ago(clock, 30)
    make_request(signals=["honeypot"])
    make_request(status=RequestStatus.SPAM)
    clock.move_to(NOW)

    assert forget_overdue()["requests without a visit"] == 2


def test_what_happened_since_keeps_a_request_and_a_look_does_not(clock):
    long_ago(clock, 30)
    settled, looked_at = (make_request(status=RequestStatus.DECLINED) for _number in range(2))
    long_ago(clock, 20)
    audit.record("reopened", request=settled, by=make_user())
    audit.record("health answers viewed", request=looked_at, by=make_user())
    clock.move_to(NOW)

    forget_overdue()

    kept = BookingRequest.objects.kept()
    assert list(kept) == [settled]


@pytest.mark.parametrize(("but", "goes"), [(-DAY, True), (DAY, False)])
def test_client_goes_after_the_months_since_the_last_visit(clock, but, goes):
    long_ago(clock, 60)
    asked = make_request(status=RequestStatus.CONFIRMED)
    client = create_client(request_id=asked.pk, version=asked.version, by=make_user())
    asked.refresh_from_db()
    long_ago(clock, 36, but=but - dt.timedelta(hours=1))
    visit = make_visit(make_practitioner(), timezone.now(), request=asked)
    Appointment.objects.filter(pk=visit.pk).update(client=client)
    clock.move_to(NOW)

    forget_overdue()

    client.refresh_from_db()
    asked.refresh_from_db()
    assert (client.email == "") is goes
    assert (asked.email == "") is goes
    assert Appointment.objects.filter(pk=visit.pk).exists()


def test_client_with_a_visit_to_come_stays(clock):
    long_ago(clock, 60)
    client = make_visit(make_practitioner(), NOW + DAY).client
    clock.move_to(NOW)

    forget_overdue()

    assert Client.objects.get(pk=client.pk).name == "Clara Client"


def test_blocked_client_stays(clock):
    long_ago(clock, 60)
    client = add_client(by=make_user(), name="Ivan", standing=Standing.BLOCKED)
    clock.move_to(NOW)

    forget_overdue()

    assert Client.objects.get(pk=client.pk).name == "Ivan"


def test_visit_of_nobodys_request_goes_with_the_clients(clock):
    long_ago(clock, 37)
    asked = make_request(status=RequestStatus.CONFIRMED)
    make_visit(
        make_practitioner(), timezone.now(), request=asked, status=AppointmentStatus.COMPLETED
    )
    clock.move_to(NOW)

    assert forget_overdue()["requests with a visit and without a client"] == 1
    assert BookingRequest.objects.get(pk=asked.pk).phone == ""


def test_log_goes_after_its_months_and_leaves_the_moves_that_reports_count(clock):
    visit = make_visit(make_practitioner(), NOW + DAY)
    long_ago(clock, 25)
    audit.record("moved", appointment=visit, client=visit.client, by=make_user())
    audit.record("client changed", client=visit.client, by=make_user())
    clock.move_to(NOW)

    forget_overdue()

    (moved,) = AuditEvent.objects.exclude(action__startswith="kept")
    assert (moved.action, moved.appointment, moved.user, moved.client) == (
        "moved",
        visit,
        None,
        None,
    )
    assert overdue(NOW) == NOTHING


def test_mail_about_nobodys_request_goes_with_the_log(clock):
    gone, asked = make_request(), make_request()
    OutboxMessage.objects.update(created_at=months_before(NOW, 25))
    OutboxMessage.objects.filter(request=gone).update(request=None)

    forget_overdue()

    assert set(OutboxMessage.objects.values_list("request", flat=True)) == {asked.pk}


def test_dry_run_says_numbers_and_changes_nothing(clock, capsys):
    long_ago(clock, 30)
    make_request(status=RequestStatus.DECLINED, health="sore neck")
    clock.move_to(NOW)
    before = list(BookingRequest.objects.values())

    call_command("retention", dry_run=True)

    said = capsys.readouterr().out
    assert list(BookingRequest.objects.values()) == before
    assert HealthAnswers.objects.exists()
    assert "      1  requests with health answers\n" in said
    assert "      1  requests without a visit\n" in said
    assert "Vera" not in said
    assert not Job.objects.exists()


def test_what_the_dry_run_says_is_what_goes(clock):
    long_ago(clock, 60)
    make_visit(make_practitioner(), timezone.now() + DAY, status=AppointmentStatus.COMPLETED)
    make_request(status=RequestStatus.DECLINED)
    clock.move_to(NOW)
    promised = overdue(NOW)

    assert forget_overdue() == promised
    assert promised != NOTHING
    assert overdue(NOW) == NOTHING


def test_more_than_a_transaction_holds_go_all(clock, monkeypatch):
    monkeypatch.setattr("bookings.domain.people.retention.AT_ONCE", 2)
    long_ago(clock, 30)
    for _number in range(5):
        make_request(status=RequestStatus.DECLINED)
    clock.move_to(NOW)

    assert forget_overdue()["requests without a visit"] == 5


def test_round_does_it_once_a_day(clock):
    keep_to_periods()
    first = Job.objects.get(name="retention").succeeded_at
    clock.shift(dt.timedelta(hours=23))
    keep_to_periods()
    assert Job.objects.get(name="retention").succeeded_at == first

    clock.shift(dt.timedelta(hours=2))
    keep_to_periods()

    assert Job.objects.get(name="retention").succeeded_at == timezone.now()


def test_what_failed_is_tried_again_after_an_hour(clock):
    Job.objects.create(name="retention", started_at=NOW, finished_at=NOW, error="ValueError")
    clock.shift(dt.timedelta(minutes=59))
    keep_to_periods()
    assert Job.objects.get(name="retention").error == "ValueError"

    clock.shift(dt.timedelta(minutes=2))
    keep_to_periods()

    assert Job.objects.get(name="retention").error == ""


def test_log_is_kept_for_as_long_as_what_it_decides_about(db):
    rules = BookingSettings(keep_requests_months=24, keep_log_months=23)

    with pytest.raises(Exception, match="Enter at least 24") as refused:
        rules.full_clean()

    assert refused.value.message_dict.keys() == {"keep_log_months"}
