"""Any order of everything that can be done: no overlap, no illegal state, a sound diary.

Staff, clients, the clock and the tick take turns at random; what is refused is refused in
words, and whatever is not leaves a diary in which `check_diary` finds nothing.
"""

import datetime as dt
from contextlib import suppress
from typing import Any, Final

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.domain import (
    appointments,
    cancellation,
    client_moves,
    expiry,
    holds,
    offers,
    places_in_line,
    rounds,
    transitions,
    waiting_list,
)
from bookings.domain.consent import current_consent_text
from bookings.domain.deeds import Deed, possible_deeds
from bookings.domain.errors import Refused
from bookings.domain.places_in_line import join_waiting_list, leave_waiting_list
from bookings.domain.replies import reply
from bookings.domain.soundness import findings
from bookings.domain.soundness.pairs import requests_and_visits_that_disagree
from bookings.domain.soundness.visits import impossible_visits, overlaps
from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    ExceptionKind,
    Practitioner,
    Proposal,
    ScheduleException,
)
from bookings.statuses import APPOINTMENT_TRANSITIONS, REQUEST_TRANSITIONS, AppointmentStatus
from home.models import PracticeSettings
from services.models import ServicePage
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

NOW: Final = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
FIRST: Final = NOW + dt.timedelta(hours=20)
REQUESTS: Final = 3
LONG: Final = 12  # steps

# A time is one of sixteen in a day, so that they meet often.
places = st.tuples(st.integers(0, 1), st.integers(0, 15))
which = st.integers(0, REQUESTS - 1)
visits = st.integers(0, 5)
insists = st.booleans()
is_late_look = st.integers(0, 9).map(lambda number: number == 0)
waits = st.sampled_from(
    [dt.timedelta(minutes=10), dt.timedelta(minutes=31)] * 2
    + [dt.timedelta(hours=8), dt.timedelta(days=1), dt.timedelta(days=31)]
)

steps = st.one_of(
    st.tuples(st.just("confirm"), which, places, insists),
    st.tuples(st.just("offer"), which, places),
    st.tuples(st.just("offer"), which, places, places),
    st.tuples(st.just("accept"), which, st.integers(0, 1)),
    st.tuples(st.sampled_from(["refuse", "take_back", "decline"]), which),
    st.tuples(st.sampled_from(["reopen", "withdraw", "put_on_the_list"]), which),
    st.tuples(st.sampled_from(["client_joins", "client_leaves", "ask", "reply"]), which),
    st.tuples(st.just("book"), places, insists),
    st.tuples(st.just("move"), visits, places, is_late_look),
    st.tuples(st.sampled_from(["cancel", "complete", "no_show"]), visits),
    st.tuples(st.just("correct"), visits, st.sampled_from(["completed", "no_show"])),
    st.tuples(st.sampled_from(["client_cancels", "client_undoes"]), visits),
    st.tuples(st.just("client_moves"), visits, st.integers(0, 15), is_late_look),
    st.tuples(st.just("wait"), waits),
    st.tuples(st.sampled_from(["tick", "close"]), st.integers(0, 2)),
)


