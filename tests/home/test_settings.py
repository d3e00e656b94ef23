"""What the practice's settings put on every page: notice, second phone, links elsewhere."""

import datetime as dt

import pytest
from django.urls import reverse

from home import last_known
from home.models import ContactPage, PracticeSettings
from site_project.roles import EDITOR, THERAPIST
from tests.factories.pages import make_home, make_standard_page
from tests.factories.people import make_user
from tests.home.document import Document

pytestmark = pytest.mark.django_db

NOTICE = "Away from 1 to 14 August."


@pytest.fixture
def practice():
    practice = PracticeSettings.current()
    practice.practice_name = "Alder Room"
    practice.time_zone = "Pacific/Auckland"
    practice.notice_text = NOTICE
    practice.notice_from = dt.date(2026, 8, 1)
    practice.notice_until = dt.date(2026, 8, 14)
    practice.save()
    make_home()
    return practice


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        # Auckland is twelve hours ahead: its first of August begins at noon of 31 July in UTC.
        ("2026-07-31T11:59:00Z", False),
        ("2026-07-31T12:00:00Z", True),
        ("2026-08-14T11:59:00Z", True),
        ("2026-08-14T12:00:00Z", False),
    ],
)
def test_notice_is_on_every_page_on_its_days_in_the_practice(
    client, practice, time_machine, now, shown
):
    time_machine.move_to(now, tick=False)
    for path in ("/", make_standard_page().url):
        assert (NOTICE in client.get(path).text) is shown


@pytest.mark.parametrize(
    ("first", "last"), [(None, None), (None, dt.date(2026, 8, 2)), (dt.date(2026, 8, 2), None)]
)
def test_notice_without_one_of_its_days(practice, time_machine, first, last):
    time_machine.move_to("2026-08-02T00:00:00Z", tick=False)
    practice.notice_from, practice.notice_until = first, last
    assert practice.current_notice == NOTICE


def test_notice_costs_no_query(client, practice, django_assert_num_queries):
    page = make_standard_page()
    client.get(page.url)
    with django_assert_num_queries(9):  # as many as in test_queries.py
        client.get(page.url)


def post(client, practice, **change):
    address = reverse("wagtailsettings:edit", args=["home", "practicesettings", practice.pk])
    data = {
        "practice_name": "Alder Room",
        "language": "en",
        "time_zone": "Europe/Berlin",
        "currency": "EUR",
        "emergency_number": "112",
        "reply_time": "today",
        "social_links-count": "0",
    }
    client.force_login(make_user(role=THERAPIST))
    return client.post(address, data | change)


def test_notice_that_ends_before_it_begins_is_refused(client, practice):
    answer = post(client, practice, notice_from="2026-08-02", notice_until="2026-08-01")
    assert answer.status_code == 200
    assert "Enter the first day or a later one." in answer.text


def link(name, url):
    return {
        "social_links-count": "1",
        "social_links-0-deleted": "",
        "social_links-0-order": "0",
        "social_links-0-type": "link",
        "social_links-0-value-name": name,
        "social_links-0-value-url": url,
    }


def test_links_elsewhere_are_at_the_foot_of_every_page(client, practice):
    url = "https://social.example/alder"
    assert post(client, practice, **link("Social", url)).status_code == 302
    client.logout()
    footer = client.get("/").text.partition("<footer")[2]
    assert Document(footer).all("a", href=url) == [{"href": url, "rel": "me external"}]


def test_link_that_runs_is_refused(client, practice):
    answer = post(client, practice, **link("Social", "javascript:alert(1)"))
    assert "Enter an address that starts with https://." in answer.text
    assert len(PracticeSettings.current().social_links) == 0


def test_second_phone_is_on_the_contact_page_and_at_the_foot(client, practice):
    PracticeSettings.objects.update(phone="01632 960 001", second_phone="+44 7700 900 123")
    home = make_home()
    page = home.add_child(instance=ContactPage(title="Contact", slug="contact"))
    text = client.get(page.url).text
    assert text.count('href="tel:+447700900123"') == 2


def test_page_says_how_it_looks_when_shared(client, practice):
    page = make_standard_page(title="About", listing_summary="Who I am.")
    found = {
        meta["property"]: meta["content"]
        for meta in Document(client.get(page.url).text).all("meta")
        if "property" in meta
    }
    assert found == {
        "og:site_name": "Alder Room",
        "og:title": "About",
        "og:type": "website",
        "og:url": page.full_url,
        "og:locale": "en_US",
        "og:description": "Who I am.",
        "og:image": "http://127.0.0.1:8000/static/sharing/plain.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Drawing of a head in profile, with the muscles of the neck",
    }


@pytest.mark.parametrize(("mode", "shown"), [("", False), ("notice", True)])
def test_settings_are_previewed_on_the_front_page(client, practice, time_machine, mode, shown):
    time_machine.move_to("2026-07-01T00:00:00Z", tick=False)
    client.force_login(make_user(role=THERAPIST))
    address = reverse(
        "wagtailsettings:preview_on_edit", args=["home", "practicesettings", practice.pk]
    )
    data = {
        "practice_name": "Elder Room",
        "phone": "+44 1632 960 009",
        "time_zone": "Europe/Berlin",
        "currency": "EUR",
        "emergency_number": "112",
        "reply_time": "today",
        "social_links-count": "0",
        "notice_text": "Not saved yet.",
        "notice_from": "2026-08-01",
    }
    answer = client.post(f"{address}?mode={mode}", data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    last_known.forget()
    page = client.get(address, {"mode": mode}).text
    assert "Elder Room" in page
    assert ("Not saved yet." in page) is shown
    # Error pages go on showing what is saved.
    assert last_known.contact().phone != "+44 1632 960 009"
    assert PracticeSettings.objects.get().practice_name == "Alder Room"


def test_settings_are_not_previewed_by_editors(client, practice):
    client.force_login(make_user(role=EDITOR))
    address = reverse(
        "wagtailsettings:preview_on_edit", args=["home", "practicesettings", practice.pk]
    )
    assert client.get(address).status_code in {302, 403}
