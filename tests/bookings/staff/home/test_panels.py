"""The menu's count, and what the desk shows on the admin's home page."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bookings.domain.submission import Wish
from bookings.models import BookingRequest, OutboxMessage, Practitioner, ScreeningOutcome
from bookings.statuses import MessageStatus, RequestStatus
from site_project import roles
from tests.bookings.staff.desk import NOW, REQUESTS, logged_in, url_of
from tests.factories.bookings import book_visit, make_request
from tests.factories.people import make_user

HOME = "/admin/"
BANNER = "See what is wrong"
PANEL = "Requests to answer"


def menu_labels(page: str) -> list[str]:
    """What the sidebar says, group and items."""
    (props,) = re.findall(
        r'<script[^>]*id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL
    )
    return re.findall(r'"((?:Bookings|Requests|Appointments|Practitioners|Mail)[^"]*)"', props)


def panel_of(page: str, heading: str) -> str:
    """The section of the home page under this heading's id."""
    (section,) = re.findall(
        rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.DOTALL
    )
    return section


@pytest.fixture
def requests(service):
    make_request(service=service, name="Settled", status=RequestStatus.CONFIRMED)
    make_request(service=service, name="Suspected", signals=["honeypot"])
    make_request(service=service, name="Taken", status=RequestStatus.IN_REVIEW)
    return make_request(service=service, name="New", age=dt.timedelta(hours=3))


@pytest.fixture
def trouble(requests):
    OutboxMessage.objects.all().update(status=MessageStatus.FAILED)


def test_menu_counts_requests_that_await_a_reply(requests, reception):
    assert menu_labels(reception.get(HOME).text) == [
        "Bookings (2)",
        "Requests (2)",
        "Appointments",
        "Mail",
    ]


def test_menu_has_no_count_when_everybody_has_an_answer(therapist):
    assert menu_labels(therapist.get(HOME).text) == [
        "Bookings",
        "Requests",
        "Appointments",
        "Practitioners",
        "Mail",
    ]


def test_count_of_one_page_does_not_stay_for_the_next(requests, reception):
    reception.get(HOME)
    reception.post(url_of(requests, "decline"), {"version": 1, "reason": "other"})

    assert menu_labels(reception.get(HOME).text)[0] == "Bookings (1)"


def test_panel_shows_who_has_waited_longest(requests, service, reception):
    for hours in range(4, 9):
        make_request(service=service, name=f"{hours} hours", age=dt.timedelta(hours=hours))

    panel = panel_of(reception.get(HOME).text, "home-to-answer")

    assert re.findall(r"<bdi>(.*?)</bdi>", panel) == [
        "8 hours",
        "7 hours",
        "6 hours",
        "5 hours",
        "4 hours",
    ]
    assert "waiting 8\xa0hours" in panel
    assert "And 2 more: all requests" in panel


def test_panel_says_what_is_wished_and_what_is_to_know(now, service, reception):
    when = dt.datetime(2026, 12, 1, 14, 30, tzinfo=dt.UTC)
    wish = Wish(slot_start=when, slot_end=when + dt.timedelta(hours=1))
    request = make_request(service=service, name="Careful", wishes=(wish,))
    BookingRequest.objects.filter(pk=request.pk).update(
        screening_outcome=ScreeningOutcome.CAUTION, assigned_to=make_user(first_name="Ada")
    )

    panel = panel_of(reception.get(HOME).text, "home-to-answer")

    for words in ("Tue 1 Dec, 14:30", "Safety questions unread", "Ada", url_of(request)):
        assert words in panel


@pytest.fixture
def at_half_past_two(practitioner) -> tuple[Wish, Wish]:
    """A wish that is free, and one at which the practitioner has a visit."""
    when = dt.datetime(2026, 12, 1, 14, 30, tzinfo=dt.UTC)
    taken = when - dt.timedelta(hours=4)
    service = practitioner.services.get()
    book_visit(practitioner, service=service, start=taken, name="Ann", override_reason="Asked for")
    hour = dt.timedelta(hours=1)
    return tuple(Wish(slot_start=at, slot_end=at + hour) for at in (when, taken))


