import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import WORDS_A_MINUTE, ArticlePage
from home.models import PracticeSettings
from site_project.roles import EDITOR, RECEPTION
from tests.factories.bookings import make_service
from tests.factories.pages import make_article
from tests.factories.people import make_user
from tests.home.document import Document

pytestmark = pytest.mark.django_db

SECTIONS = [
    {"type": "text", "value": f"<h2>Part {number}</h2><p>Words.</p>"} for number in range(1, 5)
]


def test_article_lists_its_sections_if_it_is_long(client):
    article = make_article(body=SECTIONS)
    document = Document(client.get(article.url).text)
    links = [link["href"] for link in document.all("a") if link["href"].startswith("#part")]
    assert links == ["#part-1", "#part-2", "#part-3", "#part-4"]
    assert {link[1:] for link in links} <= set(document.ids)


def test_short_article_has_no_contents(client):
    article = make_article(body=SECTIONS[:2])
    assert "On this page" not in client.get(article.url).text


@pytest.mark.parametrize(("name", "byline"), [("", "By Alder Room"), ("A. Person", "By A. Person")])
def test_article_without_an_author_is_by_the_practice(client, name, byline):
    PracticeSettings.objects.create(practice_name="Alder Room")
    assert f"{byline}&nbsp;·" in client.get(make_article(author_name=name).url).text


def test_article_is_dated_in_the_zone_of_the_practice(client):
    PracticeSettings.objects.create(time_zone="Asia/Tokyo")
    article = make_article()
    ArticlePage.objects.update(first_published_at=dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC))
    page = client.get(article.url).text
    assert '<time datetime="2026-03-02">2 March 2026</time>' in page
    assert "2 March 2026" in client.get(article.get_parent().url).text


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(0, 1), (1, 1), (WORDS_A_MINUTE, 1), (WORDS_A_MINUTE + 1, 2), (WORDS_A_MINUTE * 3, 3)],
)
def test_reading_time_is_rounded_up(words, minutes):
    article = ArticlePage(body=[{"type": "text", "value": f"<p>{'word ' * words}</p>"}])
    assert article.reading_minutes == minutes


def test_reading_time_counts_the_words_of_every_block():
    checklist = {"heading": "", "intro": "", "items": ["word " * WORDS_A_MINUTE] * 3, "closing": ""}
    article = ArticlePage(body=[{"type": "checklist", "value": checklist}])
    assert article.reading_minutes == 3


def test_review_dates_stand_at_the_foot(client):
    article = make_article(reviewed_on=dt.date(2026, 11, 20), next_review_on=dt.date(2027, 11, 20))
    page = strip_tags(client.get(article.url).text)
    assert "Last reviewed: 20 November 2026. Next review due: 20 November 2027." in page
    assert "reviewed" not in client.get(make_article().url).text


def test_review_that_is_due_before_the_last_one_is_refused():
    article = ArticlePage(
        title="A", slug="a", reviewed_on=dt.date(2026, 2, 1), next_review_on=dt.date(2026, 2, 1)
    )
    with pytest.raises(ValidationError) as refusal:
        article.clean()
    assert refusal.value.message_dict == {"next_review_on": ["Enter a day after the last review."]}


def test_article_leads_on_to_the_services_unless_it_does_so_itself(client):
    service = make_service()
    plain = make_article(body=SECTIONS)
    call = {"type": "call_to_action", "value": {"service": service.pk, "label": "Ask me"}}
    calling = make_article(body=[*SECTIONS, call])
    assert "Would a session help?" in client.get(plain.url).text
    page = client.get(calling.url).text
    assert "Would a session help?" not in page
    assert f'href="{service.url}request/?article={calling.pk}">Ask me</a>' in page


def test_newest_article_comes_first(client):
    old, new = make_article(title="Old"), make_article(title="New")
    for article, month in [(old, 1), (new, 2)]:
        date = dt.datetime(2026, month, 1, tzinfo=dt.UTC)
        ArticlePage.objects.filter(pk=article.pk).update(first_published_at=date)
    make_article(title="Draft", live=False)
    page = client.get(new.get_parent().url).text
    assert [text for level, text in Document(page).headings if level == 2] == ["New", "Old"]


def test_editor_writes_an_article_with_blocks(client):
    client.force_login(make_user(role=EDITOR))
    index = make_article().get_parent()
    body = [
        ("text", rich_text("<h2>Why</h2><p>Because.</p>")),
        (
            "exercise",
            {
                "name": "Stretch",
                "position": "",
                "steps": streamfield([])
                | {"count": "1"}
                | {"0": {"value": "Tilt.", "order": "0", "deleted": "", "id": ""}},
                "hold_min": "20",
                "hold_max": "10",
                "repeats": "",
                "sides": "",
                "frequency": "",
                "stop_if": "",
            },
        ),
    ]
    data = nested_form_data(
        {
            "title": "Stiff necks",
            "slug": "stiff-necks",
            "lead": "",
            "author_name": "",
            "body": streamfield(body),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk])

    refused = client.post(address, data)
    assert refused.status_code == 200
    assert "Enter at least the 20 seconds of the shortest hold." in refused.text

    assert client.post(address, data | {"body-1-value-hold_max": "30"}).status_code == 302
    article = ArticlePage.objects.get(slug="stiff-necks")
    assert [block.block_type for block in article.body] == ["text", "exercise"]
    assert list(article.body[1].value["steps"]) == ["Tilt."]
    client.logout()
    page = client.get(article.url).text
    assert '<h2 id="why">Why</h2>' in page
    assert "Hold 20 to 30 seconds" in page


def test_list_of_articles_is_for_those_who_work_on_pages(client):
    make_article(title="Stiff necks")
    client.force_login(make_user(role=EDITOR))
    assert "Stiff necks" in client.get(reverse("articles:index")).text
    client.force_login(make_user(role=RECEPTION))
    assert client.get(reverse("articles:index")).status_code == 302
    assert reverse("articles:index") not in client.get("/admin/").text


def test_preview_of_an_article_that_was_never_saved(client):
    client.force_login(make_user(role=EDITOR))
    index = make_article().get_parent()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["blog", "articlepage", index.pk])
    data = nested_form_data(
        {
            "title": "Stiff necks",
            "slug": "stiff-necks",
            "body": streamfield([("text", rich_text("<p>Soon.</p>"))]),
            "comments": inline_formset([]),
        }
    )
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    assert "<h1>Stiff necks</h1>" in client.get(address).text
