"""A time that came free is held for one person at a time, then for the next."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import offers, places_in_line, transitions
from bookings.domain.availability import Diary
from bookings.domain.holds import release_lapsed
from bookings.domain.soundness import findings
from bookings.domain.waiting_list import in_line, offer_freed
from bookings.models import BookingRequest, BookingSettings, Proposal
from tests.bookings.domain.offering import HOUR, NOW, SECOND, TUESDAY, mails, states
from tests.bookings.domain.waiting import DAY, entry_of, free, freed, held, make_waiting
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.offers import make_offer
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
HOLD = 4 * HOUR


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service(practice):
    return make_service(turnaround_minutes=0)


@pytest.fixture
def practitioner(service):
    """Open on Tuesdays from nine to ten in New York: one visit of an hour, and it is full."""
    return make_practitioner(services=[service], hours=[(1, "09:00", "10:00")])


@pytest.fixture
def waiting(service, clock):
    """Three who would come at any time, a minute apart."""
    requests = []
    for number in range(3):
        requests.append(make_waiting(service=service, email=f"w{number}@example.org"))
        clock.shift(MINUTE)
    return requests


def refuse(request):
    request.refresh_from_db()
    offers.refuse_offer(request_id=request.pk, version=request.version)


# --- One at a time -------------------------------------------------------------------------


def test_freed_time_is_held_for_who_waits_longest(practitioner, waiting, clock):
    first = waiting[0]
    since = entry_of(first)[2]
    free(practitioner)

    assert offer_freed() == 0

    assert held() == {first.pk: TUESDAY}
    assert entry_of(first) == ("proposed", "offered", since)
    proposal = Proposal.objects.get()
    assert (proposal.round, proposal.state, proposal.automatic) == (1, "open", True)
    assert proposal.appointment.hold_expires_at == NOW + 3 * MINUTE + HOLD
    assert mails(first) == ["waitlisted", "waitlist_offer"]
    event = first.events.get(to_status="proposed")
    assert (event.action, event.actor, event.user) == ("freed time offered", "system", None)
    assert freed() == []
    assert findings() == []


def test_place_on_the_list_counts_not_the_age_of_the_request(practitioner, service, clock):
    late = make_waiting(service=service, age=9 * DAY)
    clock.shift(-HOUR)
    early = make_waiting(service=service)
    clock.shift(2 * HOUR)

    free(practitioner)
    offer_freed()

    assert list(held()) == [early.pk]
    assert entry_of(late)[1] == "waiting"


def test_hold_that_lapses_goes_to_the_next_and_the_first_keeps_its_place(
    practitioner, waiting, clock
):
    first, second, third = waiting
    since = entry_of(first)[2]
    free(practitioner)
    offer_freed()

    clock.shift(HOLD - SECOND)
    release_lapsed()
    offer_freed()
    assert list(held()) == [first.pk]

    clock.shift(SECOND)
    release_lapsed()
    offer_freed()

    assert held() == {second.pk: TUESDAY}
    assert entry_of(first) == ("waitlisted", "waiting", since)
    assert states(first) == [("expired", "released")]
    # Nobody at the desk is bothered with it.
    assert mails(first) == ["waitlisted", "waitlist_offer", "waitlist_offer_lapsed"]
    assert mails(third) == ["waitlisted"]
    assert findings() == []


def test_refused_time_goes_to_the_next_and_then_to_the_public(practitioner, waiting, service):
    free(practitioner)

    for request in waiting:
        offer_freed()
        assert list(held()) == [request.pk]
        assert Diary.for_service(service, 60).at(TUESDAY) == []
        refuse(request)
        assert mails(request) == ["waitlisted", "waitlist_offer"]
        assert entry_of(request)[:2] == ("waitlisted", "waiting")
    offer_freed()

    assert (held(), freed()) == ({}, [])
    assert len(Diary.for_service(service, 60).at(TUESDAY)) == 1
    assert findings() == []


def test_nobody_is_offered_the_same_time_twice(practitioner, service):
    request = make_waiting(service=service)
    free(practitioner)
    offer_freed()
    refuse(request)
    offer_freed()
    free(practitioner, by=make_user())
    offer_freed()
    assert held() == {}

    free(practitioner, TUESDAY + 7 * DAY)
    offer_freed()

    assert held() == {request.pk: TUESDAY + 7 * DAY}


def test_taken_time_is_an_appointment_and_the_practice_hears_of_it(practitioner, waiting):
    first = waiting[0]
    free(practitioner)
    offer_freed()

    visit = offers.accept(request_id=first.pk, proposal_id=Proposal.objects.get().pk)

    assert (visit.status, visit.start) == ("confirmed", TUESDAY)
    assert entry_of(first)[:2] == ("confirmed", "taken")
    assert mails(first)[1:] == ["waitlist_offer", "request_confirmed", "waitlist_taken"]
    assert freed() == []
    assert findings() == []


def test_taken_time_that_staff_heard_of_is_no_news_to_them(practitioner, waiting, staff):
    free(practitioner)
    offer_freed()

    proposal = Proposal.objects.get()
    offers.accept(request_id=waiting[0].pk, proposal_id=proposal.pk, by=staff)

    assert mails(waiting[0])[1:] == ["waitlist_offer", "request_confirmed"]


def test_offer_that_staff_take_back_sends_the_request_to_the_list(practitioner, waiting, staff):
    first, second, _ = waiting
    free(practitioner)
    offer_freed()
    first.refresh_from_db()

    offers.withdraw_offer(request_id=first.pk, version=first.version, by=staff)
    offer_freed()

    assert entry_of(first)[:2] == ("waitlisted", "waiting")
    assert list(held()) == [second.pk]


def test_long_time_does_for_several(service, waiting):
    practitioner = make_practitioner(services=[service], hours=[(1, "09:00", "11:00")])
    free(practitioner, minutes=90)

    offer_freed()

    assert held() == {waiting[0].pk: TUESDAY, waiting[1].pk: TUESDAY + HOUR}


# --- Offers of staff to who waits ----------------------------------------------------------


def test_offer_of_staff_that_lapses_leaves_the_place_on_the_list(
    practitioner, waiting, clock, staff
):
    first = waiting[0]
    since = entry_of(first)[2]
    make_offer(TUESDAY, request=first, practitioner=practitioner)

    clock.shift(2 * DAY)
    release_lapsed()

    assert entry_of(first) == ("waitlisted", "waiting", since)
    assert mails(first)[1:] == ["times_offered", "offer_lapsed", "waitlist_offer_lapsed"]


def test_offer_of_staff_that_is_refused_leaves_the_place_and_tells_them(practitioner, waiting):
    first = waiting[0]
    make_offer(TUESDAY, request=first, practitioner=practitioner)

    refuse(first)

    assert entry_of(first)[:2] == ("waitlisted", "waiting")
    assert mails(first)[1:] == ["times_offered", "offer_refused_notice"]


def test_put_on_the_list_again_keeps_the_place_and_gives_the_offer_up(practitioner, waiting, staff):
    first = waiting[0]
    since = entry_of(first)[2]
    make_offer(TUESDAY, request=first, practitioner=practitioner)

    places_in_line.put_on_waitlist(request_id=first.pk, version=first.version, by=staff)

    assert entry_of(first) == ("waitlisted", "waiting", since)
    assert states(first) == [("withdrawn", "released")]


def test_who_left_the_list_and_comes_back_waits_from_then_on(waiting, staff, clock):
    first = waiting[0]
    transitions.take(request_id=first.pk, version=first.version, by=staff)
    first.refresh_from_db()
    clock.shift(HOUR)

    places_in_line.put_on_waitlist(request_id=first.pk, version=first.version, by=staff)

    assert entry_of(first) == ("waitlisted", "waiting", NOW + 3 * MINUTE + HOUR)


# --- What it costs, and when it is off -----------------------------------------------------


def test_idle_round_is_one_query(waiting, django_assert_num_queries):
    with django_assert_num_queries(1):
        offer_freed()


def test_freed_times_are_forgotten_where_the_practice_offers_none(practitioner, waiting):
    BookingSettings.objects.update(offer_freed_times=False)
    free(practitioner)

    offer_freed()

    assert (held(), freed()) == ({}, [])


@pytest.mark.parametrize("number", [1, 30])
def test_offer_costs_the_same_however_many_wait(
    service, practitioner, number, django_assert_num_queries
):
    for _ in range(number + 1):
        make_waiting(service=service)
    free(practitioner)

    # 2 for what came free and the rules; 38 to lock, find whose turn it is, hold and write the
    # mail; 14 to see that nothing is left, and forget it; 3 savepoints for the transaction.
    with django_assert_num_queries(57):
        offer_freed()

    assert len(held()) == 1


def test_fifty_freed_times_are_taken_on_in_bounded_rounds(service, clock):
    always = make_practitioner(services=[service])
    for _ in range(60):
        make_waiting(service=service)
    for number in range(50):
        free(always, TUESDAY + number * DAY)
    counts = []

    while freed():
        offer_freed()
        counts.append(len(held()))

    assert counts == [20, 40, 50]
    assert findings() == []


# --- The place in the list -----------------------------------------------------------------


def test_place_is_counted_among_those_who_wait_or_are_offered_a_time(practitioner, waiting, staff):
    first, second, third = waiting
    free(practitioner)
    offer_freed()
    assert in_line(third) == (entry_of(third)[2], 3)

    transitions.take(request_id=second.pk, version=second.version, by=staff)

    assert (in_line(third).place, in_line(second), in_line(first).place) == (2, None, 1)


def test_place_of_two_who_came_at_the_same_moment_is_never_the_same(service):
    requests = [make_waiting(service=service) for _ in range(2)]

    assert [in_line(request).place for request in requests] == [1, 2]
    assert BookingRequest.objects.count() == 2
