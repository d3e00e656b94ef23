"""Every page of the desk, and the states of it that its row does not bring along.

A new address of the desk is a page here by itself: it is shown with the first row for which it
answers 200. One that never does, or is no page, has its reason in NO_PAGE (doors.py).
"""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponse
from django.test import Client as Browser

from tests.admin.bad_input import fields_of
from tests.admin.doors import Door, find_door, reason_for_none, tried
from tests.admin.practice import Practice

# Pages that are not below the desk's own addresses, and states that only a query shows.
NAMED: Final = {
    "home": "/admin/",
    "rules of bookings": "/admin/settings/bookings/bookingsettings/1/",
    "report of content": "/admin/reports/content/",
    "guide": "/admin/guide/",
    "requests, none found": "/admin/bookings/requests/?q=zzzz",
    "requests, filtered": "/admin/bookings/requests/?tab=closed&flag=unread&assigned_to=me",
    "appointments, none found": "/admin/bookings/appointments/?q=zzzz",
    "clients, none found": "/admin/bookings/clients/?q=zzzz",
    "mail, failed": "/admin/bookings/mail/?status=failed",
    "reports of one day": "/admin/bookings/reports/?from=2026-01-01&until=2026-01-01",
    "client, history": "/admin/bookings/clients/1/?all=1",
    "week, far away": "/admin/bookings/week/?day=2031-01-06",
}


def desk_doors(practice: Practice, browser: Browser) -> list[Door]:
    return [find_door(pattern, practice, browser) for pattern in tried() if pattern.is_ours]


def every_page(
    practice: Practice, browser: Browser, doors: list[Door]
) -> Iterator[tuple[str, HttpResponse]]:
    """The answer to each, by its name; those of `browser`, who may open all of them."""
    for door in doors:
        if is_page(door):
            yield door.pattern.name, door.answer
    for name, address in NAMED.items():
        yield name, browser.get(address)
    for state, request in practice.requests.items():
        yield f"request, {state}", browser.get(f"/admin/bookings/requests/{request.pk}/")


def every_refusal(browser: Browser, doors: list[Door]) -> Iterator[tuple[str, HttpResponse]]:
    """The pages of forms in which nothing was filled in, or else whose row has changed since."""
    for door in doors:
        fields = fields_of(door.answer) if is_page(door) else set()
        if not fields:
            continue
        empty: dict[str, Any] = dict.fromkeys(fields, "")
        for state, sent in (("empty", empty), ("changed meanwhile", empty | {"version": "0"})):
            answer = browser.post(door.url, sent)
            if is_html(answer) and answer.status_code in {200, 409, 422}:
                yield f"{door.pattern.name}, {state}", answer


def is_page(door: Door) -> bool:
    shown = is_html(door.answer) and door.answer.status_code == 200
    return shown and not reason_for_none(door.pattern.name)


def is_html(answer: HttpResponse) -> bool:
    """Not a file: what a form takes along."""
    return answer.headers["Content-Type"].startswith("text/html")
