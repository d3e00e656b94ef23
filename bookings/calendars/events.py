"""A visit as calendars have it (RFC 5545): what invitations, downloads and feeds are made of.

Instants are written in UTC: they mean the same wherever the calendar is, and need no VTIMEZONE.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from django.utils.encoding import punycode
from icalendar import CLASS, STATUS, TRANSP, Calendar, Event, vCalAddress, vDuration, vText

from ..models import Appointment

# What wrote it: an identifier of the program, the same in every practice.
PRODUCT: Final = "-//practice-site//Appointments//EN"


def event_of(
    appointment: Appointment,
    *,
    summary: str,
    status: STATUS,
    stamp: dt.datetime,
    location: str = "",
    description: str = "",
    organizer: vCalAddress | None = None,
    attendees: Iterable[vCalAddress] = (),
) -> Event:
    """The visit, from its start to its end. The texts may hold anything that a person typed;
    the lines of all but the description are joined by commas.

    `stamp` is when this was written where the calendar has a METHOD, else when the visit
    last changed. The UID is the row's own, without a host (RFC 7986, 5.3): it outlives a move
    of the site to another domain, and the cancellation still finds its event.
    """
    return Event.new(
        uid=str(appointment.uid),
        sequence=appointment.calendar_sequence,
        stamp=stamp.astimezone(dt.UTC),
        start=appointment.start.astimezone(dt.UTC),
        end=appointment.end.astimezone(dt.UTC),
        status=status,
        summary=_in_one_line(summary),
        location=_in_one_line(location) or None,
        description=_plain(description) or None,
        organizer=organizer,
        attendees=list(attendees),
        classification=CLASS.PRIVATE,
        transparency=TRANSP.OPAQUE,
    )


def person(email: str, *, name: str = "", **parameters: Any) -> vCalAddress:
    """Somebody by their mail address (RFC 6068); `parameters` are vCalAddress.new's own."""
    local, _at, domain = email.rpartition("@")
    address = f"mailto:{quote(local, safe="!$'*+")}@{punycode(domain)}"
    return vCalAddress.new(address, cn=_in_one_line(name) or None, **parameters)


def calendar_of(
    events: Iterable[Event], *, name: str = "", look_again: dt.timedelta | None = None, **head: Any
) -> str:
    """The whole calendar as it is sent: lines of at most 75 octets that end in CRLF.

    `name` is what a program may call it that keeps it, `look_again` how soon it should read it
    anew; `head` are Calendar.new's own: method, …
    """
    calendar = Calendar.new(prodid=PRODUCT, calscale="GREGORIAN", **head)
    # A new one each time, of no use to a calendar that is sent and not kept: the same visits
    # are the same text.
    del calendar["UID"]
    # Each in the standard's spelling (RFC 7986) and in the one before it. The library's own
    # setters leave a name unescaped, and out what kind of value the interval is.
    if title := _in_one_line(name):
        calendar.add("NAME", vText(title))
        calendar.add("X-WR-CALNAME", vText(title))
    if look_again:
        calendar.add("REFRESH-INTERVAL", vDuration(look_again, params={"VALUE": "DURATION"}))
        calendar.add("X-PUBLISHED-TTL", vDuration(look_again))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _plain(text: str) -> str:
    """The text with line feeds as its only control characters; others end a line or go.

    The library escapes what has a meaning in a calendar, but lets the control characters pass
    that RFC 5545 forbids.
    """
    lines = (" ".join(line.split()) for line in text.splitlines())
    kept = ("".join(c for c in line if unicodedata.category(c) != "Cc").strip() for line in lines)
    return "\n".join(line for line in kept if line)


def _in_one_line(text: str) -> str:
    return ", ".join(_plain(text).splitlines())
