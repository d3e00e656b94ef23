"""Every public page of the demonstration: its structure, and what it must not have. What holds
for every page and state alike (weight, headings, names, ids) is in tests/html.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from wagtail.models import Page, Site

from home.models import HomePage, PracticeSettings
from tests.home.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

PAGES = [
    "/",
    "/services/",
    "/services/trigger-point-therapy/",
    "/services/neck-jaw-and-shoulders/",
    "/services/deep-tissue-massage/",
    "/services/gentle-reset/",
    "/where-does-it-hurt/",
    "/articles/",
    "/articles/trigger-points-headaches-and-migraines/",
    "/articles/what-to-expect-at-a-first-visit/",
    "/articles/desk-days-neck-and-shoulders/",
    "/about/",
    "/contact/",
    "/privacy/",
    "/accessibility/",
]
LONGEST = "/articles/trigger-points-headaches-and-migraines/"
# What else anybody may ask for.
OTHERS = [
    "/services/trigger-point-therapy/request/",
    "/where-does-it-hurt/temples/",
    f"{LONGEST}exercises/",
    "/articles/?page=2",
    "/feeds/articles.atom",
    "/search/?q=neck",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/nowhere/",
]


@pytest.fixture(scope="module")
def seen() -> dict[str, HttpResponse]:
    return {}


@pytest.fixture
def fetch(client, seen) -> Callable[[str], HttpResponse]:
    """A page as a new visitor gets it; rendered once for all tests that only look at it."""

    def fetch(path: str) -> HttpResponse:
        if path not in seen:
            seen[path] = client.get(path)
        return seen[path]

    return fetch


def scripts(document: Document) -> list[dict[str, str]]:
    """All but the one block of structured data, which no browser runs."""
    found = document.all("script")
    data = [script for script in found if script == {"type": "application/ld+json"}]
    assert len(data) <= 1
    return [script for script in found if script not in data]


def test_list_of_pages_is_complete():
    live = {page.url for page in Page.objects.live().filter(depth__gt=1)}
    assert live == set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_page_is_well_formed(fetch, path):
    response = fetch(path)
    assert response.status_code == 200
    document = Document(response.text)
    assert (document.open, document.crossed) == ([], [])
    assert len(document.ids) == len(set(document.ids))
    assert [attributes["lang"] for attributes in document.all("html")] == ["en"]
    for landmark in ("header", "main", "footer"):
        assert len(document.all(landmark)) == 1


@pytest.mark.parametrize("path", PAGES)
def test_page_says_what_it_is_to_machines(fetch, path):
    document = Document(fetch(path).text)
    assert document.all("link", rel="canonical") == [
        {"rel": "canonical", "href": Site.objects.get().root_url + path}
    ]
    (description,) = document.all("meta", name="description")
    assert 20 < len(description["content"]) <= 160


def test_titles_are_unique_and_name_the_practice(fetch):
    titles = [fetch(path).text.split("<title>")[1].split("</title>")[0] for path in PAGES]
    assert len(set(titles)) == len(titles)
    name = PracticeSettings.current().practice_name
    assert titles[0].startswith(f"{name} – ")
    assert [title for title in titles[1:] if not title.endswith(f" – {name}")] == []


@pytest.mark.parametrize("path", PAGES)
def test_page_has_nothing_inline_and_nothing_of_others(fetch, path):
    document = Document(fetch(path).text)
    assert [tag for tag, attributes in document.elements if "style" in attributes] == []
    assert document.all("style") == []
    for script in scripts(document):
        assert (script["type"], script["src"].startswith("/static/js/")) == ("module", True)
    for _, attributes in document.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not attributes.get("src", "").startswith(("http", "//"))


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_nothing_public_sets_a_cookie_or_varies_by_one(fetch, path):
    response = fetch(path)

    assert list(response.cookies) == []
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"


@pytest.mark.parametrize("path", [*PAGES, "/nowhere/"])
def test_phone_and_email_are_in_the_same_place_on_every_page(fetch, path):
    page = fetch(path).text
    practice = PracticeSettings.current()
    footer = page[page.index("<footer") :]
    assert f">{practice.phone}</a>" in footer
    assert f'href="mailto:{practice.email}"' in footer
    assert f">{practice.phone}</a>" in page[: page.index("<main")]


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/", []),
        ("/services/", ["/"]),
        ("/services/gentle-reset/", ["/", "/services/"]),
        (LONGEST, ["/", "/articles/"]),
        ("/privacy/", ["/"]),
    ],
)
def test_breadcrumbs_are_the_way_down_the_page_tree(fetch, path, above):
    page = fetch(path).text
    _, _, crumbs = page.partition('aria-label="Breadcrumbs"')
    links = Document(crumbs.partition("</nav>")[0]).all("a")
    assert [link["href"] for link in links] == above


def test_menu_is_what_is_shown_in_menus_and_the_footer_has_the_rest(fetch):
    document = fetch("/services/gentle-reset/").text
    _, _, rest = document.partition('aria-label="Main"')
    menu, _, rest = rest.partition("</nav>")
    more = rest.partition('aria-label="More"')[2].partition("</nav>")[0]
    assert [
        (link["href"], link.get("aria-current")) for link in Document(f"<nav{menu}").all("a")
    ] == [("/services/", "true"), ("/articles/", None), ("/about/", None), ("/contact/", None)]
    assert [link["href"] for link in Document(f"<nav{more}").all("a")] == [
        "/search/",
        "/where-does-it-hurt/",
        "/privacy/",
        "/accessibility/",
    ]


def test_menu_leaves_out_drafts(client):
    Page.objects.get(slug="about").unpublish()
    assert 'href="/about/"' not in client.get("/services/").text


def test_font_of_headings_is_fetched_early(fetch):
    document = Document(fetch("/").text)
    assert document.all("link", rel="preload") == [
        {
            "rel": "preload",
            "href": "/static/fonts/fraunces-560.woff2",
            "as": "font",
            "type": "font/woff2",
            "crossorigin": "",
        }
    ]


def test_robots_are_told_where_the_map_is_and_what_is_not_for_them(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/request/",
        f"Sitemap: {Site.objects.get().root_url}/sitemap.xml",
    ]


def test_icon_is_found_where_browsers_ask_for_it(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/favicon.ico")
    assert Path(finders.find("favicon.ico")).read_bytes()[:4] == b"\x00\x00\x01\x00"


# --- What each kind of page shows -----------------------------------------------------------


def test_home_page_leads_to_services_and_articles(fetch):
    document = Document(fetch("/").text)
    main = [link["href"] for link in document.all("a")]
    for path in PAGES:
        if path.count("/") == 3:
            assert path in main
    assert document.headings[0] == (1, "For heads that ache and shoulders that carry too much")


def test_contact_page_shows_the_practice(fetch):
    page = fetch("/contact/").text
    main = page[page.index("<main") : page.index("</main>")]
    practice = PracticeSettings.current()
    for line in [practice.phone, practice.email, *practice.street_address.splitlines()]:
        assert line in main


def test_words_of_authors_are_escaped(client):
    home = HomePage.objects.get()
    home.hero_heading = "<script>alert(1)</script>"
    home.save()
    document = Document(client.get("/").text)
    for script in scripts(document):
        assert (script["type"], script["src"].startswith("/static/js/")) == ("module", True)
    assert document.headings[0] == (1, "<script>alert(1)</script>")
