"""The search page of the site."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.people import make_user
from tests.home.document import Document
from tests.home.search.hostile import HOSTILE

pytestmark = pytest.mark.django_db


def found(client, words, **query):
    response = client.get("/search/", {"q": words, **query})
    assert response.status_code == 200
    return [text for level, text in Document(response.text).headings if level == 2]


def promote(words, **target):
    query, _ = Query.objects.get_or_create(query_string=words)
    return SearchPromotion.objects.create(query=query, **target)


def address(words, page):
    text = words.encode("utf-8", "surrogatepass")
    return f"/search/?q={quote(text)}&page={quote(page)}"


def test_search_finds_words_of_titles_leads_and_blocks(client):
    make_article(title="Necks")
    make_article(title="One", lead="About necks.")
    make_article(title="Two", body=[{"type": "quote", "value": {"text": "My necks", "by": ""}}])
    make_standard_page(title="Three")
    assert sorted(found(client, "necks")) == ["Necks", "One", "Two"]


def test_search_needs_every_word(client):
    make_article(title="Stiff necks")
    make_article(title="Stiff jaws")
    assert found(client, "stiff jaws") == ["Stiff jaws"]


def test_search_leaves_out_what_visitors_may_not_read(client):
    home = make_home(title="Necks at home")
    make_article(title="Draft necks", live=False)
    private = make_standard_page(parent=home, title="Private necks")
    make_standard_page(parent=private, title="Necks below it")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert found(client, "necks") == ["Necks at home"]


@pytest.mark.parametrize("page", ["1", "9" * 40, "-1", "\x00", "NaN"])
@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:30])
def test_hostile_words_are_answered(client, words, page):
    make_article(title="Neck")
    response = client.get(address(words, page))
    assert response.status_code == 200
    assert "alert(1)</script>" not in response.text


@pytest.mark.parametrize("words", ['"neck"', "neck!", "(neck)", "NECK", "neck\x00", " neck "])
def test_punctuation_does_not_hide_a_page(client, words):
    make_article(title="Neck")
    assert found(client, words) == ["Neck"]


def test_words_appear_in_the_box_and_nowhere_else(client):
    make_home()
    page = client.get("/search/", {"q": "migraine <b>"}).text
    box = Document(page).all("input", type="search")[0]
    assert box["value"] == "migraine <b>"
    assert page.count("migraine") == 1
    assert page.partition("<title>")[2].startswith("Search")


def test_results_are_not_stored_or_indexed(client):
    make_home()
    response = client.get("/search/", {"q": "migraine"})
    assert response["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in response.text


def test_search_records_nothing(client):
    make_article(title="Neck")
    found(client, "neck")
    assert Query.objects.count() == 0


def test_promoted_page_comes_first_and_once(client):
    make_article(title="Neck neck neck", lead="Neck neck")
    chosen = make_article(title="Neck")
    promote("neck", page=chosen, description="Begin here.")
    assert found(client, " NECK ") == ["Neck", "Neck neck neck"]
    page = client.get("/search/", {"q": "neck"}).text
    assert "Begin here." in page
    assert "2 pages were found." in page


def test_promoted_draft_is_not_shown_and_a_promoted_address_is(client):
    promote("neck", page=make_article(title="Draft", live=False))
    promote("neck", external_link_url="https://example.org/", external_link_text="Elsewhere")
    assert found(client, "neck") == ["Elsewhere"]


def test_results_come_in_pages_of_ten(client):
    for number in range(12):
        make_article(title=f"Neck & jaw {number}")
    assert len(found(client, "neck & jaw")) == 10
    document = Document(client.get("/search/", {"q": "neck & jaw"}).text)
    (link,) = document.all("a", rel="next")
    assert link["href"] == "?q=neck+%26+jaw&page=2"
    assert len(found(client, "neck & jaw", page="2")) == 2


@pytest.mark.parametrize("count", [1, 15])
def test_search_takes_as_many_queries_for_more(client, django_assert_num_queries, count):
    for number in range(count):
        promote("neck", page=make_article(title=f"Promoted neck {number}"))
        make_article(title=f"Neck {number}")
    found(client, "neck")
    with django_assert_num_queries(10):
        found(client, "neck")


@pytest.mark.parametrize(
    ("role", "status"), [(OWNER, 200), (THERAPIST, 200), (RECEPTION, 302), (EDITOR, 302)]
)
@pytest.mark.parametrize("name", ["index", "add"])
def test_promoted_results_are_chosen_by_owner_and_therapist(client, role, status, name):
    client.force_login(make_user(role=role))
    assert client.get(reverse(f"wagtailsearchpromotions:{name}")).status_code == status
