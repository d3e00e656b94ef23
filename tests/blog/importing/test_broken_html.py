"""HTML as it is found: words keep their order whatever the tags around them do."""

import random

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from blog.importing.compose import compose
from blog.importing.files import read_file
from blog.importing.pictures import check_pictures
from home.blocks import ArticleBody
from home.blocks.words import TEXT_FEATURES
from tests.blog.importing import writers
from tests.blog.importing.words import words, words_of_draft
from tests.factories.bookings import make_service

pytestmark = pytest.mark.django_db

TAGS = [
    *("p", "div", "ul", "ol", "li", "b", "i", "a", "span", "h1", "h2", "h3", "h5", "br", "img"),
    *("table", "tbody", "tr", "td", "th", "caption", "blockquote", "pre", "section", "dl", "dt"),
    *("dd", "figure", "figcaption", "select", "option", "button", "input", "textarea", "label"),
]
ATTRIBUTES = ["", " href=/x", " src=x", " type=checkbox", ' style="font-weight:700"']


def body_of(html: str) -> list[dict]:
    html = f"<h1>T</h1><p>Lead.</p>{html}"
    return compose(read_file(html.encode(), "a.html")).body


@pytest.mark.parametrize(
    ("html", "html_out"),
    [
        ("<ul>one<li>two</li>three</ul>", "<ul><li>two</li></ul><p>one</p><p>three</p>"),
        ("<ul><li>one</li><ul><li>two</ul></ul>", "<ul><li>one<ul><li>two</li></ul></li></ul>"),
        ("<table>one<tr>two<td>three</table>", "<p>one</p><p>two</p><p>three</p>"),
        ("<table><tr><td>one</td></tr></table>", "<p>one</p>"),
        ("one<p>two<p>three", "<p>one</p><p>two</p><p>three</p>"),
        ("<pre>one\n  two</pre>", "<p>one<br/>two</p>"),
        ("<p><b>one</b><b> two</b></p>", "<p><b>one two</b></p>"),
        ("<b style='font-weight:normal'><p>one</p></b>", "<p>one</p>"),
        ("<p>one&nbsp;&nbsp;two\u00ad\u200bthree</p>", "<p>one twothree</p>"),
        ("<h2>one<ul><li>two</ul></h2>", "<h2>one</h2><ul><li>two</li></ul>"),
    ],
)
def test_html_with_gaps(html, html_out):
    assert body_of(html) == [{"type": "text", "value": html_out}]


def test_table_becomes_a_list_with_its_head_before_it():
    table = "<table><tr><th>A<th>B<tr><td>1<td>2<tr><td>3<td></table>"
    assert body_of(table) == [
        {"type": "text", "value": "<p>A – B</p><ul><li>1 – 2</li><li>3</li></ul>"}
    ]


def test_table_of_muscles_becomes_a_list_of_muscles():
    [block] = body_of("<table><tr><td>Temporalis<td>temple<td>migraine</table>")
    assert block["value"]["muscles"] == [
        {"muscle": None, "name": "Temporalis", "text": "temple – migraine"}
    ]


def test_figure_keeps_its_caption_and_a_quotation_its_author():
    blocks = body_of(
        "<figure><img src=x.png alt=neck><figcaption>A <b>neck</b></figcaption></figure>"
        "<blockquote><p>It let go.</p><p>— A client</p></blockquote>"
    )
    image = {"image": "x.png", "decorative": False, "alt_text": "neck"}
    assert blocks == [
        {"type": "image", "value": {"image": image, "caption": "A neck"}},
        {"type": "quote", "value": {"text": "It let go.", "attribution": "A client"}},
    ]


@pytest.mark.parametrize("seed", range(60))
def test_no_word_of_broken_html_is_lost_and_the_editor_keeps_them_too(seed):
    chance = random.Random(seed)  # noqa: S311 - the same in each run
    html = ""
    for number in range(80):
        tag = f"<{chance.choice(['', '', '/'])}{chance.choice(TAGS)}{chance.choice(ATTRIBUTES)}>"
        html += chance.choice([tag, f" word{number} other{number}. "])
    draft = compose(read_file(html.encode(), "a.html"))
    check_pictures(draft)
    written = {word for word in words(html) if word.startswith(("word", "other"))}
    assert written - set(words_of_draft(draft)) == set()

    editor = ContentstateConverter(TEXT_FEATURES)
    for block in draft.body:
        if block["type"] == "text":
            saved = editor.to_database_format(editor.from_database_format(block["value"]))
            assert {word for word in written if word in words(block["value"])} <= set(words(saved))


@pytest.mark.parametrize("name", writers.formats())
def test_draft_can_be_published_as_it_is(name):
    make_service()
    draft = compose(read_file(writers.formats()[name], name))
    body = ArticleBody()
    body.clean(body.to_python(draft.body))
