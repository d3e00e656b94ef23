"""The numbers at the top of the page, with those of the period before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...domain.reports import Figures
from .words import number_words, share_words, wait_words


@dataclass(frozen=True)
class Headline:
    """`before` is empty where there is nothing to compare with; `key` leads to its section."""

    key: str
    name: str
    now: str
    before: str


def headlines(figures: Figures) -> list[Headline]:
    before = _numbers(figures.before) if figures.is_comparable else {}
    return [
        Headline(key, name, now, before.get((key, name), ""))
        for (key, name), now in _numbers(figures).items()
    ]


def _numbers(figures: Figures) -> dict[tuple[str, str], str]:
    requests, waits, visits = figures.requests, figures.waits, figures.visits
    return {
        ("requests", _("Requests")): number_words(requests.received),
        ("requests", _("Confirmed")): share_words(requests.confirmed_share),
        ("answers", _("Half answered within")): wait_words(waits.median),
        ("hours", _("Open hours sold")): share_words(figures.hours.whole.share),
        ("visits", _("Cancelled")): share_words(visits.cancelled_share),
        ("visits", _("Did not come")): share_words(visits.no_show_share),
    }
