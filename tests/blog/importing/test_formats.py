"""The same article in every format becomes the same draft, and no word is lost on the way."""

import pytest

from blog.importing.compose import compose
from blog.importing.draft import Draft
from blog.importing.files import read_file, read_pasted
from blog.importing.pictures import check_pictures
from tests.blog.importing import writers
from tests.blog.importing.words import words_of_draft, words_of_file

pytestmark = pytest.mark.django_db

FORMATS = writers.formats()
LIBREOFFICE = ["libreoffice.docx", "libreoffice.html", "libreoffice.txt"]


def draft_of(data: bytes, name: str) -> Draft:
    draft = compose(read_file(data, name))
    check_pictures(draft)
    return draft


def shape(draft: Draft) -> list[str]:
    return [block["type"] for block in draft.body]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_becomes_the_same_draft(name):
    draft = draft_of(FORMATS[name], name)
    heading = {"heading": "Muscles to know", "intro": ""}
    muscles = [{"muscle": None, "name": name, "text": text} for name, text in writers.MUSCLES]
    assert (draft.title, draft.lead, draft.search_title) == (writers.TITLE, writers.LEAD, "")
    assert draft.body == [
        {"type": "muscle_list", "value": heading | {"view": "", "muscles": muscles}},
        {
            "type": "checklist",
            "value": {"heading": "Clues", "intro": "", "items": writers.CLUES, "closing": ""},
        },
        {"type": "text", "value": "<h2>At home</h2>"},
        {
            "type": "exercise",
            "value": {
                "name": "Chin tuck",
                "position": "",
                "steps": ["draw the chin in and hold 10-15 seconds."],
                "hold_min": 10,
                "hold_max": 15,
                "repeats": None,
                "sides": "",
                "frequency": "",
                "stop_if": "",
            },
        },
        {"type": "text", "value": f"<ul><li>{writers.DRINK}</li></ul>"},
        {
            "type": "call_to_action",
            "value": {
                "heading": "",
                "text": writers.CLOSING,
                "label": "Request a time",
                "service": None,
            },
        },
    ]


@pytest.mark.parametrize("name", [*FORMATS, *LIBREOFFICE])
def test_no_word_is_lost(name):
    data = FORMATS.get(name) or (writers.FILES / name).read_bytes()
    lost = words_of_file(data, name) - words_of_draft(draft_of(data, name))
    # A step after the name of its exercise begins with a capital of its own.
    assert {word.capitalize() for word in lost} <= {"Draw", "Tilt"}


@pytest.mark.parametrize("name", LIBREOFFICE)
def test_files_of_libreoffice(name):
    draft = draft_of((writers.FILES / name).read_bytes(), name)
    assert draft.title == "When the neck gives you a headache"
    assert draft.lead.startswith("For years I had a headache nearly every day.")
    image = ["image"] if not name.endswith(".txt") else []
    assert shape(draft) == [
        *("text", "muscle_list", *image, "checklist", "text", "exercise", "exercise"),
        *("text", "call_to_action"),
    ]
    muscles = draft.body[1]["value"]
    assert muscles["heading"] == "Muscles that can send pain to the head"
    assert [muscle["name"] for muscle in muscles["muscles"]] == [
        "Upper trapezius",
        "Suboccipitals",
        "Sternocleidomastoid",
    ]


def test_picture_of_a_word_file_comes_along_with_its_alternative_text_to_fill_in():
    draft = draft_of((writers.FILES / "libreoffice.docx").read_bytes(), "libreoffice.docx")
    image = next(block["value"] for block in draft.body if block["type"] == "image")
    assert image == {
        "image": {"image": "picture-1", "decorative": False, "alt_text": ""},
        "caption": "",
    }
    assert draft.pictures["picture-1"].startswith(b"\x89PNG")
    assert "Picture 1 has no alternative text yet: say what it shows." in draft.doubts


def test_pasted_markdown_is_read_as_markdown():
    assert compose(read_pasted(writers.MARKDOWN)) == draft_of(FORMATS["a.md"], "a.md")


def test_pasted_text_is_read_by_its_shape():
    assert compose(read_pasted(writers.PLAIN)) == draft_of(FORMATS["a.txt"], "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_other_encodings(encoding):
    text = "The “good hurt”\n\nIt’s tender at first – and then it lets go, naïve or not."
    draft = draft_of((text + "\n\nMore.").encode(encoding), "a.txt")
    assert (draft.title, draft.lead) == (text.split("\n", maxsplit=1)[0], text.split("\n")[2])
    guessed = [doubt for doubt in draft.doubts if "encoded" in doubt]
    assert bool(guessed) == (encoding == "cp1252")


def test_html_in_the_encoding_that_it_declares():
    html = '<meta charset="iso-8859-15"><h1>Naïve</h1><p>Déjà vu.<p>More.'
    assert draft_of(html.encode("iso-8859-15"), "a.html").lead == "Déjà vu."


def test_head_of_a_markdown_file_gives_title_and_lead():
    front = '---\ntitle: "Stiff necks"\ndescription: What helps.\ntags: neck\n---\n'
    draft = draft_of(f"{front}\nText.\n\nMore.\n".encode(), "a.md")
    assert (draft.title, draft.lead) == ("Stiff necks", "What helps.")
    assert draft.body == [
        {"type": "text", "value": "<p>Text.</p><p>More.</p><p>tags: neck</p>"},
    ]


def test_text_outside_the_document_is_named():
    document = writers.docx.Document()
    document.add_paragraph("Words.")
    document.sections[0].header.paragraphs[0].text = "Practice notes"
    draft = draft_of(writers.saved(document), "a.docx")
    assert "The line at the edge of each page was left out: “Practice notes”." in draft.doubts
