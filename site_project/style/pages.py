"""Examples cut out of the pages of this site: what has no block and no template of its own."""

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blog.models import ArticlePage
from home.models import ContactPage, HomePage, WhereItHurtsPage
from services.models import ServicePage
from site_project.style.examples import Example, parts

# (kind of page, the first element that fits, what it is called, what it is for)
CUTS: Final = (
    (HomePage, ".where-band", _("Way to the figures"), _("Where it hurts, on the home page.")),
    (
        HomePage,
        ".home-section",
        _("Cards"),
        _("Pages to choose from: services, articles."),
    ),
    (ServicePage, ".breadcrumbs", _("Breadcrumbs"), _("The way down to a page.")),
    (ServicePage, ".facts", _("Facts"), _("What a session costs, where it is, what it is for.")),
    (ArticlePage, ".byline", _("Byline"), _("Who wrote an article, when, and how long it is.")),
    (ArticlePage, ".contents", _("On this page"), _("Links to the sections of a long page.")),
    (ArticlePage, ".topics", _("Topics"), _("What an article is about, as links to lists.")),
    (
        WhereItHurtsPage,
        ".pain-map",
        _("Figure to point at"),
        _("Leads from a place that hurts to what can be behind it."),
    ),
    (
        ContactPage,
        ".opening-hours",
        _("Opening hours"),
        _("When somebody is there, and closures soon to come."),
    ),
    (
        ServicePage,
        "#request .form",
        _("Request form"),
        _("Asks for a time: safety questions, free times, other days, and who asks."),
    ),
    # Last of its section, because it brings a title of its own.
    (HomePage, ".hero", _("Hero"), _("Opens the home page: for whom this is, and one button.")),
)


def page_examples(request: HttpRequest) -> Iterator[Example]:
    """One of each cut, from the oldest page of its kind; none where the site has no such page."""
    shown: dict[type[Page], str] = {}
    for kind, selector, name, about in CUTS:
        if kind not in shown:
            shown[kind] = _shown(request, kind)
        for part in parts(shown[kind], selector):
            yield Example(name, about, part)
            break


def _shown(request: HttpRequest, kind: type[Page]) -> str:
    page = kind.objects.live().public().order_by("pk").first()
    return page.serve(request).rendered_content if page else ""
