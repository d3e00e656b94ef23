"""What is not kept is made with few queries, as many on a large site as on a small one (T4)."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import ArticleIndexPage, ArticlePage
from home.sites import find_site
from tests.factories.many_pages import add_pages, make_many_pages

pytestmark = pytest.mark.usefixtures("own_database", "demo_site", "page_cache")

# Asked of Django itself, with nothing in front of it.
QUERIES = {
    "/": 8,
    "/articles/": 3,
    "/articles/trigger-points-headaches-and-migraines/": 3,
    "/services/": 5,
    "/services/trigger-point-therapy/": 9,
    "/about/": 1,
    "/contact/": 4,
    "/nowhere/": 3,
    "/search/?q=zebra": 2,
}


def test_pages_take_few_queries_also_where_there_are_many(client, django_assert_num_queries):
    for path, number in QUERIES.items():
        assert_takes(number, path, client, django_assert_num_queries)

    make_many_pages(1000)

    for path, number in QUERIES.items():
        assert_takes(number, path, client, django_assert_num_queries)


def assert_takes(number, path, client, django_assert_num_queries):
    client.get(path)
    with django_assert_num_queries(number):
        client.get(path)


def test_private_pages_are_asked_for_once_there_are_some(client, django_assert_num_queries):
    assert_takes(1, "/about/", client, django_assert_num_queries)
    contact = Page.objects.get(slug="contact")
    PageViewRestriction.objects.create(page=contact, restriction_type="password", password="x")

    assert_takes(3, "/about/", client, django_assert_num_queries)
    assert "password" in client.get("/contact/").text


def test_list_that_was_counted_is_counted_again_once_an_article_is_gone(client):
    articles = ArticlePage.objects.live().newest_first()
    index = ArticleIndexPage.objects.get()
    add_pages(index, ArticlePage, 11 - articles.count(), name="One more")
    assert client.get("/articles/?page=2").status_code == 200

    articles.last().unpublish()

    assert client.get("/articles/?page=2").status_code == 404


def test_site_that_was_looked_up_is_looked_up_again_once_it_has_changed(client):
    assert client.get("/about/").status_code == 200
    site = Site.objects.get()
    site.root_page = Page.objects.get(slug="about")
    site.save()

    assert client.get("/about/").status_code == 404


def test_what_a_request_does_to_its_site_is_not_there_for_the_next(rf):
    one, other = (find_site(rf.get("/")) for _ in range(2))

    assert one == other
    assert one is not other
    assert one.root_page is not other.root_page
