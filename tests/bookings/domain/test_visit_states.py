"""Every pair of states of a visit: reached by what people can do, or refused.

From the words of the design: held, with an expiry, becomes confirmed or released. Confirmed is
moved, or cancelled by the client (until the start, and back again), or cancelled by staff, or
from the start on completed or a no-show, which can be corrected. All else is refused.
"""

import datetime as dt

import pytest
import time_machine

from bookings.domain import appointments, cancellation, offers, transitions
from bookings.domain.changes import change_appointment
from bookings.domain.deeds import Deed, possible_deeds
from bookings.domain.errors import Refused, TransitionRefused
from bookings.models import Appointment
from bookings.statuses import APPOINTMENT_TRANSITIONS, BLOCKING, AppointmentStatus
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.offers import make_offer

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
START = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
BEFORE, DURING = START - dt.timedelta(minutes=20), START + dt.timedelta(minutes=20)

ALLOWED = {
    ("held", "confirmed"),
    ("held", "released"),
    ("confirmed", "confirmed"),
    ("confirmed", "cancel_pending"),
    ("confirmed", "cancelled"),
    ("confirmed", "completed"),
    ("confirmed", "no_show"),
    ("cancel_pending", "confirmed"),
    ("cancel_pending", "cancelled"),
    ("completed", "no_show"),
    ("no_show", "completed"),
}
# What becomes of these by themselves.
LAPSED = {"held": "released", "cancel_pending": "cancelled"}
STATES = list(AppointmentStatus)
PAIRS = [(before.value, after.value) for before in STATES for after in STATES]


@pytest.fixture
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def visit_in(clock, staff):
    """A visit of a request that came into this state by what people do."""

    def visit_in(state):
        request = make_request(service=make_service())
        thea = make_practitioner(services=[request.service])
        if state in {"held", "released"}:
            held = make_offer(START, request=request, practitioner=thea)[0].appointment
            if state == "released":
                offers.refuse_offer(request_id=request.pk)
            return Appointment.objects.get(pk=held.pk)
        local = START - dt.timedelta(hours=5)
        visit = transitions.confirm(
            request_id=request.pk,
            version=1,
            by=staff,
            practitioner_id=thea.pk,
            day=local.date(),
            time=local.time(),
        )
        clock.move_to(BEFORE if state in {"cancel_pending", "cancelled"} else DURING)
        what = {"appointment_id": visit.pk, "version": 1}
        if state == "cancel_pending":
            cancellation.cancel_by_client(**what)
        elif state == "cancelled":
            appointments.cancel(**what, by=staff, reason="Ill")
        elif state == "completed":
            appointments.complete(**what, by=staff)
        elif state == "no_show":
            appointments.no_show(**what, by=staff)
        return Appointment.objects.get(pk=visit.pk)

    return visit_in


def ways_to(state, visit, staff):
    """Everything that anybody can do to bring a visit into a state."""
    seen = {"appointment_id": visit.pk, "version": visit.version}
    by = seen | {"by": staff}
    proposal = visit.request.proposals.first()
    asked = {"request_id": visit.request_id}
    to_next_day = {
        "practitioner_id": visit.practitioner_id,
        "start": visit.start + dt.timedelta(days=1),
    }
    correction = by | {"to": AppointmentStatus(state), "reason": "Mixed up"}
    ways = {
        "held": [],
        "confirmed": [
            lambda: appointments.move(**by, **to_next_day),
            lambda: cancellation.undo_cancellation(**seen),
            lambda: offers.accept(**asked, proposal_id=proposal.pk if proposal else 0),
        ],
        "cancel_pending": [lambda: cancellation.cancel_by_client(**seen)],
        "completed": [
            lambda: appointments.complete(**by),
            lambda: appointments.correct(**correction),
        ],
        "no_show": [
            lambda: appointments.no_show(**by),
            lambda: appointments.correct(**correction),
        ],
        "cancelled": [lambda: appointments.cancel(**by, reason="Ill")],
        "released": [lambda: offers.refuse_offer(**asked)],
    }
    return ways[state]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_pair_of_states_is_reached_or_refused(visit_in, clock, staff, before, after):
    reached = set()
    for moment in (BEFORE, DURING):
        clock.move_to(NOW)
        visit = visit_in(before)
        clock.move_to(moment)
        for way in ways_to(after, visit, staff):
            try:
                way()
            except Refused:
                continue
            reached.add(Appointment.objects.get(pk=visit.pk).status)
        now = Appointment.objects.get(pk=visit.pk)
        assert now.status in {before, after, LAPSED.get(before)}

    assert reached == ({after} if (before, after) in ALLOWED else set())


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_table_of_transitions_says_the_same(before, after):
    allowed = after in APPOINTMENT_TRANSITIONS[AppointmentStatus(before)]

    assert allowed is ((before, after) in ALLOWED)


@pytest.mark.parametrize("state", STATES)
def test_no_visit_is_held_again(visit_in, state):
    visit = visit_in(state)

    with pytest.raises(TransitionRefused) as refused:
        change_appointment(visit.pk, AppointmentStatus.HELD, version=visit.version)

    assert str(refused.value) == "That is not possible in the state this appointment is in."


def test_states_that_take_time_are_those_of_the_design():
    assert {state.value for state in BLOCKING} == {
        "held",
        "confirmed",
        "cancel_pending",
        "completed",
    }


@pytest.mark.parametrize(
    ("state", "before_the_start", "from_the_start_on"),
    [
        ("held", [], []),
        (
            "confirmed",
            [Deed.MOVE, Deed.CANCEL, Deed.ARRIVE, Deed.CANCEL_BY_CLIENT, Deed.MOVE_BY_CLIENT],
            [Deed.MOVE, Deed.CANCEL, Deed.ARRIVE, Deed.COMPLETE, Deed.NO_SHOW],
        ),
        ("cancel_pending", [Deed.CANCEL, Deed.UNDO_CANCELLATION], [Deed.CANCEL]),
        ("completed", [Deed.CORRECT, Deed.NOTE_AREAS], [Deed.CORRECT, Deed.NOTE_AREAS]),
        ("no_show", [Deed.CORRECT], [Deed.CORRECT]),
        ("cancelled", [], []),
        ("released", [], []),
    ],
)
def test_buttons_of_a_visit_are_what_can_be_done(
    visit_in, state, before_the_start, from_the_start_on
):
    visit = visit_in(state)

    assert possible_deeds(visit, BEFORE) == before_the_start
    assert possible_deeds(visit, DURING) == from_the_start_on
