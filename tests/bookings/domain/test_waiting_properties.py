"""Any order of joining, leaving, cancelling, taking, refusing and waiting: one at a time, in turn.

What should have happened is worked out here by other means: wishes are parts of a day, times are
of one length, and each round of the tick is compared with who waited before it.
"""

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from typing import Any, Final

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.domain import offers, places_in_line, transitions
from bookings.domain.availability import Diary
from bookings.domain.errors import Refused
from bookings.domain.holds import release_lapsed
from bookings.domain.soundness import findings
from bookings.domain.submission import Wish
from bookings.domain.waiting_list import offer_freed
from bookings.models import Appointment, BookingRequest, Proposal, WaitlistEntry
from tests.bookings.domain.offering import HOUR, NOW, TUESDAY
from tests.bookings.domain.waiting import cancel, freed
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

NOON: Final = dt.time(12)
# (wish, the hours of New York in which it lets a visit begin)
WISHES: Final = [
    (Wish(), range(24)),
    (Wish(time_until=NOON), range(12)),
    (Wish(time_from=NOON), range(12, 24)),
]
STARTS: Final = [TUESDAY + number * HOUR for number in range(6)]  # nine to two
LONG: Final = 10

people = st.integers(0, len(WISHES) * 2 - 1)
steps = st.one_of(
    st.tuples(st.just("free"), st.integers(0, len(STARTS) - 1)),
    st.tuples(st.sampled_from(["join", "leave", "take", "refuse"]), people),
    st.tuples(st.just("wait"), st.sampled_from([HOUR, 5 * HOUR, 12 * HOUR])),
)


class World:
    """Six people, two for each wish, and a day of six visits. A method is a step of its name."""

    def __init__(self, clock: Any) -> None:
        self.clock, self.staff = clock, make_user()
        self.service = make_service(turnaround_minutes=0)
        hours = [(1, "09:00", "15:00")]
        self.practitioner = make_practitioner(services=[self.service], hours=hours)
        self.hours: dict[int, Collection[int]] = {}
        for wish, hours_of_it in WISHES * 2:
            request = make_request(service=self.service, wishes=(wish,))
            self.hours[request.pk] = hours_of_it
        for start in STARTS:
            book_visit(self.practitioner, service=self.service, start=start, by=self.staff)

    def asked(self, number: int) -> dict[str, Any]:
        request = BookingRequest.objects.get(pk=list(self.hours)[number])
        return {"request_id": request.pk, "version": request.version}

    def free(self, number: int) -> None:
        """Somebody cancels; where nobody comes, the phone rings."""
        start = STARTS[number]
        visit = Appointment.objects.filter(start=start, status="confirmed").first()
        if visit:
            cancel(visit)
        else:
            book_visit(self.practitioner, service=self.service, start=start, by=self.staff)

    def join(self, number: int) -> None:
        places_in_line.put_on_waitlist(**self.asked(number), by=self.staff)
        self.clock.shift(dt.timedelta(seconds=1))

    def leave(self, number: int) -> None:
        transitions.take(**self.asked(number), by=self.staff)

    def take(self, number: int) -> None:
        request_id = self.asked(number)["request_id"]
        proposal = Proposal.objects.filter(request=request_id, state="open").first()
        offers.accept(request_id=request_id, proposal_id=proposal.pk if proposal else 0)

    def refuse(self, number: int) -> None:
        offers.refuse_offer(**self.asked(number))

    def wait(self, time: dt.timedelta) -> None:
        self.clock.shift(time)

    def could_have(self, request_id: int, start: dt.datetime) -> bool:
        """Whether it is what the person wished for, and was not offered before."""
        over = Appointment.objects.filter(
            request=request_id, status="released", start__lt=start + HOUR, end__gt=start
        )
        # New York is five hours behind.
        return (start - 5 * HOUR).hour in self.hours[request_id] and not over.exists()

    def line(self) -> list[int]:
        places = WaitlistEntry.objects.filter(state="waiting").order_by("since")
        return list(places.values_list("request", flat=True))

    def tick(self) -> None:
        release_lapsed()
        line, came_free = self.line(), freed()
        known = set(Proposal.objects.values_list("pk", flat=True))
        offer_freed()
        for offered in Proposal.objects.exclude(pk__in=known).order_by("pk"):
            start = offered.appointment.start
            passed_over = line[: line.index(offered.request_id)]
            assert [one for one in passed_over if self.could_have(one, start)] == []
            assert self.could_have(offered.request_id, start)
            line.remove(offered.request_id)
        self.assert_nobody_could_have_more(line, came_free)

    def assert_nobody_could_have_more(
        self, line: list[int], came_free: list[tuple[dt.datetime, dt.datetime]]
    ) -> None:
        assert freed() == []
        for _day, slots in Diary.for_service(self.service, 60).days():
            for slot in slots:
                if any(slot.start < end and start < slot.end for start, end in came_free):
                    assert [one for one in line if self.could_have(one, slot.start)] == []

    def assert_one_at_a_time(self) -> None:
        offered = list(Proposal.objects.filter(state="open").values_list("request", flat=True))
        assert len(offered) == len(set(offered))
        assert findings() == []


def play(story: list[tuple[Any, ...]], clock: Any) -> None:
    with transaction.atomic():
        world = World(clock)
        for number in range(3):
            world.join(number)
        for name, argument in story:
            with suppress(Refused):
                getattr(world, name)(argument)
            world.tick()
            world.assert_one_at_a_time()
        transaction.set_rollback(True)
    clock.move_to(NOW)


@pytest.fixture
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


stories = st.lists(steps, min_size=LONG, max_size=LONG)
on_a_database = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=5, suppress_health_check=on_a_database)
@given(story=stories)
def test_nobody_holds_two_times_and_nobody_is_passed_over(clock, story):
    play(story, clock)


@pytest.mark.drill
@settings(max_examples=150, suppress_health_check=on_a_database)
@given(story=stories)
def test_nobody_is_passed_over_in_many_more_orders(clock, story):
    play(story, clock)
