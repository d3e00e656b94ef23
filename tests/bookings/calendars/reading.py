"""Reads calendars back with a library that has not written them, and holds them to RFC 5545."""

from collections import Counter

from ical.calendar import Calendar
from ical.calendar_stream import CalendarStream
from ical.event import Event
from ical.parsing.component import ParsedComponent, parse_content


def read(text: str) -> tuple[Calendar, Event]:
    """The calendar and the only thing in it, an event, once its lines are as they must be."""
    check_lines(text)
    (raw,) = parse_content(text)
    assert [component.name for component in raw.components] == ["vevent"]
    (calendar,) = CalendarStream.from_ics(text).calendars
    (event,) = calendar.events
    return calendar, event


def properties(text: str) -> tuple[Counter[str], Counter[str]]:
    """The names of all properties, of the calendar and of its event."""
    (calendar,) = parse_content(text)
    (event,) = calendar.components
    return _names(calendar), _names(event)


def check_lines(text: str) -> None:
    """Each ends in CRLF, has at most 75 octets and is whole UTF-8 in itself."""
    *lines, rest = text.encode().split(b"\r\n")
    assert rest == b""
    for line in lines:
        assert len(line) <= 75
        assert not set(line.decode()) & {"\r", "\n", "\0"}


def _names(component: ParsedComponent) -> Counter[str]:
    return Counter(one.name.upper() for one in component.properties)
