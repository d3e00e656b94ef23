import datetime as dt

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from ....domain.reports import Figures, Hours
from ....times import WEEKDAYS as LONG_WEEKDAYS
from ..charts import HeatChart, LineChart, Point, Row, RowChart
from ..labels import step_labels
from ..tables.hours import WEEKDAYS, busy_hours
from ..words import hours_words, number_words, share_words


def hours_picture(figures: Figures) -> LineChart:
    period = figures.period
    points = [
        Point(
            label=label,
            second=second,
            share=figures.hours.steps[step].share,
            is_whole=period.is_whole(step),
        )
        for step, (label, second) in step_labels(period).items()
    ]
    whole = figures.hours.whole
    words = _("%(share)s of the open hours were sold: %(sold)s of %(open)s.") % {
        "share": share_words(whole.share),
        "sold": hours_words(whole.sold),
        "open": hours_words(whole.open),
    }
    return LineChart(_("Share of the open hours that is sold"), words, points)


def practitioners_picture(figures: Figures) -> RowChart:
    rows = [
        Row(label=one.name, words=_hours(hours), share=hours.share, of_whole=True)
        for one, hours in figures.hours.people.items()
    ]
    words = _("The light part of a bar is open and not sold.")
    return RowChart(_("Hours sold, by practitioner"), words, rows)


def busiest_picture(figures: Figures) -> HeatChart:
    hours = busy_hours(figures)
    numbers = {(day, hour - hours.start): number for (day, hour), number in figures.busiest.items()}
    return HeatChart(
        _("When visits begin"),
        _busiest_words(figures),
        list(map(str, WEEKDAYS)),
        [time_format(dt.time(hour), "G:i") for hour in hours],
        numbers,
    )


def _busiest_words(figures: Figures) -> str:
    if not figures.busiest:
        return ""
    (day, hour), number = min(figures.busiest.items(), key=lambda item: (-item[1], item[0]))
    return _("Most begin on %(day)s from %(hour)s: %(number)s.") % {
        "day": LONG_WEEKDAYS[day],
        "hour": time_format(dt.time(hour), "G:i"),
        "number": number_words(number),
    }


def _hours(hours: Hours) -> str:
    if hours.open is None:
        return _("%(sold)s, open hours not known") % {"sold": hours_words(hours.sold)}
    return _("%(share)s · %(sold)s of %(open)s") % {
        "share": share_words(hours.share),
        "sold": number_words(hours.sold / 60),
        "open": hours_words(hours.open),
    }
