"""Columns that several figures are grouped by."""

from django.db.models import DateField, DurationField, ExpressionWrapper, F
from django.db.models.functions import TruncMonth, TruncWeek

from .period import Period, Step

# What a visit takes, in real time, whatever the clocks do meanwhile.
LENGTH = ExpressionWrapper(F("end") - F("start"), output_field=DurationField())


def step_of(field: str, period: Period) -> TruncWeek | TruncMonth:
    """The step of the period that an instant lies in, by the practice's calendar, as a date."""
    truncate = TruncWeek if period.step == Step.WEEK else TruncMonth
    return truncate(field, tzinfo=period.zone, output_field=DateField())
