"""How visits went, how often they were moved, and when most begin."""

import pytest

from bookings.domain import audit
from bookings.domain.client_moves import MOVED_BY_CLIENT
from bookings.domain.reports import Course
from bookings.domain.reports.visits import busiest, visit_figures
from bookings.models import Appointment, AuditEvent
from bookings.statuses import AppointmentStatus
from tests.bookings.domain.reports.world import HOUR, local, period
from tests.factories.bookings import make_practitioner
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

NOVEMBER = period("2026-11-01", "2026-11-30")
A = AppointmentStatus


@pytest.fixture
def thea(db):
    return make_practitioner(name="Thea", hours=[])


@pytest.fixture
def otto(db):
    return make_practitioner(name="Otto", hours=[])


def cancelled(visit: Appointment, *, by: str, late: bool = False, **fields) -> None:
    changes = {"status": A.CANCELLED, "cancelled_at": visit.start} | fields
    Appointment.objects.filter(pk=visit.pk).update(cancelled_by=by, cancelled_late=late, **changes)


def test_visits_count_by_how_they_went(thea):
    starts = [local("2026-11-05 09:00") + number * HOUR for number in range(11)]
    states = [A.COMPLETED] * 4 + [A.CONFIRMED, A.NO_SHOW, A.HELD, A.RELEASED] + [A.CONFIRMED] * 3
    visits = [
        make_visit(thea, start, status=status) for start, status in zip(starts, states, strict=True)
    ]
    cancelled(visits[-3], by="client")
    cancelled(visits[-2], by="client", late=True)
    cancelled(visits[-1], by="staff")

    found = visit_figures(NOVEMBER, None)

    assert found.courses == {
        Course.COMPLETED: 4,
        Course.AHEAD: 1,
        Course.NO_SHOW: 1,
        Course.BY_CLIENT: 1,
        Course.LATE: 1,
        Course.BY_PRACTICE: 1,
    }
    assert (found.booked, found.cancelled, found.cancelled_share) == (9, 3, 3 / 9)
    assert found.no_show_share == 1 / 5


def test_cancellation_counts_until_it_is_undone(thea):
    visit = make_visit(thea, local("2026-11-05 09:00"))
    cancelled(visit, by="client", status=A.CANCEL_PENDING, undo_until=visit.start)
    assert visit_figures(NOVEMBER, None).courses == {Course.BY_CLIENT: 1}
    Appointment.objects.update(
        status=A.CONFIRMED, cancelled_at=None, cancelled_by="", undo_until=None
    )
    assert visit_figures(NOVEMBER, None).courses == {Course.AHEAD: 1}


def test_visits_belong_to_the_month_they_begin_in_where_the_practice_is(thea):
    make_visit(thea, local("2026-10-31 23:30"))
    make_visit(thea, local("2026-11-30 23:30"))
    assert visit_figures(NOVEMBER, None).booked == 1


def test_visits_of_one_practitioner_are_hers(thea, otto):
    make_visit(thea, local("2026-11-05 09:00"), status=A.COMPLETED)
    make_visit(otto, local("2026-11-05 09:00"), status=A.NO_SHOW)
    assert visit_figures(NOVEMBER, thea.pk).courses == {Course.COMPLETED: 1}
    assert visit_figures(NOVEMBER, None).courses == {Course.COMPLETED: 1, Course.NO_SHOW: 1}


def test_shares_of_no_visits_are_not_known():
    found = visit_figures(NOVEMBER, None)
    assert (found.booked, found.cancelled_share, found.no_show_share) == (0, None, None)


def test_moves_count_when_they_are_made_and_by_whom(thea, otto):
    visit = make_visit(thea, local("2027-01-05 09:00"))
    other = make_visit(otto, local("2027-01-05 09:00"))
    for action, about in [
        ("moved", visit),
        (MOVED_BY_CLIENT, visit),
        (MOVED_BY_CLIENT, other),
        ("turnaround changed", visit),
    ]:
        audit.record(action, appointment=about)
    AuditEvent.objects.update(at=local("2026-11-30 23:59"))
    audit.record("moved", appointment=visit)
    AuditEvent.objects.filter(pk=AuditEvent.objects.latest("pk").pk).update(
        at=local("2026-12-01 00:00")
    )

    everybody, hers = visit_figures(NOVEMBER, None), visit_figures(NOVEMBER, thea.pk)

    assert (everybody.moves_by_client, everybody.moves_by_practice) == (2, 1)
    assert (hers.moves_by_client, hers.moves_by_practice) == (1, 1)


def test_busiest_times_are_what_clocks_in_the_practice_show(thea):
    """At 20:00 on a Monday in New York it is Tuesday in UTC; after 1 November one hour later."""
    make_visit(thea, local("2026-11-02 20:00"), status=A.COMPLETED)
    make_visit(thea, local("2026-11-09 20:30"))
    make_visit(thea, local("2026-11-01 09:00"))
    make_visit(thea, local("2026-11-03 20:00"), status=A.NO_SHOW)
    make_visit(thea, local("2026-11-04 20:00"), status=A.CANCELLED)
    assert busiest(NOVEMBER, None) == {(0, 20): 2, (6, 9): 1}
    october = busiest(period("2026-10-01", "2026-10-31"), None)
    make_visit(thea, local("2026-10-26 20:00"))
    assert (october, busiest(period("2026-10-01", "2026-10-31"), None)) == ({}, {(0, 20): 1})


def test_busiest_times_of_one_practitioner_are_hers(thea, otto):
    make_visit(thea, local("2026-11-02 20:00"))
    assert busiest(NOVEMBER, otto.pk) == {}
