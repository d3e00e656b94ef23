"""Menu, footer and breadcrumbs, all read from the page tree."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext
from wagtail.models import Page, Site

register = template.Library()

KEY = "_navigation"
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
    """One query a request, however often it is asked for."""
    request = context.get("request")
    if not hasattr(request, KEY):
        setattr(request, KEY, _read(request))
    return getattr(request, KEY)


def _read(request) -> Navigation:
    site = Site.find_for_request(request)
    if site is None:
        return Navigation([], [])
    pages = Page.objects.child_of(site.root_page).live().public().order_by("path")
    menu, footer = [], []
    for page in pages:
        link = Link(page.title, page.get_url(request) or "", page.path)
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
    if not page or not page.path:
        return []
    ancestors = page.get_ancestors().filter(depth__gte=HOME_DEPTH).order_by("path")
    return [
        Link(
            gettext("Home") if ancestor.depth == HOME_DEPTH else ancestor.title,
            ancestor.get_url(request) or "",
            ancestor.path,
        )
        for ancestor in ancestors
    ]
