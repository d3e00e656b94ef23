"""Our checks among Wagtail's own: in previews and in the panel of the editor."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.content_checks import find_issues
from home.content_checks.userbar import KINDS, rule_of
from home.models import WritingSettings
from site_project.roles import EDITOR
from tests.factories.pages import make_article, make_home
from tests.factories.people import make_user
from tests.factories.pictures import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_home()
    client.force_login(make_user(role=EDITOR))
    return client


def rules_in(page):
    data = page.find("script", id=lambda value: value and value.endswith("axe-configuration"))
    return json.loads(data.string)["options"]["runOnly"]


def test_preview_marks_what_was_found_in_the_words_of_the_moment(editor):
    article = make_article(title="Necks")
    article.title = "A cure for necks"
    article.save_revision()
    draft = editor.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    page = BeautifulSoup(draft.content, "html.parser")
    markers = page.select("[data-content-issue]")
    assert [marker["data-content-issue"] for marker in markers] == [
        "call_to_action",
        "review_date",
        "claim",
    ]
    assert all("hidden" in marker.attrs for marker in markers)
    # Wagtail's panel shows it.
    assert markers[2]["id"] == "in-title-3"


def test_every_kind_of_issue_has_words_for_the_panel():
    picture = {"image": make_image().pk, "alt_text": ""}
    text = "word " * 31
    blocks = [
        {"type": "image", "value": {"image": picture}},
        {"type": "text", "value": f"<p>{text}.</p>"},
    ]
    article = make_article(
        title="A cure for necks",
        body=blocks,
        seo_title="A cure for necks and shoulders " * 3,
        search_description="A cure for necks, and for what is below them. " * 5,
    )
    assert {issue.kind for issue in find_issues(article, WritingSettings())} == KINDS.keys()


def test_visitors_get_no_markers(client):
    article = make_article(title="A cure for necks")
    assert "data-content-issue" not in client.get(article.url).text


def test_editor_and_preview_have_a_rule_for_every_kind(editor):
    article = make_article()
    for name in ("edit", "view_draft"):
        answer = editor.get(reverse(f"wagtailadmin_pages:{name}", args=[article.pk]))
        rules = rules_in(BeautifulSoup(answer.content, "html.parser"))
        assert {rule_of(kind) for kind in KINDS} <= set(rules)
