"""What a page weighs on its way to a new visitor: the budgets, and the scales."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.text import compress_string
from whitenoise.compress import Compressor

KILO = 1000
# On the wire and with nothing in the browser's store.
BUDGETS = {
    "html": 14 * KILO,
    "css": 10 * KILO,
    "js": 6 * KILO,
    "fonts": 40 * KILO,
    "together": 64 * KILO,
    "elements": 700,
}
# Of a page whose purpose is a long list: days full of times, the exercises of every area.
MOST_ELEMENTS = 1200
FIRST_VIEW_BYTES = 160 * KILO
FIRST_VIEW_REQUESTS = 12

FONT = re.compile(r"url\(\"?\.\./(fonts/[^)\"]+)")


def weigh(answer: HttpResponse) -> Counter[str]:
    """Bytes by kind, compressed as the site compresses them, and the number of elements."""
    page = BeautifulSoup(answer.content, "html.parser")
    sheets = [link["href"] for link in page.select("link[rel=stylesheet]")]
    scripts = [script["src"] for script in page.select("script[src]")]
    bytes_of = Counter(
        html=html_bytes(answer.content),
        css=sum(_compressed(sheet) for sheet in sheets),
        js=sum(_compressed(script) for script in scripts),
        fonts=sum(len(_file(font)) for font in {f for sheet in sheets for f in _fonts(sheet)}),
    )
    return bytes_of | Counter(together=bytes_of.total(), elements=len(page.find_all(True)))


def too_heavy(answer: HttpResponse, **allowed: int) -> dict[str, int]:
    """What is over its budget; `allowed` are other budgets for this page."""
    return dict(weigh(answer) - Counter(BUDGETS | allowed))


def html_bytes(content: bytes) -> int:
    """With all of the random bytes that Django may add against BREACH."""
    return len(compress_string(content)) + GZipMiddleware.max_random_bytes


@cache
def _compressed(address: str) -> int:
    return len(Compressor.compress_brotli(_file(address.removeprefix("/static/"))))


def _fonts(sheet: str) -> Iterator[str]:
    yield from FONT.findall(_file(sheet.removeprefix("/static/")).decode())


def _file(path: str) -> bytes:
    found = finders.find(path)
    assert isinstance(found, str), path
    return Path(found).read_bytes()
