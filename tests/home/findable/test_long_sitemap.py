"""The sitemap of a site with more pages than one file holds."""

import re

import pytest
from wagtail.models import Page

from home.findable.sitemap import PageSitemap
from tests.factories.many_pages import TOPICS, make_many_pages

pytestmark = pytest.mark.django_db

ADDRESS = "/sitemap.xml"
PARTS = [
    "http://testserver/sitemap-pages.xml",
    "http://testserver/sitemap-pages.xml?p=2",
    "http://testserver/sitemap-pages.xml?p=3",
]


def locations(client, address: str) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", client.get(address).text)


@pytest.fixture
def pages(monkeypatch):
    make_many_pages(54)
    monkeypatch.setattr(PageSitemap, "limit", 20)
    return Page.objects.live().filter(depth__gt=1)


def test_long_sitemap_is_a_list_of_parts_with_every_page_once(client, pages):
    assert locations(client, ADDRESS) == PARTS
    found = [found for part in PARTS for found in locations(client, part)]
    shown = set(pages.get(title="Home").get_descendants(inclusive=True))
    assert len(shown) == 57
    assert len(found) == len(set(found)) == len(shown) + TOPICS


def test_list_of_parts_says_when_something_changed(client, pages):
    assert "<lastmod>2020-02-" in client.get(ADDRESS).text


def test_list_of_parts_loads_no_page(client, pages, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(8):
        client.get(ADDRESS)


@pytest.mark.parametrize("address", ["/sitemap-other.xml", "/sitemap-pages.xml?p=4"])
def test_part_that_there_is_not_is_not_found(client, pages, address):
    assert client.get(address).status_code == 404
