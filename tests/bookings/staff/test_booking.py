"""Booking a visit for somebody on the phone or at the door."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from bookings.models import Appointment
from bookings.models import Client as Customer
from tests.bookings.staff.desk import APPOINTMENTS, DAY, slot, stored, templates_to, visit_url
from tests.factories.bookings import book_visit, make_practitioner, make_service

pytestmark = pytest.mark.usefixtures("now")

BOOK = f"{APPOINTMENTS}book/"


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC)


@pytest.fixture
def data(service, practitioner) -> dict[str, object]:
    """A good booking: 14:00 on DAY, for a new client."""
    return {
        "session": f"{service.pk}-60",
        "day": DAY.isoformat(),
        "time": "14:00",
        "practitioner": practitioner.pk,
        "name": "Walter Walker",
        "email": "walter@example.org",
        "phone": "01632 960 003",
    }


def customer(name: str, **contact: str) -> Customer:
    return Customer.objects.create(name=name, created_at=timezone.now(), **contact)


def test_list_leads_to_the_page(reception, service):
    assert f'href="{BOOK}"' in reception.get(APPOINTMENTS).text
    page = reception.get(BOOK).text
    assert "Neck massage, 60 minutes" in page
    assert "Neck massage, 90 minutes" in page
    assert "Free times" not in page


def test_visit_is_booked_for_a_new_client(data, practitioner, reception):
    response = reception.post(BOOK, data)

    visit = Appointment.objects.get()
    assert (response.status_code, response.url) == (302, visit_url(visit))
    assert (visit.start, visit.practitioner, visit.minutes) == (at(14), practitioner, 60)
    assert (visit.client.name, visit.client.email) == ("Walter Walker", "walter@example.org")
    assert visit.client.phone == "01632 960 003"
    assert templates_to("walter@example.org") == ["appointment_booked"]
    page = reception.get(visit_url(visit)).text
    assert "Booked: Tuesday 1 December 2026, 14:00 (Europe/London), with Thea." in page


def test_free_times_of_the_service_are_listed_and_booked(data, practitioner, reception):
    looked = reception.post(BOOK, {"session": data["session"], "name": "Walter", "look": "1"})
    assert looked.status_code == 200
    assert looked.context["form"]["practitioner"].value() == practitioner.pk
    assert 'value="Walter"' in looked.text
    value = slot(practitioner, at(12, day=dt.date(2026, 11, 23)))
    assert value in looked.text

    good = {"session": data["session"], "name": "Walter", "slot": value}

    assert reception.post(BOOK, good).status_code == 302
    assert Appointment.objects.get().start == at(12, day=dt.date(2026, 11, 23))


def test_times_are_the_practices_for_an_account_in_tokyo(practice, data, practitioner, reception):
    profile = UserProfile.get_for_user(reception.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()

    looked = reception.post(BOOK, data | {"look": "1"})
    times = {
        time.value: time.words
        for free in looked.context["free_days"]
        for _person, listed in free.people
        for time in listed
    }

    assert times[slot(practitioner, at(14))] == "9:00"
    assert "Time in America/New_York, for 60 minutes." in looked.text
    assert reception.post(BOOK, data | {"time": "09:00"}).status_code == 302
    assert Appointment.objects.get().start == at(14)


def test_client_is_found_and_chosen(data, reception):
    ann = customer("Ann Able", email="ann@example.org", phone="01632 960 001")
    customer("Bea Brown")
    data |= {"name": "", "email": "", "phone": ""}

    for word in ("able", "ann@", "960 001"):
        found = reception.post(BOOK, data | {"q": word, "search": "1"})
        assert (found.status_code, found.context["found"]) == (200, [ann])
    response = reception.post(BOOK, data | {"q": "able", "client": ann.pk})

    assert response.status_code == 302
    assert Appointment.objects.get().client == ann
    assert Customer.objects.count() == 2
    assert templates_to("ann@example.org") == ["appointment_booked"]


def test_walk_in_that_has_begun_is_mailed_nothing(data, reception):
    now = {"day": "2026-11-22", "time": "09:45"}

    refused = reception.post(BOOK, data | now)
    booked = reception.post(BOOK, data | now | {"walk_in": "on"})

    assert refused.status_code == 422
    assert "That time has passed." in refused.text
    assert booked.status_code == 302
    assert templates_to("walter@example.org") == []


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"session": ""}, 422, "Choose a service"),
        ({"session": "9-60"}, 422, "Choose a service from the list"),
        ({"session": "\x00"}, 422, "Choose a service from the list"),
        ({"name": ""}, 422, "Enter a name, or find the client above"),
        ({"name": "a\x1bb"}, 422, "hidden characters"),
        ({"client": "4711"}, 422, "Choose a client from the list"),
        ({"client": "9" * 30}, 422, "Choose a client from the list"),
        ({"client": "{ann}"}, 422, "Empty the name, or choose “Somebody new”"),
        ({"phone": "abc"}, 422, "Enter a phone number"),
        ({"email": "x"}, 422, "Enter an email address, such as"),
        ({"time": ""}, 422, "Enter a time"),
        ({"practitioner": "4711"}, 422, "Choose a person from the list"),
        ({"time": "10:30"}, 409, "That time is already taken. Choose another."),
        ({"time": "11:05"}, 422, "It leaves no time to tidy up"),
        ({"q": "x" * 101}, 422, "at most 100 characters"),
    ],
)
def test_bad_bookings_are_refused_and_keep_what_was_typed(
    changes, status, words, data, service, practitioner, reception
):
    ann = customer("Ann Able")
    book_visit(practitioner, service=service, start=at(10), by=reception.user)
    changes = {name: value.format(ann=ann.pk) for name, value in changes.items()}
    before = stored()

    response = reception.post(BOOK, data | changes)

    assert response.status_code == status
    assert words in response.text
    assert "<title>Error: Book a visit" in " ".join(response.text.split())
    assert 'value="walter@example.org"' in response.text or "email" in changes
    assert stored() == before


def test_reason_books_against_the_rules(data, service, practitioner, reception):
    book_visit(practitioner, service=service, start=at(10), by=reception.user)

    reason = {"time": "11:05", "override_reason": "They know each other"}

    assert reception.post(BOOK, data | reason).status_code == 302
    booked = Appointment.objects.get(client__name="Walter Walker")
    assert booked.override_reason == "turnaround: They know each other"


def test_only_published_services_and_those_who_offer_them(data, practitioner, reception):
    other = make_practitioner(name="Other", services=[make_service(title="Other")])
    make_service(title="Hidden", live=False)

    page = reception.post(BOOK, data | {"look": "1"})
    refused = reception.post(BOOK, data | {"practitioner": other.pk})

    assert "Hidden" not in page.text
    assert list(page.context["form"].people) == [practitioner]
    assert (refused.status_code, Appointment.objects.count()) == (422, 0)


@pytest.mark.parametrize("button", ["look", "more", "search"])
@pytest.mark.parametrize("value", ["", "\x00", "x" * 5000, "%", "9" * 30])
def test_looking_never_fails_and_changes_nothing(button, value, data, reception):
    before = stored()

    everything = dict.fromkeys([*data, "slot", "q", "client", "shown"], value)
    response = reception.post(BOOK, everything | {button: value})
    with_session = reception.post(BOOK, everything | {button: "1", "session": data["session"]})

    assert (response.status_code, with_session.status_code) == (200, 200)
    assert stored() == before


def test_page_takes_the_same_queries_for_1_and_30_rows(data, service, practitioner, reception):
    look = data | {"look": "1", "q": "walker"}

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reception.post(BOOK, look)
        return len(captured)

    queries()
    assert queries() == 22
    for number in range(30):
        customer(f"Walker {number}")
        make_practitioner(name=f"Bo {number}", services=[service])
        start = at(0) + dt.timedelta(hours=2 * number)
        book_visit(practitioner, service=service, start=start, by=reception.user)
    assert queries() == 22
