"""The map of the site: what is worth finding, with dates that are true."""

import datetime as dt

import pytest
from lxml import etree
from wagtail.models import PageViewRestriction, Site

from blog.models import ArticleIndexPage, Topic
from tests.factories.pages import make_article, make_home, make_standard_page

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SPRING = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def home():
    return make_home(last_published_at=SPRING)


def addresses(client):
    """Every address, with the day of its last change."""
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return {
        one.findtext("s:loc", namespaces=NAMES): one.findtext("s:lastmod", namespaces=NAMES)
        for one in tree.iterfind("s:url", NAMES)
    }


def test_sitemap_has_pages_and_topics_with_their_true_dates(client, home):
    article = make_article(last_published_at=SPRING)
    later = make_article(last_published_at=SUMMER)
    necks = Topic.objects.create(name="Necks", slug="necks")
    Topic.objects.create(name="Unused", slug="unused")
    for one in (article, later):
        one.topics.add(necks)
        one.tags.add("desk")
        one.save()
    index = ArticleIndexPage.objects.get()
    ArticleIndexPage.objects.update(last_published_at=SPRING)
    assert addresses(client) == {
        home.full_url: "2026-03-01",
        index.full_url: "2026-03-01",
        f"{index.full_url}topic/necks/": "2026-07-01",
        article.full_url: "2026-03-01",
        later.full_url: "2026-07-01",
    }


def test_sitemap_leaves_out_drafts_and_private_pages(client, home):
    make_standard_page(live=False)
    private = make_standard_page()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert list(addresses(client)) == [home.full_url]


def test_addresses_are_those_of_the_site(client):
    Site.objects.update(hostname="practice.example", port=443)
    Site.clear_site_root_paths_cache()
    assert list(addresses(client)) == ["https://practice.example/"]
    assert "Sitemap: https://practice.example/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("count", [2, 30])
def test_sitemap_takes_the_same_queries(client, django_assert_num_queries, count):
    topic = Topic.objects.create(name="Necks", slug="necks")
    for _ in range(count):
        article = make_article()
        article.topics.add(topic)
        article.save()
    addresses(client)
    with django_assert_num_queries(12):
        addresses(client)
