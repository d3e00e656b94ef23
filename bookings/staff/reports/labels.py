"""What steps of time are called below a picture."""

import datetime as dt

from django.utils.formats import date_format

from ...domain.reports import Period, Step


def step_labels(period: Period) -> dict[dt.date, tuple[str, str]]:
    """“3 Nov” for the week from that day, “Jan” for a month; the year under its first month."""
    days = {step: max(step, period.first) for step in period.steps}
    if period.step == Step.WEEK:
        return {step: (date_format(day, "j M"), "") for step, day in days.items()}
    # Of a lone month before a January the year would run into the next one.
    skipped = {period.steps[0]} if days[period.steps[0]].month == 12 and len(days) > 1 else set()
    new = {min(step for step in days if step.year == year) for year in {s.year for s in days}}
    return {
        step: (date_format(day, "M"), str(day.year) if step in new - skipped else "")
        for step, day in days.items()
    }