def test_panel_leads_to_the_first_wish_that_is_free(now, at_half_past_two, service, reception):
    free, taken = at_half_past_two
    request = make_request(service=service, wishes=(taken, free))

    panel = panel_of(reception.get(HOME).text, "home-to-answer")

    link = rf'<a class="home-list__link" href="{url_of(request, "sure")}\?wish=2">(.*?)</a>'
    assert re.findall(link, panel) == ["Confirm Tue 1 Dec, 14:30"]
    assert re.findall(r'<em class="(.*?)">(.*?)</em>', panel) == [("is-free", "free")]


def test_panel_says_that_no_wish_is_free(now, at_half_past_two, service, reception):
    _free, taken = at_half_past_two
    make_request(service=service, wishes=(taken,))

    panel = panel_of(reception.get(HOME).text, "home-to-answer")

    assert "Tue 1 Dec, 10:30" in panel
    assert "Confirm" not in panel
    assert re.findall(r'<em class="(.*?)">(.*?)</em>', panel) == [("is-gone", "taken")]


def test_panel_confirms_nothing_for_who_may_only_look(now, at_half_past_two, service, onlooker):
    make_request(service=service, wishes=at_half_past_two[:1])

    panel = panel_of(onlooker.get(HOME).text, "home-to-answer")

    assert "Confirm" not in panel
    assert re.findall(r'<em class="(.*?)">(.*?)</em>', panel) == [("is-free", "free")]


def test_panel_says_when_nobody_waits(reception):
    panel = panel_of(reception.get(HOME).text, "home-to-answer")

    assert "Nothing waits for an answer." in panel


def test_banner_shows_mails_in_trouble(trouble, reception):
    page = reception.get(HOME).text

    assert "3 mails have failed or are waiting too long." in " ".join(page.split())
    assert "/admin/bookings/mail/?trouble=yes" in page


def test_banner_is_silent_without_trouble(requests, reception):
    assert BANNER not in reception.get(HOME).text


def test_editor_sees_neither_menu_nor_panel_nor_banner(trouble):
    page = logged_in(roles.EDITOR).get(HOME).text

    assert menu_labels(page) == []
    for words in (PANEL, BANNER, "New", REQUESTS):
        assert words not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_each_part_is_for_who_may_see_what_it_is_about(db):
    permissions = ["access_admin", "view_appointment"]
    group = Group.objects.create(name="Door")
    group.permissions.set(Permission.objects.filter(codename__in=permissions))

    page = logged_in(roles.Role("Door", ())).get(HOME).text

    assert "home-today" in page
    assert [part for part in ("home-to-answer", "home-waiting", BANNER) if part in page] == []


@pytest.mark.parametrize(
    ("role", "number"),
    [(roles.RECEPTION, 14), (roles.THERAPIST, 23), (roles.OWNER, 19), (roles.EDITOR, 0)],
    ids=lambda value: getattr(value, "name", value),
)
def test_desk_asks_as_often_for_one_row_as_for_thirty(now, role, number, practitioner, service):
    user = make_user(role=role)
    client = Client()
    client.force_login(user)
    if role is roles.THERAPIST:
        Practitioner.objects.filter(pk=practitioner.pk).update(user=user)

    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            client.get(HOME)
        return [query["sql"] for query in captured if '"bookings_' in query["sql"]]

    def fill(number: int) -> None:
        start = NOW + dt.timedelta(hours=2, minutes=75 * number)
        book_visit(
            practitioner, service=service, start=start, name="Ann", override_reason="Asked for"
        )
        wished = Wish(slot_start=start, slot_end=start + dt.timedelta(hours=1))
        make_request(service=service, wishes=(wished, Wish(weekdays=(number % 7,))))
        make_request(service=service, status=RequestStatus.WAITLISTED)
        make_request(service=service, signals=["honeypot"])

    fill(0)
    queries()
    assert len(queries()) == number
    for count in range(1, 30):
        fill(count)
    assert len(queries()) == number
