"""Pictures: what an upload may be, what is kept of it, and what a visitor gets."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from home.making_sizes import make_wanted
from home.models import PracticeSettings
from home.pictures import LONGEST_EDGE, clean_picture
from site_project.roles import THERAPIST
from tests.factories.pages import make_article, make_home
from tests.factories.people import make_user
from tests.factories.pictures import (
    GPS,
    make_image,
    photograph,
    picture_bytes,
    png_that_claims,
)
from tests.home.document import Document

pytestmark = pytest.mark.django_db

Picture = get_image_model()
Rendition = Picture.get_rendition_model()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def upload(client):
    """Post a file to the form of the admin that adds a picture."""
    client.force_login(make_user(role=THERAPIST))

    def upload(name: str, content: bytes, kind: str = "image/png"):
        file = SimpleUploadedFile(name, content, content_type=kind)
        return client.post(reverse("wagtailimages:add"), {"title": "Hands", "file": file})

    return upload


def in_words(response) -> str:
    """The errors that the form shows beside the file."""
    assert response.status_code == 200
    (said,) = response.context["form"].errors["file"]
    assert said in response.text.replace("&#x27;", "'")
    return said


# --- Refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.png", png_that_claims(60_000, 60_000), "too many pixels"),
        ("large.png", png_that_claims(8_000, 7_000), "too many pixels. At most 50 million"),
        ("page.png", b"<!doctype html>alert(1)", "is not a picture, or it is damaged."),
        ("drawing.png", SVG, "This file is called .png and is something else."),
        ("drawing.svg", SVG, "Choose a picture of one of these kinds: AVIF, JPG"),
        ("photo.png", picture_bytes("JPEG"), "This file is called .png and is something else."),
        ("moving.gif", picture_bytes("GIF"), "Choose a picture of one of these kinds: AVIF, JPG"),
        ("empty.png", b"", "The submitted file is empty."),
        ("half.png", picture_bytes("PNG")[:200], "is not a picture, or it is damaged."),
        ("half.jpg", picture_bytes("JPEG")[:2000], "is not a picture, or it is damaged."),
        ("heavy.jpg", picture_bytes() + b"\0" * 16_000_000, "This file is too big (15.3"),
    ],
)
def test_upload_is_refused_in_words(upload, name, content, said):
    assert said in in_words(upload(name, content))
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.png", png_that_claims(60_000, 60_000), "too many pixels. At most 50 million"),
        ("large.png", png_that_claims(8_000, 7_000), "too many pixels. At most 50 million"),
        ("page.png", b"<!doctype html>", "is not a picture"),
        ("drawing.png", SVG, "is not a picture"),
    ],
)
def test_code_gets_the_same_refusals(name, content, said):
    with pytest.raises(ValidationError, match=said):
        clean_picture(ContentFile(content, name=name))


# --- Kept -----------------------------------------------------------------------------------


def stored(image) -> bytes:
    with image.file.open() as file:
        return file.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("way", ["form", "code"])
def test_place_and_comments_are_not_kept(upload, kind, way):
    content = photograph(kind)
    name = f"photo.{kind.lower()}"
    with Image.open(BytesIO(content)) as picture:
        assert picture.getexif().get_ifd(GPS) or kind == "AVIF"
    if way == "form":
        assert upload(name, content).status_code == 302
    else:
        Picture.objects.create(title="Hands", file=ContentFile(content, name=name))

    image = Picture.objects.get()
    kept = stored(image)
    with Image.open(BytesIO(kept)) as picture:
        assert picture.format == kind
        assert dict(picture.getexif()) == {}
        # Upright, as the camera said that it should be seen.
        assert picture.size == (image.width, image.height) == (900, 1600)
    for trace in (b"GPS", b"xmp", b"At home", b"Exif"):
        assert trace not in kept
    assert image.file_size == len(kept)


def test_what_hides_behind_a_picture_is_not_kept(upload):
    upload("photo.jpg", picture_bytes() + b"<script>alert(1)</script>")
    assert b"<script>" not in stored(Picture.objects.get())


def test_large_picture_is_made_smaller():
    image = make_image(content=picture_bytes(size=(5000, 2500)))
    assert (image.width, image.height) == (LONGEST_EDGE, LONGEST_EDGE // 2)


def test_transparency_is_kept():
    source = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(source, format="PNG")
    clean = clean_picture(ContentFile(source.getvalue(), name="x.png"))
    with Image.open(clean) as picture:
        assert picture.convert("RGBA").getpixel((5, 5))[3] == 0


# --- Shown ----------------------------------------------------------------------------------


def image_block(image, alt="Hands on a shoulder"):
    return {"type": "image", "value": {"image": {"image": image.pk, "alt_text": alt}}}


def test_pictures_come_in_three_formats_with_their_sizes(
    client, django_capture_on_commit_callbacks
):
    make_home()
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image(content=picture_bytes())
    make_wanted()
    page = make_article(body=[image_block(image, "First"), image_block(image, "Second")])
    document = Document(client.get(page.url).text)
    assert [source["type"] for source in document.all("source")] == ["image/avif", "image/webp"] * 2
    for source in document.all("source"):
        assert re.findall(r" (\d+w)", source["srcset"]) == ["400w", "800w", "1216w"]
        assert source["sizes"] == "(min-width: 42rem) 38rem, 92vw"
    first, second = document.all("img")
    assert (first["alt"], first["fetchpriority"], "loading" in first) == ("First", "high", False)
    assert (second["alt"], second["loading"], "fetchpriority" in second) == (
        "Second",
        "lazy",
        False,
    )
    assert (first["width"], first["height"]) == ("400", "225")
    assert (first["decoding"], second["decoding"]) == ("async", "async")


def test_picture_below_the_first_view_waits(client, django_capture_on_commit_callbacks):
    make_home()
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image(content=picture_bytes())
    texts = [{"type": "text", "value": f"<p>{number}</p>"} for number in range(2)]
    page = make_article(body=[*texts, image_block(image)])
    (shown,) = Document(client.get(page.url).text).all("img")
    assert (shown["loading"], "fetchpriority" in shown) == ("lazy", False)


@pytest.mark.parametrize("count", [1, 12])
def test_pictures_take_the_same_queries_whatever_their_number(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    PracticeSettings.current()
    make_home()
    with django_capture_on_commit_callbacks(execute=True):
        images = [make_image() for _ in range(count)]
    page = make_article(body=[image_block(image) for image in images])
    client.get(page.url)
    with django_assert_num_queries(14):
        client.get(page.url)


@pytest.mark.usefixtures("own_database")
def test_pictures_are_served_and_other_uploads_are_not(client, settings):
    make_image()
    rendition = Rendition.objects.first()
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "max-age=604800, public"
    assert b"".join(response.streaming_content)
    for path in ("documents/x.pdf", "../db.sqlite3", "images/../../keys.json", "images/"):
        assert client.get(settings.MEDIA_URL + path).status_code in {400, 404}
