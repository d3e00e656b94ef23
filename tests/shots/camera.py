"""Pictures of whole pages, at every width and in every light, as they look when all is still."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.utils.text import slugify
from playwright.sync_api import Page

from tests.browser.axe import SETTLE

PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1280, "height": 900}
PAPER: Final = {"width": 794, "height": 1123}  # A4 at 96 dots per inch
VIEWS: Final = (
    ("390-light", PHONE, "light"),
    ("390-dark", PHONE, "dark"),
    ("1280-light", DESKTOP, "light"),
    ("1280-dark", DESKTOP, "dark"),
)
# What the stylesheet has a print form for; the picture is as wide as the paper.
PRINTED: Final = (
    "article",
    "exercise sheet",
    "check page",
    "requested, confirmed",
    "client's page, confirmed",
    "desk, bookings_requests_modeladmin_intake",
)
# The picture is taken when the fonts are there, and the pictures that wait to be scrolled to.
READY: Final = """async () => {
    for (const picture of document.images) picture.loading = 'eager';
    await Promise.all([...document.images].map(picture => picture.decode().catch(() => {})));
    await document.fonts.ready;
}"""
# The admin scrolls inside of the window, which then has to be as high as all of it.
HEIGHT: Final = """Math.max(...[...document.querySelectorAll('html, .wrapper, .content-wrapper')]
    .map(part => part.scrollHeight))"""
ELEMENTS: Final = "document.querySelectorAll('*').length"


@dataclass(frozen=True)
class Shot:
    """A page and its pictures; `files` by the name of the view, below the folder of the sheet."""

    name: str
    status: int
    wire_bytes: int  # of the HTML, compressed
    elements: int
    files: dict[str, str]


class Camera:
    """Photographs answers of the site into a folder, those whose name holds `only`."""

    def __init__(
        self, page: Page, show: Callable[[HttpResponse], None], folder: Path, *, only: str = ""
    ) -> None:
        self.page, self.show, self.folder, self.only = page, show, folder, only
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, answer: HttpResponse) -> list[Shot]:
        """One shot, or none if this page was not asked for.

        Raises FileExistsError for a second page of the same name, rather than take over its
        pictures.
        """
        if self.only not in name:
            return []
        self.page.set_viewport_size(PHONE)
        self.page.emulate_media(color_scheme="light", media="screen")
        self.show(answer)
        self.page.evaluate(READY)
        files = {view: self._picture(name, view, *look) for view, *look in VIEWS}
        if name in PRINTED:
            self.page.emulate_media(media="print")
            files["print"] = self._picture(name, "print", PAPER, "light")
        size = len(gzip.compress(answer.content))
        elements = self.page.evaluate(ELEMENTS)
        return [Shot(name, answer.status_code, size, elements, files)]

    def _picture(self, name: str, view: str, size: dict[str, int], scheme: str) -> str:
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=scheme)
        self.page.evaluate(SETTLE)
        height = self.page.evaluate(HEIGHT)
        if height > size["height"] and self.page.locator(".content-wrapper").count():
            self.page.set_viewport_size(size | {"height": height})
        file = f"{slugify(name)}_{view}.jpg"
        if (self.folder / file).exists():
            raise FileExistsError(f"Two pages would be {file}.")
        self.page.screenshot(path=self.folder / file, full_page=True, type="jpeg", quality=85)
        return file
