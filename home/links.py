"""Links to pages in rich text: their addresses need no more than the pages' own rows."""

from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class LeanPageLinkHandler(PageLinkHandler):
    """Wagtail's reads each page whole; no type of page here has addresses of its own kind."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        keys = [attrs.get("id") for attrs in attrs_list]
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=keys)}
        return [pages.get(str(key)) for key in keys]
