"""Every kind of page and every state of it, as search engines read them."""

import re

import pytest
from wagtail.models import Site

from home.findable.words import LONGEST_DESCRIPTION
from home.models import PracticeSettings
from tests.home.document import Document
from tests.home.findable.vocabulary import breaches, graph_of
from tests.html.states import every_state

pytestmark = [pytest.mark.once, pytest.mark.django_db]

# The type of each page that can be found, and what it is about beside the practice.
FOUND = {
    "home": {"WebPage"},
    "home, with a notice": {"WebPage"},
    "services index": {"CollectionPage", "ItemList"},
    "service": {"WebPage", "Service"},
    "service, closed": {"WebPage", "Service"},
    "service with every block": {"WebPage", "Service"},
    "where it hurts": {"WebPage"},
    "where it hurts, an area": {"WebPage"},
    "articles": {"CollectionPage", "Blog"},
    "articles, none": {"CollectionPage", "Blog"},
    "articles, page 1 of 10": {"CollectionPage", "Blog"},
    "articles, page 5 of 10": {"CollectionPage", "Blog"},
    "articles, a topic": {"CollectionPage"},
    "article": {"WebPage", "BlogPosting"},
    "article with every block": {"WebPage", "BlogPosting"},
    # For paper; its canonical address is that of the article.
    "exercise sheet": {"WebPage", "BlogPosting"},
    "exercise sheet of every block": {"WebPage", "BlogPosting"},
    "standard page": {"WebPage"},
    "standard page with every block": {"WebPage"},
    "contact": {"ContactPage"},
}
ON_EVERY = {"HealthAndBeautyBusiness", "WebSite"}


@pytest.fixture(scope="module")
def kept():
    return {}


@pytest.fixture
def states(demo_site, kept):
    """The HTML of each, made once for all tests, which only look at it."""
    if not kept:
        kept.update({name: page.text for name, page in every_state().items()})
    return kept


def root():
    return Site.objects.get().root_url


@pytest.fixture
def graphs(states):
    return {name: graph_of(html) for name, html in states.items()}


def test_structured_data_keeps_to_the_vocabulary(graphs):
    assert {name: breaches(graph) for name, graph in graphs.items() if breaches(graph)} == {}


def test_each_kind_of_page_says_what_it_is(graphs):
    kinds = {name: {node["@type"] for node in graph} for name, graph in graphs.items() if graph}
    homes = {name for name in kinds if name.startswith("home")}
    assert {name for name, found in kinds.items() if "BreadcrumbList" in found} == (
        set(kinds) - homes
    )
    assert {name: found - ON_EVERY - {"BreadcrumbList"} for name, found in kinds.items()} == FOUND
    assert [name for name, found in kinds.items() if not found >= ON_EVERY] == []


def test_practice_has_one_name_everywhere(graphs):
    practices = {
        node["@id"]
        for graph in graphs.values()
        for node in graph
        if node["@type"] == "HealthAndBeautyBusiness"
    }
    assert practices == {f"{root()}/#practice"}


def test_breadcrumbs_are_those_that_are_seen(states, graphs):
    for name, graph in graphs.items():
        crumbs = [node for node in graph if node["@type"] == "BreadcrumbList"]
        if not crumbs or name.startswith("exercise sheet"):  # a sheet shows none
            continue
        items = crumbs[0]["itemListElement"]
        _, _, seen = states[name].partition('aria-label="Breadcrumbs"')
        links = Document(seen.partition("</nav>")[0]).all("a")
        assert [item["item"]["@id"] for item in items[:-1]] == [
            root() + link["href"] for link in links
        ]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert len(items) >= 2


def test_what_cannot_be_found_says_so_and_nothing_else(states):
    for name, html in states.items():
        if name in FOUND or "<!doctype html>" not in html:
            continue
        document = Document(html)
        assert document.all("meta", name="robots") == [{"name": "robots", "content": "noindex"}], (
            name
        )
        assert document.all("link", rel="canonical") == [], name
        assert [meta for meta in document.all("meta") if "property" in meta] == [], name
        assert graph_of(html) == [], name


def test_what_can_be_found_has_one_address_and_is_shared_by_it(states):
    for name in FOUND:
        document = Document(states[name])
        (canonical,) = document.all("link", rel="canonical")
        (shared,) = document.all("meta", property="og:url")
        assert canonical["href"] == shared["content"]
        assert re.fullmatch(rf"{root()}/[^?]*(\?page=\d+)?", canonical["href"]), name
        assert document.all("meta", name="robots") == []


def test_titles_are_short_and_say_what_is_wrong(states):
    practice = PracticeSettings.current().practice_name
    for name in FOUND:
        if name.startswith("exercise sheet"):  # nobody finds it: its address is the article's
            continue
        title = re.search("<title>(.*?)</title>", states[name])[1]
        assert len(title) <= 65 or practice not in title or name.startswith("home"), title
    wrong = {name for name, html in states.items() if "error-summary" in html}
    assert wrong
    assert [name for name in wrong if "<title>Error: " not in states[name]] == []


def test_descriptions_fit_a_result(states):
    for name in FOUND:
        described = Document(states[name]).all("meta", name="description")
        assert [one for one in described if not 0 < len(one["content"]) <= LONGEST_DESCRIPTION] == (
            []
        ), name
