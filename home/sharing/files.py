"""Where sharing images are kept, and which of them a page has.

The name of a file says what is drawn in it: a changed title or a new look has another name, so
that no cache shows an old one, and whether an image is there is all that a page has to ask.
"""

import logging
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import PracticeSettings
from home.sharing.drawing import HEIGHT, WIDTH, CannotDrawError, draw, look

log = logging.getLogger(__name__)

FOLDER = "sharing"
PLAIN = "sharing/plain.png"  # without words, by scripts/icons.py
HOME_DEPTH = 2
# How long a process believes that a file is there, or not: a storage may be far away.
THERE_SECONDS, MISSING_SECONDS = 24 * 3600, 60


@dataclass(frozen=True)
class SharingImage:
    """What Open Graph says of a picture; `url` is a whole address."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Wanted:
    """An image with these words, kept in a folder of its owner, a page or the practice."""

    owner: str
    title: str
    name: str = ""
    below: str = ""

    @property
    def path(self) -> str:
        words = repr((self.title, self.name, self.below)).encode()
        return f"{FOLDER}/{self.owner}/{sha256(look() + words).hexdigest()[:16]}.png"

    @property
    def alt(self) -> str:
        return " – ".join(filter(None, [self.title, self.name or self.below]))


def made_sharing_image(page: Page, practice: PracticeSettings | None = None) -> SharingImage:
    """The image made for this page, else the practice's, else one without words.

    It makes nothing and asks the database for nothing, unless it has to read the practice.
    """
    practice = practice or PracticeSettings.current()
    for wanted in (of_page(page, practice), of_practice(practice)):
        if wanted and _is_there(wanted.path):
            return SharingImage(_whole(default_storage.url(wanted.path)), wanted.alt)
    alt = _("Drawing of a head in profile, with the muscles of the neck")
    return SharingImage(_whole(static(PLAIN)), alt)


def of_page(page: Page, practice: PracticeSettings) -> Wanted | None:
    """None for the front page, which is the practice itself, and for a page not saved yet."""
    if not page.pk or page.depth <= HOME_DEPTH:
        return None
    return Wanted(f"page-{page.pk}", page.title, name=practice.practice_name)


def of_practice(practice: PracticeSettings) -> Wanted | None:
    if not practice.practice_name:
        return None
    return Wanted("practice", practice.practice_name, below=practice.tagline)


def make(wanted: Wanted) -> bool:
    """Draw and store it if it is not there, and remove what its owner had before.

    False if it was there, or cannot be drawn: then its page has the practice's image.
    """
    made = not default_storage.exists(wanted.path)
    if made:
        try:
            content = draw(title=wanted.title, name=wanted.name, below=wanted.below)
        except CannotDrawError as reason:
            log.warning("No sharing image for %s: %s", wanted.owner, reason)
            made = False
        else:
            default_storage.save(wanted.path, ContentFile(content))
    remove(wanted.owner, keep=wanted.path)
    cache.delete(wanted.path)
    return made


def remove(owner: str, *, keep: str = "") -> None:
    """Delete the images of an owner, whether it has any or not."""
    folder = f"{FOLDER}/{owner}"
    for path in _paths(folder):
        if path != keep:
            default_storage.delete(path)
            cache.delete(path)
    if not keep and default_storage.exists(folder):
        default_storage.delete(folder)


def owners() -> list[str]:
    """All who have, or had, an image."""
    try:
        return default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return []


def _paths(folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _is_there(path: str) -> bool:
    there = cache.get(path)
    if there is None:
        try:
            there = default_storage.exists(path)
        except Exception:  # whatever a storage may raise, a page does without
            log.exception("The storage does not answer for %s", path)
            there = False
        cache.set(path, there, THERE_SECONDS if there else MISSING_SECONDS)
    return there


def _whole(url: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + url if url.startswith("/") else url
