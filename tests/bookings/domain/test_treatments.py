"""Which areas a visit treated: who may note them, where they stay, and what the client is shown."""

import datetime as dt
import logging

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from bookings.domain import appointments
from bookings.domain.errors import StaleVersion, TransitionRefused
from bookings.domain.exercises import areas_for
from bookings.domain.health import VIEWED, Unreadable
from bookings.domain.treatments import (
    NOTED,
    ConsentWithdrawn,
    likely_areas,
    note_areas,
    noted_areas,
)
from bookings.models import Appointment, AuditEvent, ConsentRecord, OutboxMessage, Treatment
from site_project import roles
from tests.factories.areas import make_area
from tests.factories.bookings import book_visit, make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
END = dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def areas(practice):
    return [make_area(name, sort_order=1 - number) for number, name in enumerate(["Neck", "Jaw"])]


@pytest.fixture
def therapist(practice):
    return make_user(role=roles.THERAPIST)


@pytest.fixture
def reception(practice):
    return make_user(role=roles.RECEPTION)


@pytest.fixture
def visit(clock, confirm, service, staff):
    """It is over and completed; the client said that her neck hurts."""
    visit = confirm(make_request(service=service, areas=["Neck"]))
    clock.move_to(END)
    return appointments.complete(appointment_id=visit.pk, version=visit.version, by=staff)


def note(visit, by, *areas, **changes):
    values = {"appointment_id": visit.pk, "version": visit.version, "by": by, "areas": areas}
    return note_areas(**values | changes)


def names(areas):
    return None if areas is None else [area.name for area in areas]


def shown(visit):
    """What its client is shown, in this order."""
    return names(areas_for([visit])[visit.pk])


def test_what_was_noted_is_what_the_client_is_shown(visit, therapist):
    assert shown(visit) == ["Neck"]
    assert names(noted_areas(appointment=visit, by=therapist)) is None

    visit = note(visit, therapist, "neck", "jaw", "nowhere")
    assert (shown(visit), names(noted_areas(appointment=visit, by=therapist))) == (
        ["Jaw", "Neck"],
        ["Jaw", "Neck"],
    )
    visit = note(visit, therapist, "jaw")
    assert shown(visit) == ["Jaw"]
    visit = note(visit, therapist)
    assert (shown(visit), noted_areas(appointment=visit, by=therapist)) == ([], [])
    assert Treatment.objects.count() == 1


def test_noting_begins_with_what_the_client_said(visit, therapist):
    assert names(likely_areas(appointment=visit, by=therapist)) == ["Neck"]

    visit = note(visit, therapist, "jaw")

    assert names(likely_areas(appointment=visit, by=therapist)) == ["Jaw"]


def test_areas_without_exercises_are_not_shown(visit, therapist, areas):
    areas[1].at_home = []
    areas[1].save()

    visit = note(visit, therapist, "neck", "jaw")

    assert shown(visit) == ["Neck"]


def test_only_who_may_read_health_answers_may_note_or_read(visit, reception, therapist):
    with pytest.raises(PermissionDenied):
        note(visit, reception, "jaw")
    visit = note(visit, therapist, "jaw")
    for read in (noted_areas, likely_areas):
        with pytest.raises(PermissionDenied):
            read(appointment=visit, by=reception)

    assert not AuditEvent.objects.filter(user=reception).exists()


def test_reading_is_recorded_once_an_hour(visit, therapist):
    visit = note(visit, therapist, "jaw")
    for _ in range(3):
        noted_areas(appointment=visit, by=therapist)

    look = AuditEvent.objects.get(action=VIEWED)
    assert (look.request, look.user) == (visit.request, therapist)


def test_what_the_client_is_shown_is_no_look_of_staff(visit):
    shown(visit)

    assert not AuditEvent.objects.filter(action=VIEWED).exists()


def test_areas_are_named_nowhere(visit, therapist, caplog):
    caplog.set_level(logging.DEBUG, "bookings")
    make_area("Canary")

    visit = note(visit, therapist, "canary")
    noted_areas(appointment=visit, by=therapist)

    event = AuditEvent.objects.get(action=NOTED)
    assert (event.user, event.appointment, event.request) == (therapist, visit, visit.request)
    with connection.cursor() as cursor:
        cursor.execute("SELECT areas FROM bookings_treatment")
        stored = bytes(cursor.fetchone()[0])
    events = str(list(AuditEvent.objects.values()))
    mails = str(list(OutboxMessage.objects.values()))
    for text in (events, mails, caplog.text, str(stored)):
        assert "canary" not in text.lower()


def test_stale_page_changes_nothing(visit, therapist):
    note(visit, therapist, "jaw")

    with pytest.raises(StaleVersion):
        note(visit, therapist, "neck")

    assert shown(visit) == ["Jaw"]


def test_visit_must_have_taken_place(visit, therapist, staff):
    no_show = appointments.correct(
        appointment_id=visit.pk, version=visit.version, by=staff, to="no_show", reason="Mixed up"
    )

    with pytest.raises(TransitionRefused):
        note(no_show, therapist, "jaw")


def test_visit_without_a_request_has_no_page_to_show_them(
    clock, practitioner, service, therapist, staff
):
    visit = book_visit(practitioner, service=service)
    clock.move_to(visit.end)
    visit = appointments.complete(appointment_id=visit.pk, version=visit.version, by=staff)

    with pytest.raises(TransitionRefused):
        note(visit, therapist, "jaw")

    assert noted_areas(appointment=visit, by=therapist) is None


def test_withdrawn_consent_is_respected(visit, therapist):
    ConsentRecord.objects.filter(request=visit.request).update(withdrawn_at=timezone.now())

    with pytest.raises(ConsentWithdrawn):
        note(visit, therapist, "jaw")

    assert not Treatment.objects.exists()


def test_missing_key_hides_and_does_not_break(visit, therapist, settings):
    visit = note(visit, therapist, "jaw")
    settings.HEALTH_KEYS = ["b" * 43 + "="]

    with pytest.raises(Unreadable):
        noted_areas(appointment=visit, by=therapist)
    assert shown(visit) == []

    note(visit, therapist, "jaw")
    assert shown(visit) == ["Jaw"]


def test_areas_of_many_visits_take_three_queries(
    visit, therapist, confirm, service, django_assert_num_queries
):
    note(visit, therapist, "jaw")
    others = [
        confirm(
            make_request(service=service, areas=["Neck"], email=f"v{number}@example.org"),
            day=dt.date(2026, 12, 2 + number),
        )
        for number in range(9)
    ]
    visits = list(Appointment.objects.all())

    with django_assert_num_queries(3):
        found = areas_for(visits)

    assert names(found[visit.pk]) == ["Jaw"]
    assert [names(found[other.pk]) for other in others] == [["Neck"]] * 9
    with django_assert_num_queries(0):
        assert areas_for([]) == {}
