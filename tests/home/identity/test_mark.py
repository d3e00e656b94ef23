"""The mark in the header: the leaf, or the practice's logo in a box of its own size."""

from io import BytesIO

import pytest
from PIL import Image
from wagtail.images import get_image_model

from home.making_sizes import make_wanted
from home.models import PracticeSettings
from home.renditions import LOGO
from tests.factories.pages import make_home
from tests.factories.pictures import make_image
from tests.home.document import Document

pytestmark = pytest.mark.usefixtures("own_database")

Rendition = get_image_model().get_rendition_model()


@pytest.fixture
def keep_logo():
    """Give the practice a clear logo of that size, and the site a front page."""

    def keep(size: tuple[int, int]) -> None:
        source = BytesIO()
        Image.new("RGBA", size, (30, 40, 90, 0)).save(source, format="PNG")
        practice = PracticeSettings.current()
        practice.practice_name = "Alder Room"
        practice.logo = make_image(title="Logo", content=source.getvalue())
        practice.save()
        make_home()

    return keep


def test_header_has_the_leaf_and_no_picture(client):
    make_home()
    document = Document(client.get("/").text)
    assert document.all("img") == []
    assert len(document.all("svg", **{"class": "leaf", "aria-hidden": "true"})) == 1


@pytest.mark.parametrize(
    ("size", "shown"),
    [((1200, 300), ("288", "72")), ((500, 500), ("72", "72")), ((60, 20), ("60", "20"))],
)
def test_logo_stands_instead_of_the_leaf_in_its_own_shape(client, keep_logo, size, shown):
    keep_logo(size)
    document = Document(client.get("/").text)
    assert document.all("svg", **{"class": "leaf"}) == []
    (image,) = document.all("img")
    # Its size is in the page before the file is; the name beside it says what it shows.
    assert (image["width"], image["height"]) == shown
    assert (image["alt"], image["class"]) == ("", "logo")


def test_logo_is_made_before_a_visitor_asks_and_stays_clear(client, keep_logo):
    keep_logo((1200, 300))
    make_wanted()
    before = Rendition.objects.count()
    client.get("/")
    made = Rendition.objects.filter(filter_spec__in=LOGO)
    assert (made.count(), Rendition.objects.count()) == (len(LOGO), before)
    for rendition in made:
        with rendition.file.open() as file, Image.open(file) as picture:
            assert picture.convert("RGBA").getpixel((2, 2))[3] == 0
        assert rendition.file.size < 5_000
