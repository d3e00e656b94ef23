"""The addresses with the rows that they are about, and whom the rules let in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client as Browser

from tests.admin.addresses import Pattern, examples, patterns
from tests.admin.practice import Practice
from tests.admin.rules import LEFT_OUT, rule_for

# The addresses of the desk that show no page, and why.
NO_PAGE: Final = (
    (r"bookings_[\w-]+_modeladmin_index_results", "the part of a list that a filter changes"),
    (
        r"bookings_requests_modeladmin_(?:answered|take|reopen|release|quarantine|acknowledge)",
        "a button on the request's page, to which it leads back",
    ),
    (
        r"bookings_requests_modeladmin_(?:accept|none_fit|withdraw_offer|ask_again|unmatch)",
        "a button on the request's page, to which it leads back",
    ),
    (r"bookings_requests_modeladmin_(?:new_client|note)", "a button on the request's page"),
    (
        r"bookings_appointments_modeladmin_(?:complete|no_show|arrive|not_here)",
        "a button on the visit's page",
    ),
    (r"bookings_reports_export", "a file, and only by POST: tests/admin/test_exports.py"),
    (r"bookings_mail_modeladmin_(?:send_again|put_aside)", "a button on the mail's page"),
    (r"bookings_mail_restore", "a button; it leads back to the words unless there are own ones"),
    (r"bookings_mail_preview", "shows a mail in a frame: tests/bookings/staff/test_mail_words.py"),
)


@dataclass(frozen=True)
class Door:
    """An address about the row of which it shows most, and what a superuser is answered there."""

    pattern: Pattern
    url: str
    answer: HttpResponse


def tried() -> list[Pattern]:
    return [pattern for pattern in patterns() if pattern.name not in LEFT_OUT]


def every_door(practice: Practice, superuser: Browser) -> Iterator[Door]:
    for pattern in tried():
        yield find_door(pattern, practice, superuser)


def reason_for_none(name: str) -> str | None:
    return next((why for pattern, why in NO_PAGE if re.fullmatch(pattern, name)), None)


def find_door(pattern: Pattern, practice: Practice, superuser: Browser) -> Door:
    """The first row with a page of its own: a button that the others lack only leads on."""
    doors = []
    urls = examples(pattern, practice)
    for url in urls[:1] if reason_for_none(pattern.name) else urls:
        doors.append(Door(pattern, url, superuser.get(url)))
        if doors[-1].answer.status_code == 200:
            return doors[-1]
    return doors[0]


def lets_in(pattern: Pattern, browser: Browser) -> bool:
    who = rule_for(pattern.name)
    assert who, f"no rule for {pattern.name}"
    return who(browser.user or AnonymousUser())
