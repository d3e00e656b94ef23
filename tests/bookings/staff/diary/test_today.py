"""Today's list: who comes when, what is to be known, who is here, and how it went."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission

from bookings.domain import arrivals
from bookings.models import BookingRequest, Client, ConsentRecord
from bookings.statuses import AppointmentStatus
from site_project import roles
from tests.bookings.staff.desk import APPOINTMENTS, TODAY, logged_in
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.diaries import closure
from tests.factories.people import make_user
from tests.factories.visits import make_visit

# A Tuesday in winter; it is half past ten in London.
NOW = dt.datetime(2026, 12, 1, 10, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
TEN = NOW - HOUR / 2


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service(db):
    return make_service(title="Neck massage", turnaround_minutes=0)


@pytest.fixture
def person(service):
    return make_practitioner(name="Thea", services=[service], hours=[(1, "09:00", "14:00")])


def rows(client, **query):
    response = client.get(TODAY, {"who": "all"} | query)
    assert response.status_code == 200
    return response.context["rows"]


def of_visits(client, **query):
    return [row for row in rows(client, **query) if row.object]


def names(row):
    return [action.name for action in row.actions]


def test_list_is_in_order_with_now_and_what_is_free(person, service, reception):
    other = make_practitioner(name="Ann", services=[service], hours=[])
    make_visit(person, TEN - HOUR, name="First")
    make_visit(other, TEN, name="Second")
    make_visit(person, TEN + HOUR, name="Third")
    make_visit(person, TEN + 24 * HOUR, name="Tomorrow")
    closure(NOW.date(), times="13:00-14:00", public_note="Lunch").save()

    found = [
        (row.entry.kind, row.object.who if row.object else row.entry.words)
        for row in rows(reception)
    ]

    assert found == [
        ("visit", "First"),
        ("visit", "Second"),
        ("now", "Now, 10:30"),
        ("free", "10:30–11:00"),
        ("visit", "Third"),
        ("free", "12:00–13:00"),
        *[("closed", "13:00–14:00")] * 2,
    ]
    assert [row.object.who for row in of_visits(reception, who=other.pk)] == ["Second"]


def test_client_is_called_and_known(person, service, reception):
    known = Client.objects.create(name="Kim Known", phone="020 7946 0001", created_at=NOW)
    before = make_visit(person, TEN - 72 * HOUR)
    before.client = known
    before.save()
    again = make_request(service=service, name="Kim Known", phone="020 7946 0001")
    BookingRequest.objects.filter(pk=again.pk).update(client=known)
    says = make_request(service=service, name="Sam Says", been_before=True)
    make_visit(person, TEN, request=BookingRequest.objects.get(pk=again.pk))
    make_visit(person, TEN + HOUR, request=says)
    make_visit(person, TEN + 2 * HOUR, name="Nina New")

    found = of_visits(reception)

    assert [(row.object.who, row.known) for row in found] == [
        ("Kim Known", "Has been here"),
        ("Sam Says", "Says they have been here"),
        ("Nina New", "New"),
    ]
    assert [link.url for link in found[0].contact][:2] == ["tel:02079460001", "sms:02079460001"]
    assert 'href="tel:02079460001"' in reception.get(TODAY, {"who": "all"}).text


@pytest.mark.parametrize(
    ("outcome", "is_read", "flags"),
    [
        ("", False, []),
        ("caution", False, ["Caution, not read yet"]),
        ("caution", True, ["Caution"]),
        ("ask", False, ["Consent withdrawn: ask again"]),
    ],
)
def test_what_is_to_be_read_is_flagged_for_who_may_see_requests(
    outcome, is_read, flags, person, service, reception, therapist
):
    request = make_request(service=service, health="health canary")
    BookingRequest.objects.filter(pk=request.pk).update(
        screening_outcome=outcome, screening_acknowledged_at=NOW if is_read else None
    )
    make_visit(person, TEN, request=BookingRequest.objects.get(pk=request.pk))

    assert [[flag.words for flag in row.flags] for row in of_visits(reception)] == [flags]
    assert [[flag.words for flag in row.flags] for row in of_visits(therapist)] == [flags]
    assert "canary" not in therapist.get(TODAY, {"who": "all"}).text
    ConsentRecord.objects.update(withdrawn_at=NOW)
    missing = [*flags, "No consent to keep health answers"]
    assert [[flag.words for flag in row.flags] for row in of_visits(therapist)] == [missing]
    assert [[flag.words for flag in row.flags] for row in of_visits(reception)] == [flags]


def test_who_may_only_see_closures_sees_that_time_is_taken(person, service):
    make_visit(person, TEN, request=make_request(service=service, name="Vera Visitor"))
    looker = logged_in(roles.EDITOR)
    looker.user.user_permissions.set(Permission.objects.filter(codename="view_scheduleexception"))

    page = looker.get(TODAY, {"who": "all"}).text

    assert "taken" in page
    found = [secret for secret in ("Vera", "Neck massage", "tel:", "Is here") if secret in page]
    assert found == []


def test_who_is_here_is_noted_with_one_press_and_back_to_the_list(person, reception, clock):
    visit = make_visit(person, TEN)
    (row,) = of_visits(reception)
    assert names(row) == ["arrive", "complete", "no_show"]
    back = f"{TODAY}?who=all#visit-{visit.pk}"

    arrived = reception.post(f"{APPOINTMENTS}{visit.pk}/arrive/?back=today-all", {"version": 1})

    assert arrived.url == back
    visit.refresh_from_db()
    assert visit.arrived_at == NOW
    (row,) = of_visits(reception)
    assert (row.note, names(row)) == ("here since 10:30", ["complete", "no_show", "not_here"])
    undone = reception.post(f"{APPOINTMENTS}{visit.pk}/not_here/?back=today-all", {"version": 2})
    assert undone.url == back
    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_how_it_went_is_said_from_the_list(person, service, therapist):
    came, missed = (
        make_visit(person, TEN + n * HOUR / 4, minutes=15, request=make_request(service=service))
        for n in (0, 1)
    )

    done = therapist.post(f"{APPOINTMENTS}{came.pk}/complete/?back=today", {"version": 1})
    therapist.post(f"{APPOINTMENTS}{missed.pk}/no_show/?back=today", {"version": 1})

    assert done.url == f"{TODAY}?who={person.pk}#visit-{came.pk}"
    assert [(row.note, names(row)) for row in of_visits(therapist)] == [
        ("took place", ["areas"]),
        ("did not come", []),
    ]


def test_once_a_visit_is_over_nobody_arrives_for_it(person, reception):
    make_visit(person, TEN - HOUR)

    (row,) = of_visits(reception)

    assert names(row) == ["complete", "no_show"]


def test_stale_press_says_what_happened_and_changes_nothing(person, reception):
    visit = make_visit(person, TEN)
    arrivals.arrive(appointment_id=visit.pk, version=1, by=make_user())

    response = reception.post(f"{APPOINTMENTS}{visit.pk}/no_show/?back=today", {"version": 1})

    assert response.status_code == 409
    assert "Somebody else has changed this appointment" in response.text
    visit.refresh_from_db()
    assert visit.status == AppointmentStatus.CONFIRMED


def test_onlooker_is_offered_no_buttons(person, onlooker):
    onlooker.user.user_permissions.add(Permission.objects.get(codename="view_scheduleexception"))
    visit = make_visit(person, TEN)

    (row,) = of_visits(onlooker)
    response = onlooker.post(f"{APPOINTMENTS}{visit.pk}/arrive/", {"version": 1})

    assert (row.object.who, row.actions, row.contact) == ("Clara Client", [], [])
    assert (response.status_code, response.url) == (302, "/admin/")
    visit.refresh_from_db()
    assert visit.arrived_at is None


@pytest.mark.parametrize("query", [{"who": "9" * 20}, {"who": "\x00"}, {"day": "2030-01-01"}])
def test_parameters_that_make_no_sense_are_passed_over(query, person, reception):
    response = reception.get(TODAY, query)

    assert (response.status_code, response.context["day"]) == (200, NOW.date())


@pytest.mark.parametrize("number", [1, 30])
def test_list_costs_the_same_whatever_is_in_it(
    number, person, service, reception, django_assert_num_queries
):
    for count in range(number):
        start = TEN + dt.timedelta(minutes=5 * count)
        make_visit(person, start, minutes=5, request=make_request(service=service))
        make_practitioner(name=f"Other {count}", services=[service])
    rows(reception)

    with django_assert_num_queries(15):
        rows(reception)
