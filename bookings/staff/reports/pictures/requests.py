from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ....domain.reports import Figures, Outcome, Step
from ..charts import Column, ColumnChart, RowChart
from ..labels import step_labels
from ..tables.requests import WAITS, is_whole, known_steps
from ..words import number_words, share_words, wait_words
from .rows import count_rows


def requests_picture(figures: Figures) -> ColumnChart:
    period, by_step = figures.period, figures.requests.by_step
    known = set(known_steps(figures))
    columns = []
    for step, (label, second) in step_labels(period).items():
        counts = by_step.get(step, {})
        columns.append(
            Column(
                label=label,
                second=second,
                value=sum(counts.values()) if step in known else None,
                part=counts.get(Outcome.CONFIRMED, 0),
                is_whole=is_whole(figures, step),
            )
        )
    title = _("Requests by week") if period.step == Step.WEEK else _("Requests by month")
    received = figures.requests.received
    words = ngettext(
        "%(received)s request, %(confirmed)s of them confirmed.",
        "%(received)s requests, %(confirmed)s of them confirmed.",
        received,
    ) % {
        "received": number_words(received),
        "confirmed": number_words(figures.requests.outcomes[Outcome.CONFIRMED]),
    }
    return ColumnChart(title, words, columns)


def outcomes_picture(figures: Figures) -> RowChart:
    requests = figures.requests
    words = _("Confirmed were %(share)s of those that are decided.") % {
        "share": share_words(requests.confirmed_share)
    }
    rows = count_rows(
        [(str(one.label), requests.outcomes[one]) for one in Outcome],
        total=requests.received,
        strong=frozenset({str(Outcome.CONFIRMED.label)}),
    )
    return RowChart(_("What became of them"), words, rows)


def answers_picture(figures: Figures) -> RowChart:
    waits = figures.waits
    words = _("Half were answered within %(median)s, nine in ten within %(ninetieth)s.") % {
        "median": wait_words(waits.median),
        "ninetieth": wait_words(waits.ninetieth),
    }
    within_a_day = frozenset(map(str, WAITS[:3]))
    rows = count_rows(
        zip(map(str, WAITS), waits.groups, strict=True), total=waits.answered, strong=within_a_day
    )
    return RowChart(_("How long people waited for the first answer"), words, rows)
