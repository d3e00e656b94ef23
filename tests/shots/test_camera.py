"""A shot is a picture of the whole page at each size and in each light, and stands in the sheet."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from PIL import Image

from tests.shots.camera import VIEWS, Camera, Shot
from tests.shots.sheet import write_sheet

TALL = HttpResponse(
    '<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark">'
    "<title>T</title></head><body>" + "<p>Line</p>" * 100 + "</body></html>"
)


@pytest.fixture
def camera(page, show, tmp_path) -> Camera:
    return Camera(page, show, tmp_path, only="ta")


def picture(path: Path) -> Image.Image:
    with Image.open(path) as opened:
        return opened.copy()


def test_pictures_are_whole_pages_in_both_lights(camera, tmp_path):
    (shot,) = camera.take("tall", TALL)

    pictures = {view: picture(tmp_path / file) for view, file in shot.files.items()}
    assert {view: one.width for view, one in pictures.items()} == {
        view: size["width"] for view, size, _scheme in VIEWS
    }
    assert all(one.height > 3000 for one in pictures.values())
    light, dark = (pictures[view].getpixel((380, 5))[0] for view in ("390-light", "390-dark"))
    assert (light > 240, dark < 40) == (True, True)
    assert (shot.status, shot.elements) == (200, 105)
    assert 100 < shot.wire_bytes < 300


def test_a_page_that_was_not_asked_for_is_left_out(camera, tmp_path):
    assert camera.take("home", TALL) == []
    assert list(tmp_path.iterdir()) == []


def test_paper_is_photographed_where_print_differs(camera, tmp_path):
    camera.only = ""
    (shot,) = camera.take("article", TALL)
    assert picture(tmp_path / shot.files["print"]).width == 794


def test_no_page_takes_over_the_pictures_of_another(camera):
    camera.take("tall", TALL)
    with pytest.raises(FileExistsError):
        camera.take("tall", TALL)


@pytest.mark.once
def test_sheet_shows_each_page_with_its_weight(tmp_path):
    shots = [Shot("client's <page>", 422, 12345, 678, {"390-light": "clients-page_390-light.jpg"})]
    text = write_sheet(tmp_path, shots).read_text()
    assert 'href="#clients-page"' in text
    assert '<section id="clients-page"><h2>client&#x27;s &lt;page&gt;</h2>' in text
    assert "Status 422, 12,345 bytes of HTML compressed, 678 elements" in text
    assert '<img src="clients-page_390-light.jpg" loading="lazy" alt="390-light">' in text


def test_a_page_of_the_admin_is_whole_though_it_scrolls_inside_of_the_window(camera, tmp_path):
    inside = '<body><div class="content-wrapper" style="height: 100vh; overflow: auto">'
    (shot,) = camera.take("tall", HttpResponse(TALL.text.replace("<body>", inside)))
    assert picture(tmp_path / shot.files["390-light"]).height > 3000
