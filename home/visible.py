"""Which pages anybody may read: those that are published, and behind no password or login."""

from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp


@remembered(Stamp.PAGES)
def is_any_page_private() -> bool:
    """Whether any page of any site is behind a password or a login."""
    return PageViewRestriction.objects.exists()


def visible[Q: PageQuerySet](pages: Q) -> Q:
    """Those of `pages` that a visitor who is not signed in may read.

    Wagtail's `public` reads all restrictions each time; most sites have none.
    """
    live = pages.live()
    return live.public() if is_any_page_private() else live
