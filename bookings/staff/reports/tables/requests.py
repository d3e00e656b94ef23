import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ....domain.reports import Figures, Outcome
from .table import Cell, Share, Table

# The groups of waits.LIMITS, in their order.
WAITS: Final = (
    gettext_lazy("Up to 1 hour"),
    gettext_lazy("1 to 4 hours"),
    gettext_lazy("4 to 24 hours"),
    gettext_lazy("1 to 2 days"),
    gettext_lazy("2 to 7 days"),
    gettext_lazy("More than 7 days"),
)


def requests_table(figures: Figures) -> Table:
    """A row for each step that is known."""
    headings = [_("From"), _("Until"), _("Received"), *(str(one.label) for one in Outcome)]
    rows: list[tuple[Cell, ...]] = []
    for step in known_steps(figures):
        counts = figures.requests.by_step.get(step, {})
        first, last = max(step, figures.period.first), figures.period.end_of(step)
        outcomes = [counts.get(outcome, 0) for outcome in Outcome]
        rows.append((first, last, sum(outcomes), *outcomes))
    # Received and confirmed, which is the first outcome: what the picture shows.
    return Table(_("Requests received"), headings, rows, shown=4)


def outcomes_table(figures: Figures) -> Table:
    now, before = figures.requests, figures.before
    rows: list[tuple[Cell, ...]] = [
        (
            outcome.label,
            now.outcomes[outcome],
            Share(now.outcomes[outcome] / now.received if now.received else None),
            before.requests.outcomes[outcome] if figures.is_comparable else None,
        )
        for outcome in Outcome
    ]
    headings = [_("Outcome"), _("Requests"), _("Share"), _("Period before")]
    return Table(_("What became of them"), headings, rows)


def answers_table(figures: Figures) -> Table:
    waits, before = figures.waits, figures.before
    earlier = before.waits.groups if figures.is_comparable else [None] * len(WAITS)
    rows: list[tuple[Cell, ...]] = [
        (words, number, Share(number / waits.answered if waits.answered else None), old)
        for words, number, old in zip(WAITS, waits.groups, earlier, strict=True)
    ]
    headings = [_("Until the first answer"), _("Requests"), _("Share"), _("Period before")]
    return Table(_("Time to the first answer"), headings, rows)


def known_steps(figures: Figures) -> list[dt.date]:
    """The steps of the period that have begun, and that the practice was here in."""
    period, since = figures.period, figures.since
    if since is None:
        return []
    return [step for step in period.steps if since <= period.end_of(step) and step <= figures.today]


def is_whole(figures: Figures, step: dt.date) -> bool:
    """Whether a step has all its days: in the period, over, and not before the first of all."""
    period, since = figures.period, figures.since
    is_over = period.end_of(step) < figures.today
    return period.is_whole(step) and is_over and since is not None and since <= step
