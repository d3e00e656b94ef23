"""The search of the admin, where every box ends in the same backend."""

from urllib.parse import quote

import pytest
from django.db import connection
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Not, Phrase, PlainText

from home.models import Muscle
from home.search.cleaning import MAX_WORDS, fit
from site_project.roles import OWNER
from tests.factories.pages import make_article
from tests.factories.people import make_user
from tests.home.search.hostile import HOSTILE

pytestmark = pytest.mark.django_db

BOXES = [
    "/admin/pages/search/?q={}",
    "/admin/images/?q={}",
    "/admin/images/chooser/results/?q={}",
    "/admin/documents/?q={}",
    "/admin/choose-page/search/?q={}",
    "/admin/snippets/home/muscle/?q={}",
    "/admin/articles/?q={}",
]


@pytest.mark.parametrize("box", BOXES)
def test_hostile_words_in_the_admin_are_answered(client, box):
    make_article(title="Neck")
    client.force_login(make_user(role=OWNER))
    answers = {}
    for words in HOSTILE:
        text = quote(words.encode("utf-8", "surrogatepass"))
        answers[ascii(words)[:30]] = client.get(box.format(text)).status_code
    assert set(answers.values()) == {200}, answers


def test_admin_still_finds_pages(client):
    make_article(title="Stiff necks")
    client.force_login(make_user(role=OWNER))
    assert "Stiff necks" in client.get('/admin/pages/search/?q=stiff "necks').text


@pytest.mark.parametrize(
    "query",
    [
        PlainText('neck"'),
        Phrase('"neck'),
        And([PlainText('"neck"'), PlainText("neck\x00")]),
        PlainText('"neck') & ~PlainText('jaw"'),
    ],
    ids=repr,
)
def test_composed_queries_are_cleaned_too(query):
    article = make_article(title="Neck")
    assert [page.pk for page in Page.objects.search(query)] == [article.pk]


def test_a_query_of_nothing_finds_nothing():
    make_article(title="Neck")
    for query in ("\x00", PlainText("\x00"), And([PlainText("neck"), PlainText("\x00")])):
        assert list(Page.objects.search(query)) == []
    assert list(Page.objects.search(Not(PlainText("\x00")))) == []
    assert Page.objects.search(MATCH_ALL).count() == Page.objects.count()


def test_autocomplete_is_cleaned():
    muscle = Muscle.objects.create(name="Masseter", slug="m", location="x", refers_text="y")
    backend = get_search_backend()
    assert list(backend.autocomplete('"mass', Muscle)) == [muscle]


def test_backend_is_the_one_of_the_database():
    assert type(get_search_backend()).__name__.startswith("Clean")
    assert connection.vendor.lower()[:6] in type(get_search_backend()).__name__.lower()


def test_long_queries_are_cut():
    assert fit("a " * 5_000, words_only=True).split() == ["a"] * MAX_WORDS
    assert len(fit("a" * 10_000, words_only=False)) == 200
