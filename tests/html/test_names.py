"""Every page and state, as somebody hears it who cannot see it."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.html import names
from tests.html.crawl import HOST, address_of

pytestmark = [pytest.mark.once, pytest.mark.django_db]

# What a browser may fill in (WCAG 1.3.5), by the name of the field.
AUTOCOMPLETE = {
    "name": "name",
    "email": "email",
    "phone": "tel",
    "login_name": "username",
    "password": "current-password",
}
GOOD = """<html lang="en"><body><header></header><nav aria-label="Main"></nav>
<main><h1 id="one">One</h1><h2>Two</h2><a href="/a/">To a</a></main><footer></footer>{}</body>"""


@pytest.fixture(scope="module")
def read() -> dict[str, BeautifulSoup]:
    return {}


@pytest.fixture
def pages(every_page, read) -> dict[str, BeautifulSoup]:
    """Every page and state, parsed once for all tests."""
    if not read:
        read |= {name: BeautifulSoup(page.text, "html.parser") for name, page in every_page.items()}
    return read


def wrong(pages: dict[str, BeautifulSoup], look: Callable) -> dict[str, list[str]]:
    found = {name: look(page) for name, page in pages.items()}
    return {name: problems for name, problems in found.items() if problems}


@pytest.mark.parametrize(
    "look",
    [names.headings_out_of_order, names.unnamed, names.landmarks_alike, names.broken_references],
)
def test_every_page(pages, look):
    assert wrong(pages, look) == {}


def test_a_name_means_one_thing_on_a_page(pages, every_page):
    found = {
        name: names.names_of_two_things(page, HOST + address_of(every_page[name]))
        for name, page in pages.items()
    }
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_every_page_says_its_language(pages):
    assert {page.html.get("lang") for page in pages.values()} == {"en"}


def test_browsers_know_what_to_fill_in(pages):
    def unknown(page: BeautifulSoup) -> list[str]:
        return [
            f"{field['name']}: {field.get('autocomplete')}"
            for field in page.select("input:not([type=hidden])")
            if field.get("autocomplete") != AUTOCOMPLETE.get(field["name"])
            and field["name"] in AUTOCOMPLETE
        ]

    assert wrong(pages, unknown) == {}
    filled = {field["name"] for page in pages.values() for field in page.select("[autocomplete]")}
    assert filled >= AUTOCOMPLETE.keys()


def test_help_stands_in_the_same_place_on_every_page(pages):
    """WCAG 3.2.6; the pages of signing in have no footer, and a broken site knows no phone."""
    ways = {
        (
            tuple(link["href"] for link in page.select(".header__phone")),
            tuple(link["href"] for link in page.select(".footer__contact a")),
        )
        for page in pages.values()
        if page.select(".footer")
    }
    ((phone,), (second, *_)) = next(iter(ways))
    assert (len(ways), phone) == (1, second)


def of_two_things(page: BeautifulSoup) -> list[str]:
    return names.names_of_two_things(page, HOST)


@pytest.mark.parametrize(
    ("look", "bad"),
    [
        (names.headings_out_of_order, "<h4>Four</h4>"),
        (names.headings_out_of_order, "<h1>Another</h1>"),
        (names.unnamed, "<a href='/b/'>Read more</a>"),
        (names.unnamed, "<button type='submit'><span aria-hidden='true'>×</span></button>"),
        (names.unnamed, "<nav></nav>"),
        (names.unnamed, "<img src='/hands.jpg'>"),
        (names.unnamed, "<svg><path/></svg>"),
        (names.landmarks_alike, "<nav aria-label='Main'></nav>"),
        (names.broken_references, "<p id='one'></p>"),
        (names.broken_references, "<input aria-describedby='hint'>"),
        (of_two_things, "<a href='/b/'>To <b>a</b></a>"),
        (of_two_things, "<form><button type='submit' name='a'>A</button><button type='submit'>A"),
    ],
)
def test_what_is_wrong_is_found(look, bad):
    assert look(BeautifulSoup(GOOD.format(""), "html.parser")) == []
    assert len(look(BeautifulSoup(GOOD.format(bad), "html.parser"))) == 1
