"""A time that came free while several people do something about it at the same moment."""

import pytest
import time_machine

from bookings.domain import offers, transitions
from bookings.domain.holds import release_lapsed
from bookings.domain.soundness import findings
from bookings.domain.waiting_list import offer_freed
from bookings.models import Appointment, FreedTime, OutboxMessage, Proposal
from home.models import PracticeSettings
from tests.bookings.domain.offering import HOUR, NOW, TUESDAY
from tests.bookings.domain.waiting import free, held, make_waiting
from tests.bookings.racing import at_once
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.fixture(autouse=True)
def clock():
    PracticeSettings.objects.update_or_create(
        defaults={
            "email": "desk@practice.example.org",
            "practice_name": "Practice",
            "time_zone": "America/New_York",
        }
    )
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service():
    return make_service(turnaround_minutes=0)


@pytest.fixture
def practitioner(service):
    """Two days, an hour each."""
    hours = [(weekday, "09:00", "10:00") for weekday in (1, 2)]
    return make_practitioner(services=[service], hours=hours)


@pytest.fixture
def waiting(service):
    return [make_waiting(service=service) for _ in range(3)]


def assert_sound():
    """One visit or hold for the time, at most one time for each who waits, all in order."""
    assert findings() == []
    assert Appointment.objects.blocking().filter(start=TUESDAY).count() <= 1
    open_ones = Proposal.objects.filter(state="open").values_list("request", flat=True)
    assert len(open_ones) == len(set(open_ones))


def test_workers_side_by_side_offer_each_time_once(practitioner, waiting):
    free(practitioner)
    free(practitioner, TUESDAY + 24 * HOUR)

    outcomes = at_once(4, lambda _: offer_freed())
    while FreedTime.objects.exists():
        offer_freed()

    assert outcomes == {"done": 4}
    assert sorted(held().values()) == [TUESDAY, TUESDAY + 24 * HOUR]
    assert set(held()) == {waiting[0].pk, waiting[1].pk}
    assert OutboxMessage.objects.filter(template="waitlist_offer").count() == 2
    assert_sound()


def test_time_that_staff_book_while_it_is_offered_has_one_winner(practitioner, waiting, service):
    free(practitioner)
    staff = make_user()

    def act(index):
        if index % 2:
            offer_freed()
        else:
            book_visit(practitioner, service=service, start=TUESDAY, by=staff)

    outcomes = at_once(4, act)

    assert outcomes in ({"done": 3, "TimeTaken": 1}, {"done": 2, "TimeTaken": 2})
    assert Appointment.objects.blocking().filter(start=TUESDAY).count() == 1
    assert_sound()


def test_time_that_is_confirmed_to_another_request_while_it_is_offered_has_one_winner(
    practitioner, waiting, service
):
    free(practitioner)
    others, staff = [make_request(service=service) for _ in range(3)], make_user()

    def act(index):
        if index == 0:
            offer_freed()
        else:
            transitions.confirm_at(
                request_id=others[index - 1].pk,
                version=1,
                by=staff,
                practitioner_id=practitioner.pk,
                start=TUESDAY,
            )

    at_once(4, act)

    assert Appointment.objects.blocking().filter(start=TUESDAY).count() == 1
    assert_sound()


@pytest.mark.parametrize("way", ["withdraw", "take", "decline"])
def test_who_leaves_the_list_while_a_time_is_offered_gets_none_and_the_next_does(
    practitioner, waiting, way
):
    free(practitioner)
    first, staff = waiting[0], make_user()
    seen = {"request_id": first.pk, "version": first.version}
    ways = {
        "withdraw": lambda: transitions.withdraw(request_id=first.pk),
        "take": lambda: transitions.take(by=staff, **seen),
        "decline": lambda: transitions.decline(by=staff, reason="other", message="", **seen),
    }

    outcomes = at_once(2, lambda index: ways[way]() if index else offer_freed())
    assert_sound()
    # What the one who was too late for it gave back, or was refused, is seen in the next round.
    offer_freed()

    first.refresh_from_db()
    if outcomes == {"done": 2}:
        assert first.status not in {"waitlisted", "proposed"}
        assert held() == {waiting[1].pk: TUESDAY}
    else:
        assert outcomes == {"done": 1, "StaleVersion": 1}
        assert held() == {first.pk: TUESDAY}
    assert_sound()


@pytest.mark.parametrize("is_late", [False, True], ids=["in time", "lapsed"])
def test_taken_refused_lapsed_and_offered_on_at_once_leave_one_winner(
    practitioner, waiting, clock, is_late
):
    free(practitioner)
    offer_freed()
    first, proposal = waiting[0], Proposal.objects.get()
    if is_late:
        clock.shift(4 * HOUR)
    deeds = [
        lambda: offers.accept(request_id=first.pk, proposal_id=proposal.pk),
        lambda: offers.refuse_offer(request_id=first.pk),
        lambda: transitions.withdraw(request_id=first.pk),
        release_lapsed,
        offer_freed,
        offer_freed,
    ]

    outcomes = at_once(len(deeds), lambda index: deeds[index]())
    while FreedTime.objects.exists():
        offer_freed()

    assert outcomes.keys() <= {"done", "TransitionRefused", "OfferLapsed", "StaleVersion"}
    assert Appointment.objects.blocking().filter(start=TUESDAY).count() == 1
    assert first.pk not in held()
    assert_sound()
