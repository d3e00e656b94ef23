from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ....domain.reports import FEW, Figures
from .table import Cell, Share, Table


def services_table(figures: Figures) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.requests, one.confirmed, Share(one.confirmed / one.requests))
        for one in figures.services
    ]
    return Table(_("Requests by service"), [_("Service"), *_source_headings()], rows)


def articles_table(figures: Figures) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.requests, one.confirmed, Share(one.confirmed / one.requests))
        for one in figures.articles
    ]
    return Table(_("Requests by article"), [_("Article"), *_source_headings()], rows)


def areas_table(figures: Figures) -> Table:
    interest = figures.interest
    rows: list[tuple[Cell, ...]] = list(interest.areas.items())
    if interest.fewer_areas:
        words = ngettext("%(count)d more area", "%(count)d more areas", interest.fewer_areas)
        rows.append((words % {"count": interest.fewer_areas}, few_words()))
    headings = [_("Area of pain, whole months"), _("Requests")]
    return Table(_("Requests by area of pain"), headings, rows)


def pairs_table(figures: Figures) -> Table:
    interest = figures.interest
    rows: list[tuple[Cell, ...]] = [
        (article, area, number) for (article, area), number in interest.pairs.items()
    ]
    if interest.fewer_pairs:
        words = ngettext("%(count)d more pair", "%(count)d more pairs", interest.fewer_pairs)
        rows.append((words % {"count": interest.fewer_pairs}, None, few_words()))
    headings = [_("Article"), _("Area of pain, whole months"), _("Requests")]
    return Table(_("Articles and areas together"), headings, rows)


def few_words() -> str:
    return _("fewer than %(few)d each") % {"few": FEW}


def _source_headings() -> list[str]:
    return [_("Requests"), _("Confirmed"), _("Share confirmed")]
