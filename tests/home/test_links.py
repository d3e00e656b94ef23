"""Links between pages: an address is remembered, and never after it has changed."""

import pytest
from wagtail.rich_text import expand_db_html

from tests.factories.pages import make_article, make_standard_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "page_cache")]


def linked(*keys: object) -> str:
    return expand_db_html("".join(f'<a linktype="page" id="{key}">{key}</a>' for key in keys))


def test_second_look_asks_nothing_of_the_pages(django_assert_num_queries):
    page, article = make_standard_page(slug="about"), make_article(slug="headaches")
    first = linked(page.pk, article.pk)

    with django_assert_num_queries(0):
        again = linked(article.pk, page.pk)

    assert ("/about/" in again, "/headaches/" in again, first != again) == (True, True, True)


def test_link_follows_its_page():
    page = make_standard_page(slug="about")
    before = linked(page.pk)
    page.slug = "about-us"
    page.save()
    renamed = linked(page.pk)
    page.delete()

    assert ("/about/" in before, "/about-us/" in renamed) == (True, True)
    assert linked(page.pk) == f"<a>{page.pk}</a>"


@pytest.mark.parametrize("key", ["", "x", "-1", "²", "None", 10**6, 10**30])
def test_key_that_is_none_leads_nowhere(key):
    assert linked(key) == f"<a>{key}</a>"
