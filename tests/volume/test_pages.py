"""Lists of the newest articles find ten of thousands by an index."""

import pytest

from tests.factories.many_pages import make_many_pages
from tests.volume.plans import big_scans

pytestmark = [pytest.mark.only_on("postgresql"), pytest.mark.django_db]

PAGES = 3_000
MANY = 1_000


@pytest.fixture
def index():
    return make_many_pages(PAGES)[0].get_parent().specific


@pytest.mark.parametrize("page", [1, 2])
def test_newest_articles_are_found_without_reading_all(index, page):
    articles = index.get_articles()

    def look():
        assert len(articles[(page - 1) * 10 : page * 10]) == 10

    assert big_scans(look, rows=MANY) == []
