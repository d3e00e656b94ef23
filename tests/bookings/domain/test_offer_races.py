"""Offers under fire: several people and the clock at the same moment, with real commits."""

import datetime as dt
import random
import threading

import pytest
import time_machine
from django.db import transaction

from bookings.domain import expiry, offers, rounds, transitions
from bookings.domain.holds import lock_diaries, release_lapsed
from bookings.models import Appointment, BookingRequest, OutboxMessage, Proposal
from bookings.statuses import BLOCKING
from home.models import PracticeSettings
from tests.bookings.domain.offering import LAPSE, LAPSED, NOW, TIMES, TUESDAY, mails, states
from tests.bookings.racing import at_once
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.offers import make_offer
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.fixture(autouse=True)
def clock():
    PracticeSettings.objects.update_or_create(
        defaults={"email": "desk@practice.example.org", "practice_name": "Practice"}
    )
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def people():
    service = make_service()
    return [make_practitioner(name=name, services=[service]) for name in ("Ada", "Ben")]


@pytest.fixture
def asked(people):
    return make_request(service=people[0].services.get())


def offered_by_both(asked, people):
    times = [rounds.OfferedTime(practitioner_id=one.pk, start=TUESDAY) for one in people]
    staff = make_user()
    return offers.offer(request_id=asked.pk, version=asked.version, by=staff, times=times)


def assert_legal(asked):
    """No state of request, proposals and visits that contradict each other."""
    asked.refresh_from_db()
    of_request = Appointment.objects.filter(request=asked)
    held = of_request.filter(status="held").count()
    assert held == Proposal.objects.filter(request=asked, state="open").count()
    assert (held > 0) == (asked.status == "proposed")
    confirmed = of_request.filter(status="confirmed").count()
    assert confirmed == (1 if asked.status == "confirmed" else 0)
    assert (
        confirmed
        == OutboxMessage.objects.filter(request=asked, template="request_confirmed").count()
    )


@pytest.mark.parametrize("tabs", [8, 32])
def test_two_times_taken_in_many_tabs_at_once_are_one_visit(asked, people, tabs):
    proposals = offered_by_both(asked, people)

    outcomes = at_once(
        tabs,
        lambda index: offers.accept(request_id=asked.pk, proposal_id=proposals[index % 2].pk),
    )

    # Whoever pressed the same time once more sees the same visit; the others are told.
    assert outcomes == {"done": tabs // 2, "TransitionRefused": tabs // 2}
    assert sorted(states(asked)) == [("accepted", "confirmed"), ("withdrawn", "released")]
    assert_legal(asked)


def test_two_clients_offered_times_do_not_meet(people):
    """Two offers, each of a time that the other one wants: nobody gets half of one."""
    requests = [make_request(service=people[0].services.get()) for _ in range(6)]
    staff = make_user()
    times = [
        rounds.OfferedTime(practitioner_id=one.pk, start=start)
        for one in people
        for start in TIMES[:1]
    ]

    outcomes = at_once(
        6,
        lambda index: offers.offer(
            request_id=requests[index].pk,
            version=1,
            by=staff,
            times=times[:: 1 if index % 2 else -1],
        ),
    )

    assert outcomes == {"done": 1, "TimeTaken": 5}
    assert Appointment.objects.filter(status__in=BLOCKING).count() == 2


def test_offer_and_confirmation_of_one_request_by_two_staff_have_one_winner(asked, people):
    staff = make_user()

    def answer(index):
        if index % 2:
            transitions.confirm(
                request_id=asked.pk,
                version=1,
                by=staff,
                practitioner_id=people[0].pk,
                day=dt.date(2026, 12, 1),
                time=dt.time(14),
            )
        else:
            make_offer(TIMES[0], request=asked, practitioner=people[1], by=staff, version=1)

    outcomes = at_once(6, answer)

    assert outcomes == {"done": 1, "StaleVersion": 5}
    assert_legal(asked)


def test_last_times_of_an_offer_that_lapse_in_two_diaries_at_once_send_it_back(
    asked, people, clock
):
    offered_by_both(asked, people)
    clock.move_to(LAPSE)
    first_has_lapsed, second_is_done = threading.Event(), threading.Event()

    def let_lapse(index):
        if index:
            first_has_lapsed.wait(timeout=10)
        with transaction.atomic():
            lock_diaries([people[index].pk])
            if not index:
                first_has_lapsed.set()
                # In vain where the guard holds: the second one waits for this to commit.
                second_is_done.wait(timeout=0.5)
        if index:
            second_is_done.set()

    outcomes = at_once(2, let_lapse)

    assert outcomes == {"done": 2}
    assert_legal(asked)
    assert (asked.status, states(asked)) == ("in_review", LAPSED[:2])
    assert mails(asked) == ["times_offered", "offer_lapsed", "offer_lapsed_client"]


DEEDS = {
    "accept": lambda asked, staff, proposals: offers.accept(
        request_id=asked.pk,
        proposal_id=random.choice(proposals).pk,  # noqa: S311
    ),
    "refuse": lambda asked, staff, _: offers.refuse_offer(request_id=asked.pk),
    "withdraw": lambda asked, staff, _: transitions.withdraw(request_id=asked.pk),
    "withdraw offer": lambda asked, staff, _: offers.withdraw_offer(
        request_id=asked.pk, version=asked.version, by=staff
    ),
    "decline": lambda asked, staff, _: transitions.decline(
        request_id=asked.pk, version=asked.version, by=staff, reason="other", message=""
    ),
    "take": lambda asked, staff, _: transitions.take(
        request_id=asked.pk, version=asked.version, by=staff
    ),
    "lapse": lambda asked, staff, _: release_lapsed(),
    "expire": lambda asked, staff, _: expiry.expire_due(),
}


@pytest.mark.parametrize("is_late", [False, True], ids=["in time", "lapsed"])
def test_all_that_can_end_an_offer_at_once_leaves_a_legal_state(asked, people, clock, is_late):
    proposals, staff = offered_by_both(asked, people), make_user()
    asked.refresh_from_db()
    BookingRequest.objects.update(expires_at=LAPSE)
    if is_late:
        clock.move_to(LAPSE)
    deeds = [*DEEDS.values()] * 2

    outcomes = at_once(len(deeds), lambda index: deeds[index](asked, staff, proposals))

    assert outcomes.keys() <= {"done", "TransitionRefused", "StaleVersion", "OfferLapsed"}
    assert_legal(asked)
    assert asked.status != "proposed"
    if is_late:
        assert states(asked) == LAPSED[:2]


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(20))
def test_random_pairs_of_deeds_never_contradict_each_other(asked, people, seed):
    """Two at once, and again on what they leave, until the request is settled."""
    chance, staff = random.Random(seed), make_user()  # noqa: S311
    for _ in range(6):
        asked.refresh_from_db()
        if asked.status in {"received", "in_review"}:
            offered_by_both(asked, people)
        elif asked.status != "proposed":
            return
        asked.refresh_from_db()
        proposals = list(asked.proposals.filter(state="open"))
        pair = chance.sample(list(DEEDS.values()), 2)

        at_once(2, lambda index: pair[index](asked, staff, proposals))  # noqa: B023

        assert_legal(asked)
