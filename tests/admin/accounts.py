"""Who tries the addresses, what came of it, and what was written meanwhile."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client as Browser

from site_project.roles import EDITOR, OWNER, RECEPTION, ROLES, THERAPIST
from tests.factories.people import make_user

ANONYMOUS: Final = "anonymous"
ONLOOKER: Final = "admin access and nothing else"
SUPERUSER: Final = "superuser"
NAMES: Final = (
    *(ANONYMOUS, ONLOOKER),
    *(role.name for role in (EDITOR, RECEPTION, THERAPIST, OWNER)),
)

REFUSED: Final = {"log-in", "home", 401, 403, 404, 405}
WRITES: Final = re.compile(
    r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE
)
# Written by looking: the session, a profile on the first visit, who edits a page at the moment,
# that a small task of Wagtail's ran, sizes of a picture.
MAY_BE_WRITTEN: Final = {
    "accounts_session",
    "wagtailusers_userprofile",
    "wagtailadmin_editingsession",
    "wagtailimages_rendition",
    # Whoever opens a page to edit it hears of comments on it.
    "wagtailcore_pagesubscription",
}


def browser_of(user: Any = None) -> Browser:
    """A browser in which `user` has logged in; what goes wrong is an answer of 500."""
    browser = Browser(raise_request_exception=False)
    browser.user = user
    if user:
        browser.force_login(user)
    return browser


def browsers() -> dict[str, Browser]:
    """One for each of NAMES, and the superuser's."""
    roles = {role.name: browser_of(make_user(role=role)) for role in ROLES}
    return {
        ANONYMOUS: browser_of(),
        ONLOOKER: browser_with(),
        **roles,
        SUPERUSER: browser_of(make_user(is_superuser=True, username="superuser")),
    }


def browser_with(*permissions: str) -> Browser:
    """Of an account that may enter the admin and has these permissions, no other."""
    user = make_user()
    group = Group.objects.create(name=f"Group of {user.username}")
    group.permissions.set(
        row
        for row in Permission.objects.select_related("content_type")
        if f"{row.content_type.app_label}.{row.codename}"
        in {"wagtailadmin.access_admin", *permissions}
    )
    user.groups.add(group)
    return browser_of(user)


def outcome(response: HttpResponse) -> str | int:
    """The status, or where it was refused to: “log-in” or (the admin's) “home”."""
    if response.status_code != 302:
        return response.status_code
    path = response["Location"].partition("?")[0]
    login = getattr(settings, "WAGTAILADMIN_LOGIN_URL", "wagtailadmin_login")
    if path in {resolve_url(login), resolve_url("wagtailadmin_login")}:
        return "log-in"
    return "home" if path == resolve_url("wagtailadmin_home") else 302


def found_in(words: Iterable[str], response: HttpResponse) -> list[str]:
    """Which of these are in its body, headers and cookies."""
    body = b"".join(response) if response.streaming else response.content
    told = f"{response.headers}{response.cookies}".encode() + body
    return [word for word in words if word.encode() in told]


@contextmanager
def watched_writes() -> Iterator[list[str]]:
    """The tables that are written to meanwhile, without those that any look may write to."""
    tables: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and found[1] not in MAY_BE_WRITTEN:
            tables.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def listed(wrong: list[str]) -> str:
    """The words of a failure: one line for each."""
    return "\n".join([f"{len(wrong)} answers are not as they should be:", *wrong])
