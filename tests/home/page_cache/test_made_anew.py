"""What is not kept is made with few queries, as many on a large site as on a small one (T4)."""

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories.many_pages import make_many_pages

pytestmark = pytest.mark.usefixtures("own_database", "demo_site", "page_cache")

# Asked of Django itself, with nothing in front of it.
QUERIES = {
    "/": 10,
    "/articles/": 5,
    "/articles/trigger-points-headaches-and-migraines/": 7,
    "/services/": 7,
    "/services/trigger-point-therapy/": 12,
    "/about/": 1,
    "/contact/": 4,
    "/nowhere/": 2,
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
