"""Links to pages in rich text: their addresses need no more than the pages' own rows."""

from typing import Any, Final

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

# Longer ones are no numbers for a database.
LONGEST_KEY: Final = 10


class LeanPageLinkHandler(PageLinkHandler):
    """Wagtail's reads each page whole; no type of page here has addresses of its own kind."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        keys = [str(attrs.get("id")) for attrs in attrs_list]
        pages = _pages(
            tuple(sorted({int(key) for key in keys if key.isdecimal() and len(key) < LONGEST_KEY}))
        )
        return [pages.get(key) for key in keys]


@remembered(Stamp.PAGES)
def _pages(keys: tuple[int, ...]) -> dict[str, Page]:
    return {str(page.pk): page for page in Page.objects.filter(pk__in=keys).order_by()}
