"""Times offered back: held for the client, and taken."""

import datetime as dt

import pytest
import time_machine

from bookings.domain import offers, transitions
from bookings.domain.errors import (
    NotAcknowledged,
    OfferLapsed,
    PolicyRefused,
    PractitionerUnavailable,
    StaleVersion,
    TimeNotPossible,
    TimeTaken,
    TransitionRefused,
)
from bookings.domain.rounds import OfferedTime
from bookings.domain.submission import Wish
from bookings.models import Appointment, AuditEvent, BookingRequest, BookingSettings
from bookings.statuses import AppointmentStatus, RequestStatus
from tests.bookings.domain.offering import (
    HOUR,
    LAPSE,
    LAPSED,
    NOW,
    OPEN,
    SECOND,
    TIMES,
    TUESDAY,
    mails,
    states,
)
from tests.factories.bookings import make_practitioner, make_request
from tests.factories.offers import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def offer(staff, practitioner):
    def _offer(request, *starts, **options):
        values = {"practitioner": practitioner} | options
        return make_offer(*starts, request=request, by=staff, **values)

    return _offer


@pytest.fixture
def offered(service, offer):
    """A request with three times offered; gives it and the proposals."""
    request = make_request(service=service)
    return request, offer(request, *TIMES)


# --- Offering -----------------------------------------------------------------------------


def test_offer_holds_every_time_and_tells_the_client(offered):
    request, proposals = offered

    assert [p.appointment.start for p in proposals] == list(TIMES)
    assert states(request) == OPEN
    assert (request.status, request.version) == (RequestStatus.PROPOSED, 2)
    assert set(Appointment.objects.values_list("hold_expires_at", flat=True)) == {LAPSE}
    assert mails(request) == ["times_offered"]


@pytest.mark.parametrize("status", ["received", "in_review", "needs_info", "waitlisted"])
def test_offer_is_possible_from_every_state_before_it(service, offer, status):
    request = make_request(service=service, status=status)

    offer(request, TUESDAY)

    assert states(request) == [("open", "held")]


def test_offer_holds_for_as_long_as_the_practice_says_but_not_past_the_start(service, offer):
    rules = BookingSettings.current()
    rules.offer_hold_hours = 3
    rules.save()

    offer(make_request(service=service), NOW + 2 * HOUR, NOW + 5 * HOUR)

    ends = Appointment.objects.order_by("start").values_list("hold_expires_at", flat=True)
    assert list(ends) == [NOW + 2 * HOUR, NOW + 3 * HOUR]


def test_offered_time_is_taken_for_everybody_else(service, staff, practitioner, offer):
    offer(make_request(service=service), TUESDAY)
    other = make_request(service=service)

    with pytest.raises(TimeTaken):
        offer(other, TUESDAY + HOUR / 2)
    with pytest.raises(TimeTaken):
        transitions.confirm(
            request_id=other.pk,
            version=1,
            by=staff,
            practitioner_id=practitioner.pk,
            day=dt.date(2026, 12, 1),
            time=dt.time(9),
        )

    assert Appointment.objects.count() == 1


def test_offer_of_one_time_with_two_people_holds_both(service, staff, practitioner):
    second = make_practitioner(name="Second", services=[service])
    request = make_request(service=service)
    times = [OfferedTime(practitioner_id=p.pk, start=TUESDAY) for p in (practitioner, second)]

    offers.offer(request_id=request.pk, version=1, by=staff, times=times)

    assert states(request) == [("open", "held")] * 2


def test_offer_is_all_or_nothing_and_says_which_time_failed(service, offer):
    offer(make_request(service=service), TIMES[1])
    request = make_request(service=service)

    with pytest.raises(TimeTaken) as refused:
        offer(request, TIMES[0], TIMES[1])

    assert refused.value.which == 1
    assert (states(request), mails(request)) == ([], [])
    request.refresh_from_db()
    assert (request.status, request.version) == ("received", 1)
    assert [event.action for event in AuditEvent.objects.filter(request=request)] == ["submitted"]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], "Offer one, two or three times."),
        ([TUESDAY + n * 3 * HOUR for n in range(4)], "Offer one, two or three times."),
        ([TUESDAY, TUESDAY], "Two of these times are the same. Change or leave out one."),
        ([TUESDAY, TUESDAY + HOUR / 2], "Two of these times overlap. Change or leave out one."),
        ([NOW], "That time has passed. Choose one that is still to come."),
    ],
)
def test_offer_refuses_times_that_make_no_offer(service, offer, times, words):
    request = make_request(service=service)

    with pytest.raises(TimeNotPossible) as refused:
        offer(request, *times)

    assert str(refused.value) == words
    assert not Appointment.objects.exists()


def test_offer_against_the_rules_needs_a_reason_and_keeps_it(service, offer):
    closed = make_practitioner(services=[service], hours=[])
    request = make_request(service=service)

    with pytest.raises(PolicyRefused):
        offer(request, TUESDAY, practitioner=closed)
    offer(request, TUESDAY, practitioner=closed, override_reason="She asked so nicely")

    assert Appointment.objects.get().override_reason == "closed: She asked so nicely"


