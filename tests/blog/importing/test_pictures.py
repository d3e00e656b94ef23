"""Pictures inside a Word file: what is one comes along clean, what is not leaves its words."""

import io
import zipfile

import docx
import pytest
from PIL import Image
from wagtail.images import get_image_model

from blog.importing.compose import compose
from blog.importing.files import read_file
from blog.importing.pictures import MAX_PICTURES, check_pictures
from blog.importing.saving import save_draft
from blog.models import ArticleIndexPage
from tests.blog.importing import writers
from tests.factories.pages import make_article
from tests.factories.pictures import GPS, photograph, picture_bytes, png_that_claims

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
DAMAGED = "This file is not a picture, or it is damaged."
TOO_MANY_PIXELS = "This picture has too many pixels. At most 50 million are taken."


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def word_file(content: bytes, *, times: int = 1) -> bytes:
    """A Word file with a picture “A neck” in it, whose bytes are `content`."""
    document = docx.Document()
    document.add_heading("Necks", level=1)
    document.add_paragraph("The lead.")
    for _time in range(times):
        shape = document.add_picture(io.BytesIO(writers.picture()))
        shape._inline.docPr.set("descr", "A neck")
    document.add_paragraph("The words below it.")
    saved, changed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == "word/media/image1.png" else old.read(name))
    return changed.getvalue()


def imported(content: bytes, **options):
    draft = compose(read_file(word_file(content, **options), "necks.docx"))
    check_pictures(draft)
    make_article()
    return draft, save_draft(draft, parent=ArticleIndexPage.objects.get())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (png_that_claims(60_000, 60_000), TOO_MANY_PIXELS),
        (png_that_claims(8_000, 7_000), TOO_MANY_PIXELS),
        (SVG, DAMAGED),
        (HTML, DAMAGED),
        (picture_bytes("GIF"), DAMAGED),
        (picture_bytes("PNG")[:200], DAMAGED),
        (b"", DAMAGED),
        (picture_bytes("PNG", (9, 9)) + b"\0" * 15 * 1024 * 1024, "It is too large."),
    ],
    ids=["bomb", "large", "svg", "html", "gif", "half", "empty", "heavy"],
)
def test_what_is_no_picture_stays_out_and_leaves_its_words(content, problem):
    draft, article = imported(content)

    assert draft.doubts == [f"The picture “A neck” did not come along. {problem} Add it yourself."]
    assert [(block.block_type, str(block.value)) for block in article.body] == [
        ("text", "<p><i>A neck</i></p>"),
        ("text", "<p>The words below it.</p>"),
    ]
    assert get_image_model().objects.count() == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_picture_is_stored_upright_and_without_its_place_whatever_its_name_says(kind):
    draft, article = imported(photograph(kind, (1600, 900)))

    image = get_image_model().objects.get()
    assert (draft.doubts, article.body[0].value["image"].pk) == ([], image.pk)
    assert image.file.name.endswith(f".{kind.lower()}")
    with image.file.open() as file, Image.open(file) as stored:
        assert (stored.format, stored.size) == (kind, (900, 1600))
        assert not stored.getexif().get_ifd(GPS)
    assert image.file.size == len(draft.clean["picture-1"])


def test_pictures_beyond_the_limit_leave_their_words():
    draft, article = imported(writers.picture(), times=MAX_PICTURES + 1)

    assert get_image_model().objects.count() == MAX_PICTURES
    assert draft.doubts == [
        "The picture “A neck” did not come along. There are too many. Add it yourself."
    ]
    assert "A neck" in str(article.body[MAX_PICTURES].value)
