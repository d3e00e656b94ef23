"""The first view of a page in the real browser: how many requests, how many bytes on the wire.

The static files are hashed and compressed as in production; bytes are counted with headers, as
they arrive. What a page weighs by kind is in tests/html/test_weight.py.
"""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.fixtures import Served, watched_page
from tests.factories.pages import make_article
from tests.factories.pictures import make_image
from tests.html.states import PAGES
from tests.html.weight import FIRST_VIEW_BYTES, FIRST_VIEW_REQUESTS, KILO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "demo_site")]

ADDRESSES = [
    address
    for name, address in PAGES.items()
    # Staff sign in seldom, and with a script of a package.
    if "password" not in name and name not in {"signing in", "calendar, unknown"}
]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def production_like(databases, tmp_path_factory) -> Iterator[str]:
    """The address of a server that sends static files as production does."""
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        # The site's own: no public page has any of Wagtail's, which take long.
        STATICFILES_FINDERS=settings.STATICFILES_FINDERS[:2],
        STORAGES=settings.STORAGES | {"staticfiles": {"BACKEND": manifest}},
        WHITENOISE_USE_FINDERS=False,
        WHITENOISE_AUTOREFRESH=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        thread = Served()
        thread.start()
        thread.is_ready.wait()
        yield f"http://{thread.host}:{thread.port}"
        thread.terminate()


def first_view(browser: Browser, server: str, address: str) -> dict[str, int]:
    """Bytes by address of all that a new visitor's browser asks for until it is quiet."""
    sent: dict[str, str] = {}
    bytes_of: dict[str, int] = {}
    with watched_page(browser, server, viewport=PHONE) as page:
        protocol = page.context.new_cdp_session(page)
        protocol.on(
            "Network.requestWillBeSent",
            lambda e: sent.update({e["requestId"]: e["request"]["url"]}),
        )
        protocol.on(
            "Network.loadingFinished",
            lambda e: bytes_of.update({sent[e["requestId"]]: int(e["encodedDataLength"])}),
        )
        protocol.send("Network.enable")
        page.goto(address, wait_until="networkidle")
    return bytes_of


def test_first_view_of_every_page(browser, production_like):
    heavy = {}
    for address in ADDRESSES:
        bytes_of = first_view(browser, production_like, address)
        if len(bytes_of) > FIRST_VIEW_REQUESTS or sum(bytes_of.values()) > FIRST_VIEW_BYTES:
            heavy[address] = bytes_of
    assert heavy == {}


def test_static_files_come_compressed_and_stay(browser, production_like):
    bytes_of = first_view(browser, production_like, "/")
    (css,) = [size for address, size in bytes_of.items() if address.endswith(".css")]
    fonts = [size for address, size in bytes_of.items() if address.endswith(".woff2")]
    assert css <= 10 * KILO
    assert len(fonts) == 2


def test_pictures_of_the_first_view_are_counted(browser, production_like):
    noise = BytesIO()
    Image.effect_noise((1600, 1200), 200).save(noise, "JPEG", quality=90)
    image = make_image(content=noise.getvalue())
    picture = {"image": image, "caption": ""}
    page = make_article(title="Noise", body=[("image", picture)])

    bytes_of = first_view(browser, production_like, page.url)

    pictures = [size for name, size in bytes_of.items() if "/media/" in name]
    assert (len(pictures), sum(pictures) > 20 * KILO) == (1, True)
