"""The pages about one person, on a phone and on a desktop: all of it fits, and axe is calm."""

import zipfile

import pytest

from bookings.models import Client
from site_project import roles
from tests.bookings.staff.desk import CLIENTS, LOG, logged_in
from tests.bookings.staff.test_on_a_phone import SIDEWAYS, THUMB, TOO_SMALL
from tests.factories.bookings import make_request
from tests.factories.lives import EMAIL, NAME, make_life

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(own_database) -> Client:
    return make_life()


def enter(page, server: str) -> None:
    session = logged_in(roles.THERAPIST).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])


def test_person_is_taken_along_and_erased_without_scripts(life, no_script_page, server):
    page = no_script_page
    enter(page, server)
    page.goto(f"{CLIENTS}{life.pk}/")
    page.get_by_role("link", name="What is kept of this person").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take it along").click()
    with zipfile.ZipFile(download.value.path()) as zipped:
        assert zipped.namelist() == ["data.json", "data.html"]

    page.goto(f"{CLIENTS}{life.pk}/")
    page.get_by_role("link", name="Erase this person").click()
    page.get_by_role("button", name="Erase this person").click()

    page.get_by_text("Erased. Requests that went along: 2.").wait_for()
    assert not Client.objects.kept().exists()


def test_pages_about_a_person_fit_and_are_accessible(life, page, server, axe):
    enter(page, server)
    found = {}
    for name, address in {
        "client": f"{CLIENTS}{life.pk}/",
        "export": f"{CLIENTS}{life.pk}/export/",
        "erase": f"{CLIENTS}{life.pk}/erase/",
        "log": LOG,
    }.items():
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            if wrong := axe(page) or page.evaluate(SIDEWAYS):
                found[name, width] = wrong
            if width == 390 and (small := page.evaluate(TOO_SMALL % THUMB)):
                found[name, "thumb"] = small
    make_request(name=NAME, email=EMAIL)
    page.goto(f"{CLIENTS}{life.pk}/erase/")
    if wrong := axe(page):
        found["not yet"] = wrong

    assert found == {}
