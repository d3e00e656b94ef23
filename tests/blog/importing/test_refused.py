"""Broken, locked, mislabelled, huge and hostile files: one sentence, nothing made, soon."""

import io
import time
import zipfile

import pytest

from blog.importing import files
from blog.importing.compose import compose
from blog.importing.errors import Refused
from blog.importing.files import read_file
from blog.importing.pictures import check_pictures
from tests.blog.importing import writers

pytestmark = pytest.mark.django_db

SECONDS = 20  # far below what an attack wants, far above what two busy cores need
WORD = writers.word_file()
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(data: bytes, name: str) -> str:
    start = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_file(data, name)
    assert time.monotonic() - start < SECONDS
    return str(refused.value)


def word_with(document: str | bytes, **others: bytes) -> bytes:
    """The Word file with another text in it."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORD)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
        for name, data in others.items():
            new.writestr(name, data)
    return stream.getvalue()


def document(body: str, before: str = "") -> str:
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    return f'<?xml version="1.0"?>{before}{body}'


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = document(
    "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY a0 "ha">{BOMB}]>'
)
SECRET = document(
    "<w:p><w:r><w:t>&s;</w:t></w:r></w:p>",
    '<!DOCTYPE w [<!ENTITY s SYSTEM "file:///etc/hostname">]>',
)
DEEP = document("<w:sdt>" * 5000 + "</w:sdt>" * 5000)
MANY = document("<w:p/>" * 200_000)
LOCKED = (writers.FILES / "locked.docx").read_bytes()
COMPOUND = files.COMPOUND + bytes(2000)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"", "This file is empty."),
        ("a.txt", b" \n\t\n", "This file is empty."),
        ("a.md", b"\n---\n", "There are no words in it."),
        ("a.html", b"<script>alert(1)</script>", "There are no words in it."),
        ("a.docx", WORD[: len(WORD) // 2], "This Word file is broken."),
        ("a.docx", b"PK\x03\x04" + bytes(300), "This Word file is broken."),
        ("a.docx", word_with("<w:document"), "This Word file is broken."),
        ("a.docx", word_with("<document/>"), "This Word file is broken."),
        ("a.docx", b"<h1>Words</h1>", "This is not a Word document."),
        ("a.docx", b"%PDF-1.7 words", "This is not a Word document."),
        ("a.docx", LOCKED, "This file is protected by a password."),
        ("a.docx", COMPOUND, "This is a file of an old Word: save it as .docx first."),
        ("a.txt", COMPOUND, "This is a file of an old Word: save it as .docx first."),
        ("a.txt", WORD, "This file holds no text."),
        ("a.html", b"\xff\xfe\x00\xd8", "This file holds no text that can be read."),
        ("a.html", b'<meta charset="nonsense">\xff', "This file holds no text that can be read."),
        ("a.txt", bytes(21 * 1024 * 1024), "This file is too large: the limit is 20 MB."),
        ("a.txt", b"word " * 120_000, "This text is too long to be one article."),
        ("a.md", b"![" * 30_000, "This text has too much markup to be an article."),
        ("a.html", b"<p>x" * 41_000, "This page has too many parts to be an article."),
        (
            "a.html",
            b"<div>" * 5000 + b"x",
            "The parts of this page lie too deep inside each other.",
        ),
        ("a.md", b">" * 5000 + b" x", "The parts of this page lie too deep inside each other."),
        (
            "a.docx",
            word_with(ENTITIES),
            "This Word file declares things that no Word file needs.",
        ),
        ("a.docx", word_with(SECRET), "This Word file declares things that no Word file needs."),
        ("a.docx", word_with(DEEP), "This Word file has too many parts to be an article."),
        ("a.docx", word_with(MANY), "This Word file has too many parts to be an article."),
        (
            "a.docx",
            word_with(document(" " * 9_000_000)),
            "This Word file is too large when it is unpacked.",
        ),
        (
            "a.docx",
            word_with(document(""), bomb=bytes(80_000_000)),
            "This Word file is too large when it is unpacked.",
        ),
        (
            "a.docx",
            word_with(document(f"<w:p><w:r><w:t>{'word ' * 110_000}</w:t></w:r></w:p>")),
            "This text is too long to be one article.",
        ),
        (
            "a.pdf",
            b"%PDF",
            "Choose a file whose name ends in .docx, .md, .markdown, .html, .htm, .txt.",
        ),
    ],
)
def test_file_is_refused_with_a_sentence(name, data, sentence):
    assert refusal(data, name) == sentence


def test_archive_that_is_no_document_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("words.txt", "words")
    assert refusal(stream.getvalue(), "a.docx") == "This is not a Word document."


@pytest.mark.parametrize(
    "text",
    ["[" * 6_000, "*a_ " * 3_000, "`" * 6_000, "![" * 6_000, "- " * 40, "<" * 6_000],
)
def test_markdown_that_is_hard_to_read_takes_bounded_time(text):
    start = time.monotonic()
    assert read_file(b"# T\n\n" + text.encode(), "a.md").parts
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    "text", ["a – " * 100_000, "hold " * 90_000, "A" * 450_000, "- a\n" * 20_000, "(1" * 200_000]
)
def test_plain_text_that_is_hard_to_read_takes_bounded_time(text):
    start = time.monotonic()
    assert compose(read_file(b"T\n\nLead.\n\n" + text.encode(), "a.txt")).body
    assert time.monotonic() - start < SECONDS


def test_page_of_many_parts_takes_bounded_time():
    start = time.monotonic()
    draft = compose(read_file(b"<h1>T</h1><p>Lead." + b"<p>1) x" * 39_000, "a.html"))
    assert draft.body[0]["value"].count("<p>") == 39_000
    assert time.monotonic() - start < SECONDS


HOSTILE = """<h1 onclick="alert(1)">Necks</h1><p>Lead.</p>
<p onmouseover=alert(1)>One <a href="java\nscript:alert(1)">two</a>
<a href=" JAVASCRIPT:x">three</a>
<a href="//evil.example">four</a> <a href="data:text/html,x">five</a></p>
<script>alert("six")</script><style>p { x: y }</style><iframe src="https://evil.example"></iframe>
<svg onload="alert(1)"><text>seven</text></svg><img src=x onerror=alert(1)>
<p>&lt;script&gt;alert(8)&lt;/script&gt; <b style="background:url(x)">nine</b></p>"""


def test_script_in_html_is_left_out():
    draft = compose(read_file(HOSTILE.encode(), "a.html"))
    check_pictures(draft)
    assert draft.body == [
        {"type": "text", "value": "<p>One two three four five</p>"},
        {
            "type": "text",
            "value": "<p>&lt;script&gt;alert(8)&lt;/script&gt; <b>nine</b></p>",
        },
    ]
    assert draft.doubts == [
        "The picture “x” did not come along. It is not in the file. Add it yourself."
    ]


def test_markup_in_plain_text_stays_words():
    draft = compose(read_file(b"Necks\n\nLead.\n\n<script>alert(1)</script>.", "a.txt"))
    assert draft.body[0]["value"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;.</p>"


def test_words_of_a_picture_that_cannot_come_along_are_kept():
    draft = compose(read_file(b"# T\n\nLead.\n\n![A <neck>](../etc/passwd)\n", "a.md"))
    check_pictures(draft, folder=writers.FILES)
    assert draft.body == [{"type": "text", "value": "<p><i>A &lt;neck&gt;</i></p>"}]
    assert draft.doubts == [
        "The picture “A <neck>” did not come along. It is not in the file. Add it yourself."
    ]
