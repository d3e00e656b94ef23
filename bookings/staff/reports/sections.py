"""The parts of the page: a sentence that says it, pictures that show it, notes on the counting."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.reports import Figures
from . import pictures
from .cells import ShownCell, shown
from .charts import Chart
from .tables import TABLES, Table
from .words import hours_words, number_words, share_words

# As many as five years have months; and of what is called as others please, of which there can be
# any number, no more than a picture shows.
MOST_ROWS: Final = 61
MOST_NAMES: Final = 12
NAMED_BY_OTHERS: Final = frozenset({"services", "articles", "areas", "articles-areas"})


@dataclass(frozen=True)
class Picture:
    """A chart, and the table of the same numbers; `name` is the table's."""

    name: str
    chart: Chart
    table: Table

    @property
    def headings(self) -> list[str]:
        return self.table.headings[: self.table.shown]

    @property
    def rows(self) -> list[list[ShownCell]]:
        """What the page shows of the table, in words; a file has all of it."""
        most = MOST_NAMES if self.name in NAMED_BY_OTHERS else MOST_ROWS
        rows = islice(self.table.rows, most)
        return [[shown(cell) for cell in row[: self.table.shown]] for row in rows]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Without `pictures` there is nothing to show, and `lead` says so."""

    key: str
    title: str
    lead: str
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    of_practice: bool = False
    # Takes half of a desk's width, beside the other one that does.
    is_half: bool = False


def sections(figures: Figures) -> Iterator[Section]:
    yield _requests(figures)
    yield _answers(figures)
    yield _visits(figures)
    yield _hours(figures)
    yield _busiest(figures)
    yield _interest(figures)


def _requests(figures: Figures) -> Section:
    requests = figures.requests
    title, notes = _("Requests"), []
    if requests.held_back:
        words = ngettext(
            "Not counted: %(count)s that is spam or in quarantine.",
            "Not counted: %(count)s that are spam or in quarantine.",
            requests.held_back,
        )
        notes.append(words % {"count": number_words(requests.held_back)})
    if not requests.received:
        lead = _("Nobody asked for a time in these days.")
        return Section(key="requests", title=title, lead=lead, notes=notes, of_practice=True)
    chart = pictures.requests_picture(figures)
    if any(bar.is_whole is False for bar in chart.bars):
        notes.insert(0, _("Columns with a dashed edge are not over, or not wholly in the period."))
    return Section(
        key="requests",
        title=title,
        lead=chart.description,
        pictures=[
            _picture(figures, "requests", chart),
            _picture(figures, "outcomes", pictures.outcomes_picture(figures)),
        ],
        notes=notes,
        of_practice=True,
    )


def _answers(figures: Figures) -> Section:
    waits, title = figures.waits, _("Time to the first answer")
    notes = []
    if waits.waiting:
        words = ngettext(
            "%(count)s request is still to be answered.",
            "%(count)s requests are still to be answered.",
            waits.waiting,
        )
        notes.append(words % {"count": number_words(waits.waiting)})
    if waits.unanswered:
        words = ngettext(
            "%(count)s was closed before anybody answered.",
            "%(count)s were closed before anybody answered.",
            waits.unanswered,
        )
        notes.append(words % {"count": number_words(waits.unanswered)})
    if not waits.answered:
        lead = _("No request of these days has been answered yet.")
        return Section(
            key="answers", title=title, lead=lead, is_half=True, notes=notes, of_practice=True
        )
    chart = pictures.answers_picture(figures)
    share = _("Within 24 hours: %(share)s of those who could expect it.")
    return Section(
        key="answers",
        title=title,
        lead=f"{chart.description} {share % {'share': share_words(waits.within_a_day_share)}}",
        pictures=[_picture(figures, "answers", chart)],
        is_half=True,
        notes=notes,
        of_practice=True,
    )


def _visits(figures: Figures) -> Section:
    visits, title = figures.visits, _("Visits")
    notes = []
    if visits.moves_by_client or visits.moves_by_practice:
        words = _("Moved in these days: %(client)s by clients, %(practice)s by the practice.")
        moved = {
            "client": number_words(visits.moves_by_client),
            "practice": number_words(visits.moves_by_practice),
        }
        notes.append(words % moved)
    if not visits.booked:
        lead = _("No visit was booked for these days.")
        return Section(key="visits", title=title, lead=lead, is_half=True, notes=notes)
    chart = pictures.visits_picture(figures)
    booked = ngettext("%(count)s visit was booked.", "%(count)s visits were booked.", visits.booked)
    return Section(
        key="visits",
        title=title,
        lead=f"{booked % {'count': number_words(visits.booked)}} {chart.description}",
        pictures=[_picture(figures, "visits", chart)],
        is_half=True,
        notes=notes,
    )


def _hours(figures: Figures) -> Section:
    hours, title = figures.hours, _("Hours sold of open hours")
    if not hours.whole.open and not any(one.sold for one in hours.people.values()):
        lead = _("Nobody was open, and nothing was sold, in these days.")
        return Section(key="hours", title=title, lead=lead)
    notes = [_("Sold is what took place or is confirmed. Open are the hours as written down now.")]
    if any(one.open is None for one in hours.people.values()):
        notes.append(_("Of practitioners who are not active the open hours are not known."))
    chart = pictures.hours_picture(figures)
    lead = chart.description
    if not hours.whole.open:
        sold = sum(one.sold for one in hours.people.values())
        lead = _("%(sold)s were sold.") % {"sold": hours_words(sold)}
    return Section(
        key="hours",
        title=title,
        lead=lead,
        pictures=[
            _picture(figures, "hours", chart),
            _picture(figures, "practitioners", pictures.practitioners_picture(figures)),
        ],
        notes=notes,
    )


def _busiest(figures: Figures) -> Section:
    title = _("Busiest times")
    if not figures.busiest:
        return Section(key="busiest", title=title, lead=_("No visit began in these days."))
    chart = pictures.busiest_picture(figures)
    return Section(
        key="busiest",
        title=title,
        lead=chart.description,
        pictures=[_picture(figures, "busiest", chart)],
        notes=[_("Visits that took place or are confirmed, by the hour in which they begin.")],
    )


def _interest(figures: Figures) -> Section:
    title, interest = _("What brings requests"), figures.interest
    charts = pictures.interest_pictures(figures)
    notes = []
    if interest.fewer_areas or interest.fewer_pairs:
        notes.append(
            _(
                "Areas that fewer than three requests name are not said one by one, so that a "
                "number never points to a person."
            )
        )
    if charts:
        notes.append(
            _("Areas are counted by whole months, without a name; nobody’s reading is followed.")
        )
    return Section(
        key="interest",
        title=title,
        lead=_("What people ask for, where they came from, and where it hurts.")
        if charts
        else _("No request of these days asks for a service, or came from an article."),
        pictures=[_picture(figures, name, chart) for name, chart in charts.items()],
        notes=notes,
        of_practice=True,
    )


def _picture(figures: Figures, name: str, chart: Chart) -> Picture:
    return Picture(name, chart, TABLES[name](figures))