def test_offer_refuses_who_does_not_do_it_what_changed_and_what_was_not_read(service, offer):
    request = make_request(service=service)

    with pytest.raises(PractitionerUnavailable):
        offer(request, TUESDAY, practitioner=make_practitioner())
    with pytest.raises(StaleVersion):
        offer(request, TUESDAY, version=7)
    BookingRequest.objects.update(screening_outcome="caution")
    with pytest.raises(NotAcknowledged):
        offer(request, TUESDAY)

    assert not Appointment.objects.exists()


def test_second_offer_while_one_is_open_is_refused(offered, offer):
    request, _ = offered

    with pytest.raises(TransitionRefused):
        offer(request, TUESDAY + 48 * HOUR)

    assert states(request) == OPEN


# --- Taking -------------------------------------------------------------------------------


def test_accept_confirms_one_time_and_frees_the_others_at_once(offered, service, offer):
    request, proposals = offered

    appointment = offers.accept(request_id=request.pk, proposal_id=proposals[1].pk)

    assert (appointment.start, appointment.status) == (TIMES[1], AppointmentStatus.CONFIRMED)
    assert appointment.hold_expires_at is None
    assert states(request) == [
        ("withdrawn", "released"),
        ("accepted", "confirmed"),
        ("withdrawn", "released"),
    ]
    request.refresh_from_db()
    assert (request.status, request.expires_at) == (RequestStatus.CONFIRMED, None)
    assert mails(request) == ["times_offered", "request_confirmed"]
    offer(make_request(service=service), TIMES[0], TIMES[2])


def test_accept_is_recorded_as_the_clients_doing(offered):
    request, proposals = offered

    offers.accept(request_id=request.pk, proposal_id=proposals[0].pk)

    events = AuditEvent.objects.filter(request=request, actor="client")
    assert list(events.values_list("action", "from_status", "to_status")) == [
        ("submitted", "", "received"),
        ("offered time taken", "held", "confirmed"),
        ("confirmed", "proposed", "confirmed"),
        ("released", "held", "released"),
        ("released", "held", "released"),
    ]


def test_accept_twice_is_one_visit_and_one_mail(offered):
    request, proposals = offered

    first = offers.accept(request_id=request.pk, proposal_id=proposals[0].pk)
    second = offers.accept(request_id=request.pk, proposal_id=proposals[0].pk)

    assert first == second
    assert mails(request) == ["times_offered", "request_confirmed"]


def test_accept_of_another_time_afterwards_is_refused(offered):
    request, proposals = offered
    offers.accept(request_id=request.pk, proposal_id=proposals[0].pk)

    with pytest.raises(TransitionRefused):
        offers.accept(request_id=request.pk, proposal_id=proposals[1].pk)

    assert [state for state, _ in states(request)] == ["accepted", "withdrawn", "withdrawn"]


def test_accept_of_somebody_elses_time_is_refused(offered, service):
    _, proposals = offered
    other = make_request(service=service)

    for proposal_id in (proposals[0].pk, 10**9):
        with pytest.raises(TransitionRefused):
            offers.accept(request_id=other.pk, proposal_id=proposal_id)

    assert not Appointment.objects.filter(status="confirmed").exists()


def test_accept_in_the_last_second_is_in_time(offered, clock):
    request, proposals = offered

    clock.move_to(LAPSE - SECOND)
    assert offers.accept(request_id=request.pk, proposal_id=proposals[0].pk).start == TIMES[0]


def test_accept_too_late_says_so_and_gives_the_request_back(offered, clock):
    request, proposals = offered
    clock.move_to(LAPSE)

    with pytest.raises(OfferLapsed) as refused:
        offers.accept(request_id=request.pk, proposal_id=proposals[0].pk)

    assert "The practice has been told" in str(refused.value)
    request.refresh_from_db()
    assert request.status == RequestStatus.IN_REVIEW
    assert states(request) == LAPSED
    assert mails(request) == ["times_offered", "offer_lapsed", "offer_lapsed_client"]


def test_accept_of_the_one_time_that_lapsed_points_at_the_others(service, offer, clock):
    request = make_request(service=service)
    soon, later = offer(request, NOW + 2 * HOUR, TUESDAY)
    clock.move_to(NOW + 2 * HOUR)

    with pytest.raises(OfferLapsed, match="Choose another of the times"):
        offers.accept(request_id=request.pk, proposal_id=soon.pk)

    assert states(request) == [("expired", "released"), ("open", "held")]
    assert offers.accept(request_id=request.pk, proposal_id=later.pk).start == TUESDAY


def test_accept_marks_the_wish_for_that_very_time(service, offer):
    wishes = [Wish(slot_start=start, slot_end=start + HOUR) for start in TIMES[:2]]
    request = make_request(service=service, wishes=(*wishes, Wish()))
    proposals = offer(request, TIMES[1])

    offers.accept(request_id=request.pk, proposal_id=proposals[0].pk)

    assert list(request.preferences.values_list("state", flat=True)) == ["open", "chosen", "open"]


def test_staff_may_take_a_time_for_who_rang(offered, staff):
    request, proposals = offered

    offers.accept(request_id=request.pk, proposal_id=proposals[0].pk, by=staff)

    event = AuditEvent.objects.get(request=request, action="confirmed")
    assert (event.actor, event.user) == ("staff", staff)
