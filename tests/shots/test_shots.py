"""`make shots`: every page and state of the site and of the desk, to be looked at by a person."""

import shutil

import pytest

from site_project.roles import THERAPIST
from tests.admin.accounts import browser_of
from tests.admin.pages import desk_doors, every_page
from tests.admin.practice import make_practice
from tests.factories.people import make_user
from tests.files import ROOT
from tests.html.states import every_state
from tests.shots.camera import Camera
from tests.shots.sheet import write_sheet

pytestmark = [pytest.mark.shots, pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

FOLDER = ROOT / "var" / "shots"


@pytest.fixture(scope="module")
def taken():
    """The shots of this run; the sheet is written when all of them are there."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    shots = []
    yield shots
    write_sheet(FOLDER, shots)


@pytest.fixture
def camera(page, show, pytestconfig) -> Camera:
    return Camera(page, show, FOLDER, only=pytestconfig.getoption("only"))


def test_public_pages(camera, taken):
    for name, answer in every_state().items():
        taken += camera.take(name, answer)


def test_desk(camera, taken, server):
    practice, browser = make_practice(), browser_of(make_user(role=THERAPIST))
    session = browser.cookies["sessionid"].value
    camera.page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    for name, answer in every_page(practice, browser, desk_doors(practice, browser)):
        taken += camera.take(f"desk, {name}", answer)
