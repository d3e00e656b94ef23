"""When sharing images are made: a page is published, the practice gets another name, by command."""

import logging
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from home.models import PracticeSettings
from home.sharing.files import HOME_DEPTH, make, of_page, of_practice, owners, remove

log = logging.getLogger(__name__)

# How long saving the practice may take for them.
MOST_SECONDS = 5


def connect() -> None:
    """Called once, when all apps are there."""
    page_published.connect(_published, dispatch_uid="home.sharing.published")
    page_unpublished.connect(_unpublished, dispatch_uid="home.sharing.unpublished")
    post_save.connect(_renamed, sender=PracticeSettings, dispatch_uid="home.sharing.renamed")


def make_all(*, seconds: float | None = None) -> int:
    """Make what is missing and remove what nobody has any more; how many were made.

    Each takes a fifth of a second. After `seconds` the rest is left: those pages have the
    practice's image until they are published, or the command runs.
    """
    until = None if seconds is None else monotonic() + seconds
    practice = PracticeSettings.current()
    pages = Page.objects.live().filter(depth__gt=HOME_DEPTH).only("pk", "depth", "title")
    found = [of_practice(practice), *(of_page(page, practice) for page in pages)]
    wanted = [one for one in found if one]
    for owner in set(owners()) - {one.owner for one in wanted}:
        remove(owner)
    made = 0
    for number, one in enumerate(wanted):
        if until and monotonic() > until:
            log.warning("%s sharing images are left to: make_sharing_images", len(wanted) - number)
            break
        made += make(one)
    return made


def _published(instance: Page, **kwargs) -> None:
    _later(partial(_make_for, instance))


def _make_for(page: Page) -> None:
    wanted = of_page(page, PracticeSettings.current())
    if wanted:
        make(wanted)


def _unpublished(instance: Page, **kwargs) -> None:
    """Before a page is deleted, too."""
    _later(partial(remove, f"page-{instance.pk}"))


def _renamed(instance: PracticeSettings, *, raw: bool = False, **kwargs) -> None:
    """At every save: where no word has changed, all images are there."""
    if not raw:
        _later(partial(make_all, seconds=MOST_SECONDS))


def _later(act: Callable[[], Any]) -> None:
    """After the commit. What fails is logged; nothing that an editor does fails with it."""
    transaction.on_commit(act, robust=True)
