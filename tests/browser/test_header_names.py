"""The header with names and logos of every length: nothing cut, nothing shifted."""

import pytest
from playwright.sync_api import expect

from home.models import PracticeSettings
from tests.factories.pictures import make_image, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

LONGEST = "Physiotherapeutische Gemeinschaftspraxis am Alten Marktplatz"
ONE_WORD = "Nackenmuskelverspannungsbehandlungspraxis"
SHAPES = {"none": None, "square": (500, 500), "wide": (1600, 200), "tall": (200, 600)}
OVERFLOW = """() => {
    const header = document.querySelector('.header');
    return header.scrollWidth - header.clientWidth;
}"""
BOX = """() => {
    const {width, height} = document.querySelector('.brand :is(img, svg)').getBoundingClientRect();
    return [width, height];
}"""
LOADED = "document.querySelector('.brand img').complete"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["Al", LONGEST, ONE_WORD], ids=["short", "long", "word"])
def test_header_holds_its_name_and_its_mark(page, shape, name):
    practice = PracticeSettings.current()
    practice.practice_name = name
    size = SHAPES[shape]
    practice.logo = make_image(content=picture_bytes("PNG", size)) if size else None
    practice.save()
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto("/")
        assert page.evaluate(OVERFLOW) == 0
        wide, high = page.evaluate(BOX)
        assert (wide <= 112, high <= 36) == (True, True)


def test_logo_has_its_box_before_its_file_is_there(page):
    practice = PracticeSettings.current()
    practice.logo = make_image(content=picture_bytes("PNG", SHAPES["wide"]))
    practice.save()
    held = []

    def hold(route):
        held.append(route)

    page.route("**/media/**", hold)
    page.goto("/", wait_until="domcontentloaded")
    before = page.evaluate(BOX)
    assert (len(held), page.evaluate(LOADED)) == (1, False)
    held.pop().continue_()
    expect(page.locator(".brand img")).to_have_js_property("complete", value=True)
    assert page.evaluate(BOX) == before
    assert before[0] > before[1] > 30
