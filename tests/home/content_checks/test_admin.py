"""Where she meets the checks: the editor, the report and the guide."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, get_page_models

from home.content_checks.panel import ChecksPanel
from home.models import WritingSettings
from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.factories.bookings import make_service
from tests.factories.pages import make_article, make_standard_page
from tests.factories.people import make_user
from tests.factories.pictures import make_image
from tests.home.document import Document

pytestmark = pytest.mark.django_db

WRITERS = [(OWNER, 200), (THERAPIST, 200), (RECEPTION, 302), (EDITOR, 200)]
RULES = reverse("wagtailsettings:edit", args=["home", "writingsettings"])


@pytest.fixture
def editor(client):
    user = make_user(role=EDITOR)
    client.force_login(user)
    return user


def listed(client, **query):
    page = client.get(reverse("content_report"), query).text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [cell.partition("</a>")[0].rpartition(">")[2] for cell in table.split("<tr>")[1:]]


@pytest.mark.parametrize(("role", "status"), WRITERS)
@pytest.mark.parametrize("name", ["content_report", "content_guide"])
def test_report_and_guide_are_for_those_who_work_on_pages(client, role, status, name):
    make_article(title="Only for writers")
    client.force_login(make_user(role=role))
    response = client.get(reverse(name))
    assert response.status_code == status
    home = client.get("/admin/").text
    assert (reverse(name) in home) == (status == 200)


@pytest.mark.parametrize(
    ("address", "title"), [("content_report", "Content"), ("content_guide", "How to write here")]
)
def test_report_and_guide_have_their_own_titles(client, editor, address, title):
    page = client.get(reverse(address)).text
    assert page.partition("<title>")[2].partition("</title>")[0].strip().startswith(title)
    assert title in page.partition("<header")[2].partition("</header>")[0]


@pytest.mark.parametrize("address", ["content_report", "content_guide"])
def test_report_and_guide_ask_a_stranger_to_log_in(client, address):
    response = client.get(reverse(address))
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("role", "status"), [(OWNER, 200), (THERAPIST, 200), (RECEPTION, 302), (EDITOR, 302)]
)
def test_rules_are_changed_by_owner_and_therapist(client, role, status):
    client.force_login(make_user(role=role))
    address = f"{RULES}{WritingSettings.load().pk}/"
    assert client.get(address).status_code == status
    client.post(address, {"claims": "magic: Leave it out.", "longest_sentence": "25"})
    changed = WritingSettings.objects.filter(claims="magic: Leave it out.").exists()
    assert changed == (status == 200)


def test_editor_shows_what_the_checks_found(client, editor):
    article = make_article(title="A cure for necks")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text
    assert "3 things to look at in the version last saved." in page
    assert "Title: “cure” may promise too much." in page


def test_editor_checks_the_draft_and_not_what_is_live(client, editor):
    article = make_article(title="A cure for necks")
    article.title = "Something for necks"
    article.save_revision()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text
    assert "2 things to look at" in page


@pytest.mark.parametrize("model", [model for model in get_page_models() if model is not Page])
def test_every_editor_has_the_panel(model):
    assert ChecksPanel in {type(panel) for panel in model.content_panels}


def test_checks_of_a_list_of_articles_are_in_its_editor(client, editor):
    index = make_article().get_parent().specific
    index.lead = "A cure for necks."
    index.save()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[index.pk])).text
    assert "Lead: “cure” may promise too much." in page


def test_page_never_saved_is_not_checked_yet(client, editor):
    index = make_article().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk])
    assert "Save a draft, and what could be better appears here." in client.get(address).text


def test_report_begins_with_what_was_reviewed_longest_ago(client, editor):
    make_article(title="New", reviewed_on=dt.date(2026, 5, 1))
    make_article(title="Old", reviewed_on=dt.date(2024, 5, 1))
    make_article(title="Never")
    titles = [title for title in listed(client) if title in {"New", "Old", "Never"}]
    assert titles == ["Never", "Old", "New"]


def test_report_lists_by_what_is_missing(client, editor):
    due, later = dt.date(2026, 11, 22), dt.date(2026, 11, 23)
    make_article(title="Due", next_review_on=due, listing_summary="x")
    make_article(title="Later", next_review_on=later, search_description="x")
    make_article(title="Bare")
    with time_machine.travel(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC), tick=False):
        assert listed(client, show="review") == ["Due", "Bare"]
    assert "Bare" in listed(client, show="description")
    assert not {"Due", "Later"} & set(listed(client, show="description"))
    assert {"Due", "Later", "Bare"} <= set(listed(client, show="picture"))
    assert set(listed(client, show="issues")) == {"Due", "Later", "Bare"}


@pytest.mark.parametrize("query", [{"show": "nonsense"}, {"p": "9" * 30}, {"p": "\x00"}])
def test_report_survives_any_query(client, editor, query):
    make_article(title="One")
    assert "One" in listed(client, **query)


def test_report_shows_only_pages_that_she_may_change(client, editor):
    mine, other = make_standard_page(title="Mine"), make_standard_page(title="Other")
    GroupPagePermission.objects.filter(group__name=EDITOR.name).update(page=mine)
    assert listed(client) == ["Mine"]
    assert other.title not in client.get(reverse("content_report")).text


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("show", "queries"), [("", 23), ("picture", 16), ("issues", 17)])
def test_report_takes_as_many_queries_for_more(
    client, editor, django_assert_num_queries, count, show, queries
):
    picture = {"image": make_image(title="No words for it").pk, "alt_text": ""}
    service = make_service().pk
    for number in range(count):
        body = [
            {"type": "text", "value": "<p>Words.</p>"},
            {"type": "image", "value": {"image": picture if show != "picture" else None}},
            {"type": "muscle_list", "value": {"muscles": [number]}},
            {"type": "call_to_action", "value": {"service": service, "label": "Ask"}},
        ]
        make_article(title=f"Article {number}", body=body)
    client.get(reverse("content_report"))
    with django_assert_num_queries(queries):
        assert f"Article {count - 1}" in listed(client, show=show)


def test_guide_has_drawings_with_words_and_sound_anchors(client, editor):
    page = client.get(reverse("content_guide")).text
    document = Document(page)
    drawings = document.all("svg", role="img")
    anchors = [a["href"][1:] for a in document.all("a") if a.get("href", "").startswith("#")]
    assert len(drawings) == 4
    assert {drawing["aria-labelledby"] for drawing in drawings} <= set(document.ids)
    assert {"write", "publish", "checks"} <= set(anchors) & set(document.ids)
    assert "a sentence of more than 30 words" in page
    assert RULES not in page
