"""Menu, footer and breadcrumbs, all read from the page tree."""

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language, gettext
from wagtail.models import Page, Site

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

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
class Navigation:
    """Pages right below the home page: those *shown in menus*, then the rest for the footer."""

    menu: list[Link]
    footer: list[Link]


@register.simple_tag(takes_context=True)
def navigation(context) -> Navigation:
    """Two queries a request, however often it is asked for; none while nothing changes."""
    request = context.get("request")
    if not hasattr(request, KEY):
        site = Site.find_for_request(request)
        setattr(request, KEY, _read(site) if site else Navigation([], []))
    return getattr(request, KEY)


@remembered(Stamp.PAGES)
def _read(site: Site) -> Navigation:
    pages = Page.objects.child_of(site.root_page).live().public().order_by("path")
    menu, footer = [], []
    for page in pages:
        link = Link(page.title, page.relative_url(site) or "", page.path)
        (menu if page.show_in_menus else footer).append(link)
    return Navigation(menu, footer)


@register.simple_tag(takes_context=True)
def is_current(context, link: Link) -> str:
    """The value of `aria-current` for a link: on its page, somewhere below it, or elsewhere."""
    page = context.get("page")
    if not getattr(page, "path", "") or not link.is_above(page):
        return ""
    # A page may answer at addresses below its own, too: the articles of a topic.
    here = getattr(context.get("request"), "path", link.url)
    return "page" if page.path == link.path and link.url.endswith(here) else "true"


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
