"""Rich text: what is stored of what was pasted, typed, imported or forged."""

import json

import pytest
from django.urls import reverse

from blog.models import ArticleIndexPage, ArticlePage
from home.blocks import ArticleBody
from home.clean_html import clean_html
from site_project.roles import THERAPIST
from tests.factories.pages import make_article, make_home
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

LINK = '<a href="https://example.org/">a link</a>'


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<p>One</p><script>alert(1)</script>", "<p>One</p>"),
        ("<style>p {}</style><p>One</p>", "<p>One</p>"),
        ('<p onclick="alert(1)" style="color:red" class="MsoNormal">One</p>', "<p>One</p>"),
        ('<p><a href="javascript:alert(1)">One</a></p>', "<p>One</p>"),
        ('<p><a href="JaVa\tscript:alert(1)">One</a></p>', "<p>One</p>"),
        ('<p><a href=" javascript&colon;alert(1)">One</a></p>', "<p>One</p>"),
        ('<p><a href="data:text/html,x">One</a></p>', "<p>One</p>"),
        ('<p><img src="x" onerror="alert(1)">One</p>', "<p>One</p>"),
        ('<p>One<iframe src="https://video.example/"></iframe></p>', "<p>One</p>"),
        ("<svg><script>alert(1)</script></svg><p>One</p>", "<p>One</p>"),
        (
            '<p>See <a href="https://example.org/" onclick="x()">a link</a></p>',
            f"<p>See {LINK}</p>",
        ),
        ("<p>One</p><p>&nbsp;</p><p></p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("<h1>One</h1><h4>Two</h4>", "<h2>One</h2><h3>Two</h3>"),
        ("<p><strong>One</strong> <em>two</em></p>", "<p><b>One</b> <i>two</i></p>"),
        ("<!--StartFragment--><p>One<o:p></o:p></p>", "<p>One</p>"),
        # Word's lists are paragraphs with a bullet or a number of its own.
        (
            '<p class="MsoListParagraph">·<span>&nbsp;&nbsp; </span>One</p>'
            '<p class="MsoListParagraph">·&nbsp;&nbsp; Two <b>bold</b></p><p>Three</p>',
            "<ul><li>One</li><li>Two <b>bold</b></li></ul><p>Three</p>",
        ),
        (
            "<p>1.&nbsp;&nbsp; One</p>\n<p>2.&nbsp;&nbsp; Two</p>",
            "<ol><li>One</li><li>Two</li></ol>\n",
        ),
        # Google wraps everything in a bold that is none, and writes bold as a style.
        (
            '<b style="font-weight: normal" id="docs-internal-guid-1"><p dir="ltr">'
            '<span style="font-weight:700">One</span>'
            '<span style="font-weight:400"> two</span></p></b>',
            "<p><b>One</b> two</p>",
        ),
    ],
)
def test_what_does_not_belong_is_not_stored(pasted, stored):
    body = ArticleBody()
    stream = body.to_python([{"type": "text", "value": pasted}])
    assert body.get_prep_value(stream)[0]["value"] == stored


@pytest.mark.parametrize(
    "source",
    [
        '<h2 data-block-key="a1">It\'s "one" &amp; two</h2><p>A<br/>B</p><ul><li>C</li></ul>',
        '<p><a linktype="page" id="3">In here</a>, <a href="tel:+44">call</a></p>',
        "<p>1. Not Word's</p><p>Über – “größer”, 10\xa0%</p>",
    ],
)
def test_clean_text_stays_as_it_is(source):
    assert clean_html(source) == source


def test_answers_and_callouts_are_cleaned_too():
    body = ArticleBody()
    stream = body.to_python(
        [
            {"type": "callout", "value": {"heading": "Mind", "text": "<p onclick='x'>One</p>"}},
            {"type": "question", "value": {"question": "Why?", "answer": "<script>x</script>"}},
        ]
    )
    callout, question = body.get_prep_value(stream)
    assert (callout["value"]["text"], question["value"]["answer"]) == ("<p>One</p>", "")


def content_state(text: str, *, kind: str = "unstyled", url: str = "") -> str:
    """What the editor of the browser posts."""
    block = {"key": "a1", "text": text, "type": kind, "depth": 0, "inlineStyleRanges": []}
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if url else []
    entity = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}} if url else {}
    return json.dumps({"blocks": [block | {"entityRanges": ranges}], "entityMap": entity})


@pytest.fixture
def post(client):
    """Post a new article whose body is one text, to be published at once."""
    make_home()
    index = make_article().get_parent()
    client.force_login(make_user(role=THERAPIST))

    def post(text: str):
        address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk])
        data = {
            "title": "Pasted",
            "slug": "pasted",
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "text",
            "body-0-value": text,
            "action-publish": "1",
        }
        return client.post(address, data)

    return post


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x"]
)
def test_posted_text_loses_links_that_run(post, client, url):
    assert post(content_state("Press me", url=url)).status_code == 302
    article = ArticlePage.objects.get(slug="pasted")
    assert article.live
    (block,) = article.body.raw_data
    assert block["value"] == '<p data-block-key="a1">Press me</p>'
    assert "script:" not in client.get(article.url).text


def test_posted_markup_stays_text(post, client):
    post(content_state('<script>alert(1)</script><b onclick="x">'))
    article = ArticlePage.objects.get(slug="pasted")
    assert "<script>alert(1)" not in article.body.raw_data[0]["value"]
    assert "&lt;script&gt;alert(1)" in client.get(article.url).text


def test_posted_sub_heading_without_a_section_is_refused_in_words(post):
    answer = post(content_state("In short", kind="header-three"))
    assert answer.status_code == 200
    assert not ArticlePage.objects.filter(slug="pasted").exists()
    assert "is a sub-heading with no section heading above it" in answer.text
    assert ArticleIndexPage.objects.count() == 1
