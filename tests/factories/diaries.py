"""Diaries that never saw a database: rows in memory, and what is listed of them."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bookings.domain.availability import Diary
from bookings.domain.schedules import Schedule, Taken, Visit
from bookings.domain.session import Session
from bookings.models import ExceptionKind, OpeningHours, Practitioner, ScheduleException

PRACTITIONER = Practitioner(pk=1, name="Thea Therapist", slug="thea")
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def minutes(number: int) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def hours(start: str, end: str, *, weekday: int, **fields) -> OpeningHours:
    return OpeningHours(
        weekday=weekday,
        start=dt.time.fromisoformat(start),
        end=dt.time.fromisoformat(end),
        **fields,
    )


def every_day(start: str, end: str) -> list[OpeningHours]:
    return [hours(start, end, weekday=weekday) for weekday in range(7)]


def closure(first: dt.date, last: dt.date | None = None, times: str = "", **fields):
    """`times` as “12:00-13:00”; whole days without."""
    return _exception(ExceptionKind.CLOSED, first, last, times, fields)


def extra(first: dt.date, last: dt.date | None = None, *, times: str, **fields):
    return _exception(ExceptionKind.EXTRA, first, last, times, fields)


def visit(start: dt.datetime, *, length: int = 60, turnaround: int = 0) -> Visit:
    end = start + minutes(length)
    return Visit(start, end + minutes(turnaround), start, end)


def make_diary(
    day: dt.date,
    last: dt.date | None = None,
    *,
    opening: Iterable[OpeningHours],
    exceptions: Iterable[ScheduleException] = (),
    visits: Iterable[Visit] = (),
    zone: str = "Europe/Berlin",
    now: dt.datetime = LONG_AGO,
    length: int = 60,
    turnaround: int = 0,
    notice: int = 0,
    horizon: int = 10 * 366 * 24 * 60,
    step: int = 30,
) -> Diary:
    """The diary of PRACTITIONER from `day` on; all of the session in minutes."""
    session = Session(
        length=minutes(length),
        turnaround=minutes(turnaround),
        notice=minutes(notice),
        horizon=minutes(horizon),
        step=minutes(step),
    )
    schedule = Schedule(list(opening), list(exceptions), Taken(visits))
    return Diary(
        {PRACTITIONER: schedule},
        session=session,
        first=day,
        last=last or day,
        now=now,
        zone=ZoneInfo(zone),
    )


def listed(diary: Diary) -> list[str]:
    """The free times as clocks show them, with their offset: “2027-03-28T03:00+02:00”."""
    return [
        slot.start.astimezone(diary.zone).isoformat(timespec="minutes")
        for _day, slots in diary.days()
        for slot in slots
    ]


def _exception(
    kind: str, first: dt.date, last: dt.date | None, times: str, fields: dict
) -> ScheduleException:
    start, end = map(dt.time.fromisoformat, times.split("-")) if times else (None, None)
    return ScheduleException(
        kind=kind,
        date_from=first,
        date_until=last or first,
        time_from=start,
        time_until=end,
        **fields,
    )
