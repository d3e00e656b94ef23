"""The mail after a visit: when it is written, for which visits, and how often."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import aftercare, appointments
from bookings.domain.outbox import deliver_due
from bookings.domain.treatments import note_areas
from bookings.models import Appointment, BookingSettings, HealthAnswers, OutboxMessage, Treatment
from site_project import roles
from tests.bookings.smtp import smtp_server
from tests.factories.areas import make_area
from tests.factories.bookings import book_visit, make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
END = dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)  # an hour from nine in New York
SECOND, HOUR, DAY = dt.timedelta(seconds=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(practice):
    make_area("Canary")
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def therapist(practice):
    return make_user(role=roles.THERAPIST)


@pytest.fixture
def visit(confirm, service):
    return confirm(make_request(service=service, areas=["Canary"]))


def complete(visit, staff, **options):
    now = Appointment.objects.get(pk=visit.pk)
    return appointments.complete(appointment_id=now.pk, version=now.version, by=staff, **options)


def written():
    """Write what is due; the visits of all such mails."""
    assert aftercare.write_due() == 0
    mails = OutboxMessage.objects.filter(template="after_care").order_by("pk")
    return list(mails.values_list("appointment", flat=True))


def test_mail_follows_a_visit_that_took_place_to_the_second_and_once(clock, visit, staff):
    clock.move_to(END)
    complete(visit, staff)

    clock.move_to(END + 2 * HOUR - SECOND)
    assert written() == []
    clock.shift(SECOND)
    assert written() == [visit.pk]
    clock.shift(DAY)
    assert written() == [visit.pk]


def test_visit_of_which_nobody_said_anything_waits_for_a_day(clock, visit):
    clock.move_to(END + DAY - SECOND)
    assert written() == []
    clock.shift(SECOND)
    assert written() == [visit.pk]


def test_visit_that_did_not_take_place_has_no_aftercare(clock, visit, staff):
    clock.move_to(END + DAY - HOUR)
    appointments.no_show(appointment_id=visit.pk, version=visit.version, by=staff)
    clock.shift(2 * HOUR)

    assert written() == []


def test_mail_says_nothing_of_what_was_treated(clock, visit, staff, practice):
    clock.move_to(END)
    complete(visit, staff)
    clock.move_to(END + 2 * HOUR)
    written()
    with smtp_server() as inbox:
        deliver_due()

    mail = next(mail for mail in inbox.messages if mail["Subject"].startswith("After your visit"))
    assert (mail["To"], mail["Reply-To"]) == ("vera@example.org", practice.email)
    source = mail.as_string().lower()
    assert [word for word in ("canary", "exercise", "pain", "vera visitor") if word in source] == []
    for part in ("plain", "html"):
        text = mail.get_body([part]).get_content()
        assert "On your own page you find what you can do at home now:" in text
        assert "/my-request/" in text


@pytest.mark.parametrize(("late", "expected"), [(-SECOND, 1), (dt.timedelta(0), 0), (DAY, 0)])
def test_worker_that_was_down_for_days_sends_none(clock, visit, late, expected):
    clock.move_to(END + 2 * HOUR + 3 * DAY + late)

    assert len(written()) == expected


def test_practice_without_aftercare_sends_none(clock, visit):
    BookingSettings.objects.update(aftercare_hours=0)
    clock.move_to(END + 2 * DAY)

    assert written() == []


def test_visit_without_a_page_has_none(clock, practitioner, service, therapist):
    book_visit(practitioner, service=service, start=END - HOUR, email="vera@example.org")
    Treatment.objects.create(appointment=Appointment.objects.get(), areas={"areas": ["canary"]})
    clock.move_to(END + 2 * DAY)

    assert written() == []


@pytest.mark.parametrize("areas", [[], ["Gone"], ["Without exercises"]])
def test_nothing_to_show_is_no_reason_to_write(clock, confirm, service, areas):
    make_area("Without exercises", exercises=0)
    confirm(make_request(service=service, areas=areas, health="Behind the eye"))
    clock.move_to(END + 2 * DAY)

    assert written() == []


@pytest.mark.parametrize(("noted", "expected"), [(["canary"], 1), ([], 0)])
def test_what_was_noted_counts_and_not_what_was_said(
    clock, confirm, service, staff, therapist, noted, expected
):
    said = [] if noted else ["Canary"]
    visit = confirm(make_request(service=service, areas=said, health="Behind the eye"))
    clock.move_to(END)
    visit = complete(visit, staff)
    note_areas(appointment_id=visit.pk, version=visit.version, by=therapist, areas=noted)
    clock.shift(2 * HOUR)

    assert len(written()) == expected


def test_nothing_is_left_to_show_once_consent_is_withdrawn(clock, visit):
    HealthAnswers.objects.all().delete()
    clock.move_to(END + 2 * DAY)

    assert written() == []


def test_missing_key_silences_only_what_it_opened(clock, visit, confirm, service, settings):
    settings.HEALTH_KEYS = ["b" * 43 + "="]
    other = confirm(make_request(service=service, areas=["Canary"]), time=dt.time(11))
    clock.move_to(other.end + DAY)

    assert written() == [other.pk]


@pytest.mark.parametrize("change", ["no show", "nothing"])
def test_mail_is_decided_again_when_it_is_sent(clock, visit, staff, change):
    clock.move_to(END + DAY)
    assert written() == [visit.pk]
    if change == "no show":
        appointments.no_show(appointment_id=visit.pk, version=visit.version, by=staff)
    else:
        complete(visit, staff)
    with smtp_server():
        deliver_due()

    expected = "sent" if change == "nothing" else "dropped"
    assert OutboxMessage.objects.get(template="after_care").status == expected


@pytest.mark.parametrize("start", ["2026-11-01", "2027-03-14"])
def test_hours_are_elapsed_time_over_a_change_of_the_clocks(clock, confirm, service, staff, start):
    """The visit is at half past midnight, the clocks of New York change at two."""
    day = dt.date.fromisoformat(start)
    clock.move_to(dt.datetime.combine(day, dt.time(), dt.UTC) - 5 * DAY)
    asked = make_request(service=service, areas=["Canary"])
    visit = confirm(asked, day=day, time=dt.time(0, 30), override_reason="At night")
    clock.move_to(visit.end)
    complete(visit, staff)

    clock.move_to(visit.end + 2 * HOUR - SECOND)
    assert written() == []
    clock.shift(SECOND)
    assert written() == [visit.pk]


# What was noted and what was said; then the areas that were named.
IDLE, LOOK, AREAS, EACH = 2, 2, 1, 11


@pytest.mark.parametrize(("hours", "due"), [(-100, 0), (24, 1), (24 + 38, 20)])
def test_queries_while_nothing_is_due_and_for_each_that_is(
    clock, confirm, service, django_assert_num_queries, hours, due
):
    for number in range(20):
        asked = make_request(service=service, areas=["Canary"], email=f"v{number}@example.org")
        day, hour = divmod(2 * number + 9, 24)
        when = {"day": dt.date(2026, 12, 1 + day), "time": dt.time(hour)}
        confirm(asked, **when, override_reason="At night too")
    clock.move_to(END + hours * HOUR)

    with django_assert_num_queries(IDLE + bool(due) * (LOOK + AREAS) + due * EACH):
        aftercare.write_due()

    assert OutboxMessage.objects.filter(template="after_care").count() == due


def test_queries_do_not_grow_with_visits_that_have_nothing_to_show(
    clock, confirm, service, django_assert_num_queries
):
    for number in range(5):
        confirm(
            make_request(service=service, health="Nothing", email=f"v{number}@example.org"),
            time=dt.time(9 + 2 * number),
        )
    clock.move_to(END + 2 * DAY)

    with django_assert_num_queries(IDLE + LOOK):
        aftercare.write_due()
