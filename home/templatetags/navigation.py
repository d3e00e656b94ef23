"""Menu, footer and breadcrumbs, all read from the page tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.models import Page, Site

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from home.visible import visible

register = template.Library()

KEY = "_navigation"
TRAIL = "_breadcrumbs"
HOME_DEPTH = 2  # the root of the tree, which is no page, has depth 1


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    path: str  # in the page tree

    def is_above(self, page) -> bool:
        return bool(page) and page.path.startswith(self.path)


@dataclass(frozen=True)
class Links:
    """Those of one list, each with its item, written once for all pages that show it.

    The footer of a large site lists hundreds.
    """

    links: tuple[Link, ...] = ()
    items: tuple[SafeString, ...] = ()

    @classmethod
    def of(cls, links: Iterable[Link]) -> Self:
        links = tuple(links)
        return cls(links, tuple(_item(link) for link in links))

    def __len__(self) -> int:
        return len(self.links)


@dataclass(frozen=True)
class Navigation:
    """Pages right below the home page: those *shown in menus*, then the rest for the footer."""

    menu: Links = Links()
    footer: Links = Links()


@register.simple_tag(takes_context=True)
def navigation(context) -> Navigation:
    """Two queries a request, however often it is asked for; none while nothing changes."""
    request = context.get("request")
    if not hasattr(request, KEY):
        site = Site.find_for_request(request)
        setattr(request, KEY, _read(site) if site else Navigation())
    return getattr(request, KEY)


@remembered(Stamp.PAGES)
def _read(site: Site) -> Navigation:
    pages = visible(Page.objects.child_of(site.root_page)).order_by("path")
    menu, footer = [], []
    for page in pages:
        link = Link(page.title, page.relative_url(site) or "", page.path)
        (menu if page.show_in_menus else footer).append(link)
    return Navigation(Links.of(menu), Links.of(footer))


@register.simple_tag(takes_context=True)
def link_items(context: Context, links: Links) -> SafeString:
    """An item of a list for each link; those on the way to this page say so."""
    here = context.get("page")
    if not getattr(here, "path", ""):
        return mark_safe("".join(links.items))  # noqa: S308  each was escaped
    return mark_safe(  # noqa: S308
        "".join(
            _item(link, current=_current(context, link)) if link.is_above(here) else item
            for link, item in zip(links.links, links.items, strict=True)
        )
    )


def _item(link: Link, *, current: str = "") -> SafeString:
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>\n', link.url, mark, link.title)


def _current(context: Context, link: Link) -> str:
    """The value of `aria-current` for a link above this page or on it."""
    # A page may answer at addresses below its own, too: the articles of a topic.
    here = getattr(context.get("request"), "path", link.url)
    return "page" if context["page"].path == link.path and link.url.endswith(here) else "true"


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page) -> list[Link]:
    """From the home page down to the parent of `page`; empty on the home page itself."""
    request = context.get("request")
    if not getattr(page, "path", "") or page.depth <= HOME_DEPTH:
        return []
    # Asked for twice a page: for those who see them, and for search engines.
    known = getattr(request, TRAIL, None)
    if known and known[0] is page:
        return known[1]
    above = page.path[: -page.steplen]
    links = list(_down_to(above, Site.find_for_request(request), get_language()))
    if request is not None:
        setattr(request, TRAIL, (page, links))
    return links


@remembered(Stamp.PAGES)
def _down_to(path: str, site: Site | None, language: str) -> tuple[Link, ...]:
    """The pages on the way from the front page to the one with that `path`, which is the last."""
    paths = [path[:end] for end in range(Page.steplen * HOME_DEPTH, len(path) + 1, Page.steplen)]
    pages = Page.objects.filter(path__in=paths).order_by("path")
    return tuple(
        Link(
            gettext("Home") if page.depth == HOME_DEPTH else page.title,
            (page.relative_url(site) if site else page.url) or "",
            page.path,
        )
        for page in pages
    )
