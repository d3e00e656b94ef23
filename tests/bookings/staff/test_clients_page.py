"""What the desk sees of somebody, and for whom it is shown."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from bookings.domain import clients
from bookings.models import Appointment, AuditEvent, Client
from bookings.statuses import AppointmentStatus
from tests.bookings.staff.desk import APPOINTMENTS, CLIENTS, REQUESTS, stored
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 16


@pytest.fixture
def vera(now) -> Client:
    return clients.add_client(by=make_user(), name="Vera", email="vera@example.org")


@pytest.fixture
def visit(vera, practitioner, now):
    """Adds a visit of hers, some days from now."""

    def _visit(days: int, status: str = "confirmed", **fields) -> Appointment:
        made = make_visit(practitioner, now + dt.timedelta(days=days), status=status)
        Appointment.objects.filter(pk=made.pk).update(client=vera, **fields)
        return made

    return _visit


@pytest.fixture
def asked(vera, service):
    """Adds a request of hers."""

    def _asked(**options):
        request = make_request(service=service, **options)
        clients.match(
            request_id=request.pk, version=request.version, client_id=vera.pk, by=make_user()
        )
        request.refresh_from_db()
        return request

    return _asked


def page_of(browser, client: Client, **parameters):
    return browser.get(f"{CLIENTS}{client.pk}/", parameters)


def may_not(browser, codename: str) -> None:
    browser.user.groups.get().permissions.remove(Permission.objects.get(codename=codename))


def test_figures_are_of_what_happened(visit, vera, reception):
    visit(-400)
    visit(-30, "completed")
    visit(-20, "no_show")
    visit(-10, "cancelled", cancelled_late=True)
    visit(-9, "cancelled")
    visit(-5, "held")
    visit(7)
    coming = visit(3)

    context = page_of(reception, vera).context

    assert context["figures"] == {
        "count": 2,
        "last": Appointment.objects.get(status="completed").start,
        "total": 7,
        "no_shows": 1,
        "cancelled_late": 1,
    }
    assert context["next_visit"] == coming
    assert context["visits"].rows[0] == coming


def test_long_history_is_cut_until_all_of_it_is_asked_for(visit, asked, vera, reception):
    for day in range(1, 11):
        visit(-day, "completed")
        asked(age=dt.timedelta(days=day))

    first = page_of(reception, vera)
    visits, requests = (page_of(reception, vera, all=what) for what in ("visits", "requests"))

    lengths = [
        tuple(len(page.context[what].rows) for what in ("visits", "requests"))
        for page in (first, visits, requests)
    ]
    assert lengths == [(8, 8), (10, 8), (8, 10)]
    assert first.text.count("Show all 10") == 2


def test_history_of_many_years_says_where_it_ends(visit, vera, reception):
    for day in range(1, 106):
        visit(-day, "completed")

    page = page_of(reception, vera, all="visits")

    assert "The first 100 of 105." in page.text
    assert len(page.content) < 60_000


def test_times_held_for_the_client_are_shown_with_their_request(
    asked, vera, now, practitioner, reception
):
    request = asked()
    make_offer(now + dt.timedelta(days=8), request=request, practitioner=practitioner)

    page = page_of(reception, vera).text

    assert "Held for this client" in page
    assert f'<a href="{REQUESTS}{request.pk}/">Mon 30 Nov 2026, 10:00</a>' in page


@pytest.mark.parametrize(
    ("permission", "hidden"),
    [
        ("view_appointment", ["Neck massage", "Next visit", "Held for this client"]),
        ("view_bookingrequest", ["reference", "Held for this client"]),
        ("change_client", ["/edit/", "/standing/", "/same_person/"]),
        ("answer_bookingrequest", ["/book/", "/same_person/"]),
    ],
)
def test_each_part_takes_its_own_permission(
    permission, hidden, asked, visit, vera, now, practitioner, reception
):
    request = asked()
    make_offer(now + dt.timedelta(days=8), request=request, practitioner=practitioner)
    Appointment.objects.update(service_name="Neck massage")
    request.__class__.objects.update(service_name="Something else")
    visit(-3, "completed")
    words = [request.reference if word == "reference" else word for word in hidden]
    before = page_of(reception, vera).text

    may_not(reception, permission)
    after = page_of(reception, vera).text

    assert [word in before for word in words] == [True] * len(words)
    assert [word in after for word in words] == [False] * len(words)


def test_page_says_nothing_about_health(asked, vera, therapist):
    asked(health="health canary")

    assert "health canary" not in page_of(therapist, vera).text


def test_visit_is_booked_for_the_client_from_the_page(vera, reception):
    page = page_of(reception, vera).text
    link = f"{APPOINTMENTS}book/?client={vera.pk}"

    book = reception.get(link)

    assert f'href="{link}"' in page
    assert [client.pk for client in book.context["found"]] == [vera.pk]
    assert book.context["form"]["client"].value() == str(vera.pk)


@pytest.mark.parametrize("client", ["9" * 20, "-1", "x", "", "4711"])
def test_booking_for_nobody_is_booking_for_anybody(client, reception):
    response = reception.get(f"{APPOINTMENTS}book/", {"client": client})

    assert (response.status_code, response.context["found"]) == (200, [])


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_so_many_queries(
    count, visit, asked, vera, reception, django_assert_num_queries
):
    for number in range(count):
        visit(-number - 1, "completed")
        asked()
    page_of(reception, vera)

    with django_assert_num_queries(PAGE_QUERIES):
        page_of(reception, vera)


def test_button_says_what_a_standing_means_before_it_is_set(vera, reception):
    before = stored()

    page = reception.get(f"{CLIENTS}{vera.pk}/standing/", {"to": "blocked"})

    assert page.context["form"]["standing"].value() == "blocked"
    assert "go to quarantine, and the client is not told" in page.text
    assert stored() == before


def test_standing_is_set_and_audited(vera, reception):
    data = {"version": vera.version, "standing": "blocked"}

    response = reception.post(f"{CLIENTS}{vera.pk}/standing/", data)

    assert (response.status_code, response.url) == (302, f"{CLIENTS}{vera.pk}/")
    vera.refresh_from_db()
    event = AuditEvent.objects.latest("pk")
    assert vera.standing == "blocked"
    assert (event.action, event.user, event.client) == ("standing", reception.user, vera)
    page = page_of(reception, vera).text
    assert ("Standing: Blocked, Reception Person" in page, "Record made" in page) == (True, True)


def test_standing_of_a_record_that_changed_since_is_refused_and_kept(vera, reception):
    clients.set_standing(client_id=vera.pk, standing="trusted", by=make_user())
    data = {"version": vera.version, "standing": "blocked"}

    response = reception.post(f"{CLIENTS}{vera.pk}/standing/", data)

    form = response.context["form"]
    assert (response.status_code, form["standing"].value()) == (409, "blocked")
    assert "changed this client’s record in the meantime" in response.text
    assert form["version"].value() == vera.version + 1
    assert Client.objects.get().standing == "trusted"


@pytest.mark.parametrize("standing", ["", "best", "x" * 5000, "blocked\0"])
def test_standing_that_is_none_is_refused_in_words(standing, vera, reception):
    data = {"version": vera.version, "standing": standing}

    response = reception.post(f"{CLIENTS}{vera.pk}/standing/", data)

    assert (response.status_code, "Choose one of the three" in response.text) == (422, True)
    assert Client.objects.get().standing == "normal"


@pytest.mark.parametrize("to", ["", "best", "9" * 20, "\0"])
def test_button_that_says_nothing_chooses_what_is(to, vera, reception):
    page = reception.get(f"{CLIENTS}{vera.pk}/standing/", {"to": to})

    assert page.context["form"]["standing"].value() == "normal"


def test_statuses_of_held_times_are_no_visits(visit, vera, reception):
    visit(-1, AppointmentStatus.HELD)
    visit(-2, AppointmentStatus.RELEASED)

    assert page_of(reception, vera).context["visits"].rows == []
