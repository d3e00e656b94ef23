"""Lists of the newest articles, and searches, find ten of thousands by an index."""

import pytest
from django.db import connection

from home.visible import visible
from tests.factories.many_pages import make_many_pages, make_searchable
from tests.volume.plans import big_scans

pytestmark = pytest.mark.django_db

PAGES = 3_000
MANY = 1_000
LAST = 290


@pytest.fixture
def articles():
    return make_many_pages(PAGES)


@pytest.fixture
def index(articles):
    return articles[0].get_parent().specific


def cards(index, page):
    """Those of one page of the list of articles."""
    return index.cards_of(index.get_articles()[(page - 1) * 10 : page * 10])


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("page", [1, 2])
def test_newest_articles_are_found_without_reading_all(index, page):
    def look():
        assert len(cards(index, page)) == 10

    assert big_scans(look, rows=MANY) == []


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("page", [1, 2, LAST])
def test_a_slice_of_the_list_is_found_in_the_index_alone(index, page):
    found = cards(index, page)

    assert len(found) == 10
    plan = found.explain()
    assert "USING COVERING INDEX home_pages_by_kind_and_day" in plan
    assert "SCAN" not in plan


def test_last_page_of_the_list_reads_only_the_articles_that_it_shows(index, articles):
    found = [article.title for article in cards(index, LAST)]

    newest_first = [article.title for article in reversed(articles)]
    assert found == newest_first[(LAST - 1) * 10 : LAST * 10]


@pytest.mark.only_on("postgresql")
def test_the_few_that_a_search_finds_are_found_without_reading_all(index, articles):
    articles[7].title = "Migraine in spring"
    make_searchable(articles)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    everything = visible(index.get_parent().get_descendants())

    def look():
        found = everything.search("migraine")
        assert (found.count(), [page.pk for page in found[:10]]) == (1, [articles[7].pk])

    assert big_scans(look, rows=MANY) == []
