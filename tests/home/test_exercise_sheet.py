"""The exercises of a page on one sheet of paper."""

import pytest

from tests.factories.pages import make_article, make_home
from tests.home.document import Document

STRETCH = {"name": "Stretch", "steps": ["Tilt.", "Come back."], "hold_min": 20, "hold_max": 30}
PRESS = {"name": "Press", "steps": ["Press."], "stop_if": "you feel dizzy"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    make_home()
    return make_article(
        title="Necks",
        body=[
            {"type": "text", "value": "<h2>Before</h2><p>Not for paper.</p>"},
            {"type": "exercises", "value": {"heading": "At home", "exercises": [STRETCH]}},
            {"type": "exercise", "value": PRESS},
        ],
    )


def main(response):
    return response.text.partition("<main")[2].partition("</main>")[0]


def test_sheet_has_all_exercises_and_nothing_else(client, article):
    page = main(client.get(article.sheet_url))
    assert Document(page).headings == [
        (1, "Exercises"),
        (2, "At home"),
        (3, "Stretch"),
        (2, "Press"),
    ]
    for words in ("Tilt.", "Hold 20 to 30 seconds", "you feel dizzy"):
        assert words in page
    assert "Not for paper." not in page


def test_sheet_is_linked_from_its_page_and_leads_back(client, article):
    assert article.sheet_url == f"{article.url}exercises/"
    links = [link["href"] for link in Document(main(client.get(article.url))).all("a")]
    assert article.sheet_url in links
    links = [link["href"] for link in Document(main(client.get(article.sheet_url))).all("a")]
    assert article.url in links


def test_sheet_is_another_view_of_its_page_to_search_engines(client, article):
    (canonical,) = Document(client.get(article.sheet_url).text).all("link", rel="canonical")
    assert canonical["href"] == article.full_url


def test_page_without_exercises_has_no_sheet(client):
    make_home()
    article = make_article(body=[{"type": "text", "value": "<p>Words.</p>"}])
    assert article.sheet_url == ""
    assert "exercises/" not in client.get(article.url).text
    assert client.get(f"{article.url}exercises/").status_code == 404


def test_sheet_of_a_draft_is_not_found(client, article):
    article.unpublish()
    assert client.get(f"{article.get_parent().url}{article.slug}/exercises/").status_code == 404


@pytest.mark.parametrize("path", ["other/", "exercises/more/"])
def test_other_addresses_below_a_page_are_not_found(client, article, path):
    assert client.get(article.url + path).status_code == 404
