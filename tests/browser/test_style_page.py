"""The style page in the browser: axe, width, and that the colours asked for are shown."""

import pytest

from tests.browser.admin import log_in
from tests.factories.pictures import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

GROUND = "getComputedStyle(document.body).backgroundColor"
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_style_page_fits_and_is_accessible_in_either_light(page, axe, width):
    make_image()
    log_in(page, "therapist")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/style/?scheme=light")
    light = (page.evaluate(GROUND), axe(page), page.evaluate(OVERFLOW))
    page.goto("/admin/style/?scheme=dark")
    dark = (page.evaluate(GROUND), axe(page, contrast_only=True))

    assert light == ("rgb(251, 248, 243)", [], 0)
    assert dark == ("rgb(19, 29, 26)", [])
