"""The marks of the site, and that all of them show the one drawing."""

import re

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from tests.factories.pages import make_home
from tests.files import ROOT
from tests.home.document import Document

LEAF = (ROOT / "templates/includes/leaf.html").read_text()
TOKENS = (ROOT / "site_project/static/css/tokens.css").read_text()
OPAQUE = {"icons/apple-touch-icon.png": 180, "icons/maskable-512.png": 512}
PINE = (28, 90, 73)
KILOBYTES = {"favicon.ico": 2, "favicon.svg": 1, "icons/icon-192.png": 3, "icons/icon-512.png": 8}


def colours(name: str) -> list[str]:
    """A token's two colours, by day and by night."""
    return re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", TOKENS).groups()


@pytest.mark.once
def test_favicon_is_the_mark_in_the_colours_of_day_and_night():
    icon = open_text("favicon.svg")
    assert re.findall(r' d="([^"]+)"', icon) == re.findall(r' d="([^"]+)"', LEAF)
    assert re.findall(r"fill:(#\w+)", icon) == list(colours("pine"))
    assert "prefers-color-scheme:dark" in icon


def open_text(name: str) -> str:
    with open(finders.find(name)) as file:  # noqa: PTH123  a name, not a path of ours
        return file.read()


@pytest.mark.once
def test_old_icon_has_both_sizes():
    with Image.open(finders.find("favicon.ico")) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32)}


@pytest.mark.once
@pytest.mark.parametrize("name", OPAQUE)
def test_icon_that_phones_cut_is_opaque_with_room_around_the_leaf(name):
    with Image.open(finders.find(name)) as icon:
        edge = OPAQUE[name]
        assert icon.size == (edge, edge)
        assert "transparency" not in icon.info
        picture = icon.convert("RGB")
    far = [(x, y) for x in range(edge) for y in range(edge) if is_far(x, y, edge)]
    # A palette rounds colours.
    off = [max(abs(a - b) for a, b in zip(picture.getpixel(p), PINE, strict=True)) for p in far]
    assert max(off) <= 1


def is_far(x: int, y: int, edge: int) -> bool:
    """Outside the circle that no launcher cuts (W3C, Web Application Manifest: safe zone)."""
    middle = (edge - 1) / 2
    return (x - middle) ** 2 + (y - middle) ** 2 > (edge * 0.4) ** 2


@pytest.mark.once
@pytest.mark.parametrize("name", KILOBYTES)
def test_icon_is_light(name):
    with open(finders.find(name), "rb") as file:  # noqa: PTH123  a name, not a path of ours
        assert len(file.read()) <= KILOBYTES[name] * 1000


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/nowhere/"])
def test_page_names_its_icons_and_the_colour_around_it(client, path):
    make_home()
    document = Document(client.get(path).text)
    links = [(link["rel"], link["href"]) for link in document.all("link") if "rel" in link]
    assert [link for link in links if "icon" in link[0] or link[0] == "manifest"] == [
        ("icon", "/static/favicon.ico"),
        ("icon", "/static/favicon.svg"),
        ("apple-touch-icon", "/static/icons/apple-touch-icon.png"),
        ("manifest", "/manifest.webmanifest"),
    ]
    themes = document.all("meta", name="theme-color")
    assert [theme["content"] for theme in themes] == list(colours("paper"))
