"""The page on which a diary is handed out to phones: three levels, each shown once."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client

from bookings.models import CalendarFeed, FeedLevel, Practitioner
from site_project import roles
from site_project.accounts.models import Session
from tests.bookings.staff.desk import PRACTITIONERS, WEEK, logged_in
from tests.factories.bookings import book_visit

ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/calendar/[\w-]{32}\.ics)")


@pytest.fixture
def page(practitioner, now) -> str:
    return f"{PRACTITIONERS}{practitioner.pk}/calendar/"


def make(client, page, level="full", **data):
    """Press the button; the address that the answer shows, without the host."""
    response = client.post(page, {"level": level} | data)
    found = ADDRESS.findall(response.text)
    return response, found[0] if found else None


def state_of(client, page):
    """What the page says of each level."""
    soup = BeautifulSoup(client.get(page).content, "html.parser")
    sections = soup.select("section[aria-labelledby^=level]")
    return [" ".join(section.h2.get_text().split()) for section in sections]


def test_page_offers_three_levels_all_of_them_off(page, therapist):
    assert state_of(therapist, page) == [
        "Only when busy off",
        "With initials off",
        "With names and services off",
    ]


@pytest.mark.parametrize("level", FeedLevel)
def test_an_address_is_made_and_works(level, page, practitioner, service, therapist):
    visit = book_visit(practitioner, service=service)

    response, address = make(therapist, page, level)

    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    feed = Client().get(address)
    assert (feed.status_code, str(visit.uid) in feed.text) == (200, True)
    assert [state.endswith(" on") for state in state_of(therapist, page)] == [
        one == level for one in FeedLevel
    ]


def test_an_address_is_shown_once_with_what_to_do(page, therapist):
    response, address = make(therapist, page)

    soup = BeautifulSoup(response.content, "html.parser")
    host = "//127.0.0.1:8000"
    assert soup.select_one("#feed-address")["value"] == f"http:{host}{address}"
    assert soup.select_one("a[href^=webcal]")["href"] == f"webcal:{host}{address}"
    for words in ("iPhone, iPad or Mac", "From URL", "Subscribe from web"):
        assert words in response.text
    assert ADDRESS.findall(therapist.get(page).text) == []
    stored = [session.get_decoded() for session in Session.objects.all()]
    assert address.removeprefix("/calendar/").removesuffix(".ics") not in str(stored)


def test_page_says_since_when_and_when_it_was_last_read(page, therapist):
    _, address = make(therapist, page)
    assert "On since 22 November 2026, 10:00." in therapist.get(page).text
    assert "Not read yet" in therapist.get(page).text

    Client().get(address)

    assert "Last read 22 November 2026, 10:00" in therapist.get(page).text


def test_a_new_address_ends_the_old_one_and_is_asked_for_twice(page, therapist):
    _, old = make(therapist, page)
    feed = CalendarFeed.objects.get().pk

    unsure, none = make(therapist, page, feed=feed)
    assert (unsure.status_code, none, Client().get(old).status_code) == (422, None, 200)
    assert "Tick that the address in use may stop" in unsure.text

    response, new = make(therapist, page, feed=feed, sure="on")
    found = [Client().get(address).status_code for address in (old, new)]
    assert (response.status_code, found) == (200, [404, 200])


def test_switching_off_is_asked_for_twice(page, therapist):
    _, address = make(therapist, page)
    feed = {"feed": CalendarFeed.objects.get().pk, "end": "1"}

    unsure, _ = make(therapist, page, **feed)
    assert (unsure.status_code, Client().get(address).status_code) == (422, 200)

    response, _ = make(therapist, page, sure="on", **feed)
    assert (response.status_code, response.url) == (302, page)
    assert Client().get(address).status_code == 404
    assert "Switched off: the address leads nowhere now." in therapist.get(page).text


@pytest.mark.parametrize("end", [{}, {"end": "1"}])
def test_a_page_that_is_old_or_sent_again_ends_nothing(end, page, therapist):
    make(therapist, page)
    old = CalendarFeed.objects.get().pk
    _, address = make(therapist, page, feed=old, sure="on")

    again, none = make(therapist, page, feed=old, sure="on", **end)

    assert (again.status_code, none, Client().get(address).status_code) == (409, None, 200)
    assert "has been made or switched off in the meantime" in again.text
    shown = BeautifulSoup(again.content, "html.parser").select("input[name=feed]")
    assert [field.get("value", "") for field in shown] == [
        "",
        "",
        str(CalendarFeed.objects.get().pk),
    ]


@pytest.mark.parametrize(
    "data",
    [{"level": ""}, {"level": "all"}, {"level": "full\0"}, {"level": "full", "feed": "x"}],
)
def test_what_no_form_sends_makes_nothing(data, page, therapist):
    response = therapist.post(page, data)

    assert (response.status_code, CalendarFeed.objects.exists()) == (422, False)


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30])
def test_feed_of_a_number_that_is_none_is_old(number, page, therapist):
    for end in ({}, {"end": "1"}):
        response = therapist.post(page, {"level": "full", "feed": number, "sure": "on"} | end)
        assert response.status_code == 409


def test_somebody_inactive_can_be_prepared_and_the_page_says_so(page, therapist):
    Practitioner.objects.update(active=False)

    response, address = make(therapist, page)

    assert "Thea is not active: meanwhile the addresses lead nowhere." in response.text
    assert Client().get(address).status_code == 404


def test_pages_of_a_practitioner_lead_to_it(page, practitioner, therapist, reception):
    week = f"{WEEK}{practitioner.pk}/"

    for shown in (therapist.get(f"{PRACTITIONERS}{practitioner.pk}/edit/"), therapist.get(week)):
        assert f'href="{page}"' in shown.text
    assert f'href="{page}"' not in reception.get(week).text


@pytest.mark.parametrize(
    ("names", "may"),
    [
        (["view_practitioner", "change_calendarfeed", "view_appointment"], True),
        (["view_practitioner", "change_calendarfeed"], False),
        (["change_calendarfeed", "view_appointment"], False),
        (["view_practitioner", "change_practitioner", "view_appointment"], False),
    ],
)
def test_handing_out_takes_its_permission_and_to_see_what_it_gives(names, may, page, practitioner):
    group = Group.objects.create(name="Some")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *names]))
    client = logged_in(roles.Role("Some", ()))
    practitioner.user = client.user
    practitioner.save()

    statuses = [client.get(page).status_code, make(client, page)[0].status_code]

    assert statuses == ([200, 200] if may else [302, 302])
    assert CalendarFeed.objects.exists() is may


def test_nothing_is_made_without_a_csrf_token(page, therapist):
    client = Client(enforce_csrf_checks=True)
    client.force_login(therapist.user)

    assert client.post(page, {"level": "full"}).status_code == 403
    assert not CalendarFeed.objects.exists()


def test_looking_changes_nothing(page, therapist):
    make(therapist, page)
    before = list(CalendarFeed.objects.values())

    assert [therapist.get(page).status_code, therapist.head(page).status_code] == [200, 200]
    assert therapist.get(page, {"level": "busy", "feed": "", "sure": "on"}).status_code == 200

    assert list(CalendarFeed.objects.values()) == before


def test_nobody_elses_time_zone_is_shown(page, therapist, practice):
    make(therapist, page)
    practice.time_zone = "Asia/Tokyo"
    practice.save()

    assert "On since 22 November 2026, 19:00." in therapist.get(page).text