class World:
    """A practice in which things happen. Each method is a step of the same name."""

    def __init__(
        self, clock: Any, staff: User, service: ServicePage, people: list[Practitioner]
    ) -> None:
        self.clock, self.staff, self.service, self.people = clock, staff, service, people

    def place(self, place: tuple[int, int]) -> dict[str, Any]:
        person, number = place
        return {
            "practitioner_id": self.people[person % len(self.people)].pk,
            "start": FIRST + dt.timedelta(minutes=30 * number),
        }

    def asked(self, number: int, *states: str) -> dict[str, Any]:
        """One of the requests; one in these states, if there is any."""
        found = list(BookingRequest.objects.order_by("pk"))
        found = [request for request in found if request.status in states] or found
        request = found[number % len(found)]
        return {"request_id": request.pk, "version": request.version, "by": self.staff}

    def visit(self, number: int, deed: Deed, *, is_late_look: bool = False) -> dict[str, Any]:
        """One of the visits; one to which this can be done, if there is any.

        An older look at it has an older version.
        """
        found = list(Appointment.objects.order_by("-pk"))
        found = [visit for visit in found if deed in possible_deeds(visit)] or found
        visit = found[number % len(found)]
        return {"appointment_id": visit.pk, "version": visit.version - is_late_look}

    def confirm(self, number: int, place: tuple[int, int], insists: bool) -> None:
        at = self.place(place)
        local = at["start"].astimezone(PracticeSettings.current().zone)
        transitions.confirm(
            **self.asked(number),
            practitioner_id=at["practitioner_id"],
            day=local.date(),
            time=local.time(),
            override_reason="Must be." if insists else "",
        )

    def offer(self, number: int, *places: tuple[int, int]) -> None:
        times = [rounds.OfferedTime(**self.place(place)) for place in places]
        offers.offer(**self.asked(number), times=times)

    def accept(self, number: int, which: int) -> None:
        asked = self.asked(number, "proposed")["request_id"]
        offered = list(Proposal.objects.filter(request=asked).order_by("-pk")[:2])
        chosen = offered[which % len(offered)].pk if offered else 0
        offers.accept(request_id=asked, proposal_id=chosen)

    def refuse(self, number: int) -> None:
        offers.refuse_offer(request_id=self.asked(number, "proposed")["request_id"])

    def take_back(self, number: int) -> None:
        offers.withdraw_offer(**self.asked(number, "proposed"))

    def decline(self, number: int) -> None:
        transitions.decline(**self.asked(number), reason="other", message="")

    def reopen(self, number: int) -> None:
        transitions.reopen(**self.asked(number, "declined", "expired"))

    def withdraw(self, number: int) -> None:
        transitions.withdraw(request_id=self.asked(number)["request_id"])

    def put_on_the_list(self, number: int) -> None:
        places_in_line.put_on_waitlist(**self.asked(number))

    def client_joins(self, number: int) -> None:
        asked = self.asked(number, "received", "in_review")
        join_waiting_list(request_id=asked["request_id"], version=asked["version"])

    def client_leaves(self, number: int) -> None:
        asked = self.asked(number, "waitlisted")
        leave_waiting_list(request_id=asked["request_id"], version=asked["version"])

    def ask(self, number: int) -> None:
        transitions.ask(**self.asked(number), question="Which side?")

    def reply(self, number: int) -> None:
        asked = self.asked(number, "needs_info")
        words = current_consent_text()
        seen = {"request_id": asked["request_id"], "version": asked["version"]}
        reply(**seen, answer="Left.", consent=words)

    def book(self, place: tuple[int, int], insists: bool) -> None:
        appointments.book(
            **self.place(place),
            by=self.staff,
            service_id=self.service.pk,
            minutes=60,
            name="Vera",
            walk_in=insists,
            override_reason="Must be." if insists else "",
        )

    def move(self, number: int, place: tuple[int, int], is_late_look: bool) -> None:
        visit = self.visit(number, Deed.MOVE, is_late_look=is_late_look)
        appointments.move(**visit, **self.place(place), by=self.staff)

    def cancel(self, number: int) -> None:
        visit = self.visit(number, Deed.CANCEL)
        appointments.cancel(**visit, by=self.staff, reason="Ill")

    def complete(self, number: int) -> None:
        appointments.complete(**self.visit(number, Deed.COMPLETE), by=self.staff)

    def no_show(self, number: int) -> None:
        appointments.no_show(**self.visit(number, Deed.NO_SHOW), by=self.staff)

    def correct(self, number: int, to: str) -> None:
        visit = self.visit(number, Deed.CORRECT) | {"by": self.staff}
        appointments.correct(**visit, to=AppointmentStatus(to), reason="Mixed up")

    def client_cancels(self, number: int) -> None:
        cancellation.cancel_by_client(**self.visit(number, Deed.CANCEL_BY_CLIENT))

    def client_undoes(self, number: int) -> None:
        cancellation.undo_cancellation(**self.visit(number, Deed.UNDO_CANCELLATION))

    def client_moves(self, number: int, place: int, is_late_look: bool) -> None:
        visit = self.visit(number, Deed.MOVE_BY_CLIENT, is_late_look=is_late_look)
        client_moves.move_by_client(**visit, start=self.place((0, place))["start"])

    def wait(self, time: dt.timedelta) -> None:
        self.clock.shift(time)

    def tick(self, _: int = 0) -> None:
        holds.release_lapsed()
        expiry.expire_due()
        waiting_list.offer_freed()

    def close(self, day: int) -> None:
        closed = FIRST.date() + dt.timedelta(days=day)
        ScheduleException.objects.create(
            kind=ExceptionKind.CLOSED, date_from=closed, date_until=closed
        )


@pytest.fixture
def world(practice):
    """The practice, its requests, and two people of whom an example may have one only."""
    with time_machine.travel(NOW, tick=False) as clock:
        service = make_service(turnaround_minutes=15, minimum_notice_hours=0)
        people = [make_practitioner(name=name, services=[service]) for name in ("Ada", "Ben")]
        for _ in range(REQUESTS):
            make_request(service=service)
        world = World(clock, make_user(), service, people)
        for number in (2, 6, 10):
            world.book((0, number), insists=False)
        world.offer(0, (1, 2), (1, 12))
        yield world


def play(world: World, script: list[tuple[Any, ...]], *, alone: bool) -> int:
    """Play the steps and look after each; how many were not refused."""
    done, people = 0, world.people
    world.people = people[:1] if alone else people
    with transaction.atomic():
        for name, *arguments in script:
            with suppress(Refused):
                getattr(world, name)(*arguments)
                done += 1
            assert [
                *overlaps(),
                *impossible_visits(),
                *requests_and_visits_that_disagree(),
            ] == []
        assert_only_legal_changes()
        world.tick()
        assert findings() == []
        transaction.set_rollback(True)
    world.clock.move_to(NOW)
    world.people = people
    return done


def assert_only_legal_changes() -> None:
    for event in AuditEvent.objects.exclude(from_status=""):
        table = APPOINTMENT_TRANSITIONS if event.appointment_id else REQUEST_TRANSITIONS
        assert event.to_status in table[event.from_status]


stories = st.lists(steps, min_size=LONG, max_size=LONG)
on_a_database = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=10, suppress_health_check=on_a_database)
@given(story=stories, alone=st.booleans())
def test_any_order_of_steps_leaves_a_sound_diary(world, story, alone):
    play(world, story, alone=alone)


@pytest.mark.drill
@settings(max_examples=200, suppress_health_check=on_a_database)
@given(story=stories, alone=st.booleans())
def test_hundreds_of_orders_of_steps_leave_a_sound_diary(world, story, alone):
    play(world, story, alone=alone)
