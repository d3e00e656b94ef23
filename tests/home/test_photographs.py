"""A photograph as a camera takes it, from the upload to what a visitor's browser fetches."""

from io import BytesIO

import pytest
from PIL import Image
from wagtail.images import get_image_model

from home.making_sizes import make_wanted
from home.renditions import BODY, PORTRAIT
from tests.factories.pages import make_article, make_home
from tests.factories.pictures import detailed_photograph, make_image, picture_bytes
from tests.home.document import Document

pytestmark = pytest.mark.django_db

Rendition = get_image_model().get_rendition_model()

FIRST_VIEW_BYTES = 100_000


@pytest.mark.once
@pytest.mark.usefixtures("own_database")
def test_photograph_of_twelve_megapixels_is_light_in_every_format_and_place():
    image = make_image(content=detailed_photograph())
    make_wanted()
    made = {row.filter_spec: row for row in Rendition.objects.filter(image=image)}
    assert set(made) == {*BODY, *PORTRAIT}
    heavy = {spec: row.file.size for spec, row in made.items() if row.file.size > FIRST_VIEW_BYTES}
    assert heavy == {}
    widths = {spec.split("|")[-1]: row.width for spec, row in made.items()}
    assert widths == {"width-400": 400, "width-800": 800, "width-1216": 1216, "fill-200x200": 200}
    # A browser of today takes the first, one of yesterday the second.
    sizes = [made[f"format-{kind}|width-1216"].file.size for kind in ("avif", "webp", "jpeg")]
    assert max(sizes[:2]) < sizes[2]


def test_portrait_is_cut_around_the_point_that_matters():
    """A face at the left of a wide picture stays in the circle."""
    source = BytesIO()
    picture = Image.new("RGB", (1200, 400), "white")
    picture.paste("black", (40, 100, 240, 300))
    picture.save(source, format="PNG")
    image = make_image(content=source.getvalue())
    image.focal_point_x, image.focal_point_y = 140, 200
    image.focal_point_width = image.focal_point_height = 200
    image.save()
    with image.get_rendition("fill-200x200").file.open() as file, Image.open(file) as portrait:
        assert portrait.convert("L").getpixel((70, 100)) < 50


def block(kind, image, **words):
    value = {"image": image.pk, "alt_text": "", "decorative": False} | words
    if kind == "image":
        return {"type": "image", "value": {"image": value}}
    return {"type": "author_card", "value": {"about": "Me.", "picture": value}}


@pytest.mark.parametrize("kind", ["image", "author_card"])
@pytest.mark.parametrize(
    ("words", "alt"),
    [
        ({"alt_text": "My hands on a shoulder"}, "My hands on a shoulder"),
        ({"decorative": True}, ""),
        ({"alt_text": "Not said", "decorative": True}, ""),
    ],
)
def test_picture_says_what_its_block_says(client, kind, words, alt):
    make_home()
    image = make_image(content=picture_bytes(), title="IMG_2041.jpg")
    page = make_article(body=[block(kind, image, **words)])
    (shown,) = Document(client.get(page.url).text).all("img")
    assert shown["alt"] == alt
    assert (shown["decoding"], bool(shown["width"]), bool(shown["height"])) == ("async", True, True)


def test_portrait_below_the_words_waits(client):
    make_home()
    page = make_article(body=[block("author_card", make_image(content=picture_bytes()))])
    (shown,) = Document(client.get(page.url).text).all("img")
    assert (shown["width"], shown["height"], shown["loading"]) == ("200", "200", "lazy")
