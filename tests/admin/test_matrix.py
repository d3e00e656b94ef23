"""Every address of the admin that a superuser can reach, tried by every role (security.md, 9).

The addresses are those of Django's URL resolver, the rules are in rules.py. A failure lists all
that was not answered as the rules say. What is asked here does not depend on the database.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from bookings.domain.health import VIEWED
from bookings.models import AuditEvent
from site_project.roles import EDITOR, RECEPTION
from tests.admin.accounts import (
    ANONYMOUS,
    NAMES,
    ONLOOKER,
    REFUSED,
    SUPERUSER,
    browsers,
    found_in,
    listed,
    outcome,
    watched_writes,
)
from tests.admin.addresses import patterns, unnamed
from tests.admin.doors import Door, every_door, lets_in, tried
from tests.admin.practice import HEALTH, Practice, hidden_from, make_practice
from tests.admin.rules import EXPORTS, anybody, in_admin, rule_for, unused_rules

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_site"),
]

# Fills in every form of the desk that somebody could be let down by.
GOOD_DATA = {
    "version": 1,
    "day": "2030-12-02",
    "time": "14:00",
    "practitioner": 1,
    "reason": "other",
    "message": "",
    "question": "When?",
    "name": "Changed",
    "title": "Changed",
    "slug": "changed",
    "subject": "Changed",
    "body": "Changed",
    "level": "full",
}
MOST_REFUSED = (ONLOOKER, EDITOR.name, RECEPTION.name)
Found = dict[str, list[str]]


@pytest.fixture(scope="module")
def kept() -> dict[str, Found]:
    return {}


@pytest.fixture
def survey(kept) -> Found:
    """What was wrong, by kind: all doors are tried once, for all tests, which only look at it."""
    if not kept:
        kept["found"] = _try_all(make_practice(), browsers())
    return kept["found"]


def _try_all(practice: Practice, accounts: dict[str, Browser]) -> Found:
    found: Found = defaultdict(list)
    for door in every_door(practice, accounts[SUPERUSER]):
        if door.answer.status_code >= 500:
            found["answers"].append(f"{door.url}: {door.answer.status_code} for the superuser")
        for name in NAMES:
            if lets_in(door.pattern, accounts[name]):
                _look(found, practice, door, name, accounts[name])
            else:
                _knock(found, door, name, accounts[name])
        _export(found, door, accounts)
    return found


def _look(found: Found, practice: Practice, door: Door, name: str, browser: Browser) -> None:
    # A look is recorded once an hour: without this, an earlier page would speak for this one.
    AuditEvent.objects.filter(user=browser.user, action=VIEWED).delete()
    with watched_writes() as written:
        response = browser.get(door.url)
    wanted = {outcome(door.answer)}
    if rule_for(door.pattern.name) in {in_admin, anybody}:
        wanted.add(200)  # there is less on it than for the superuser, who may be led on
    if outcome(response) not in wanted:
        found["answers"].append(f"{_of(door)}: {outcome(response)} for {name}, not {wanted}")
    if seen := found_in(hidden_from(browser.user), response):
        found["canaries"].append(f"{_of(door)}: {name} sees {seen}")
    if missing := _looks_missing(practice, browser, response):
        found["looks"].append(f"{_of(door)}: {name} saw {missing}")
    if set(written) - {AuditEvent._meta.db_table}:
        found["writes"].append(f"{_of(door)}: a look of {name} wrote to {set(written)}")
    if "no-store" not in response.get("Cache-Control", ""):
        found["stored"].append(f"{_of(door)}: for {name}")


def _knock(found: Found, door: Door, name: str, browser: Browser) -> None:
    methods = ["get", "post", "head"]
    methods += ["options", "put"] if door.pattern.is_ours else []
    for method in methods:
        with watched_writes() as written:
            response = getattr(browser, method)(door.url, GOOD_DATA)
        allowed = {"log-in"} if name == ANONYMOUS else REFUSED
        if outcome(response) not in allowed:
            found["answers"].append(f"{method} {_of(door)}: {outcome(response)} for {name}")
        if seen := found_in(hidden_from(browser.user), response):
            found["canaries"].append(f"{method} {_of(door)}: {name} sees {seen}")
        if written:
            found["writes"].append(f"{method} {_of(door)}: {name} wrote to {set(written)}")


def _export(found: Found, door: Door, accounts: dict[str, Browser]) -> None:
    """A list leaves the admin as a spreadsheet only for those who may see it, or as EXPORTS say."""
    if door.pattern.arguments or door.answer.status_code != 200:
        return
    address = f"{door.url}?export=csv"
    if not _is_file(accounts[SUPERUSER].get(address)):
        return
    who = EXPORTS.get(door.pattern.name)
    if door.pattern.is_ours and not who:
        found["exports"].append(f"{_of(door)}: leaves the desk, and EXPORTS does not name it")
    for name in MOST_REFUSED:
        response = accounts[name].get(address)
        may = who(accounts[name].user) if who else lets_in(door.pattern, accounts[name])
        if _is_file(response) is not may:
            found["exports"].append(f"{_of(door)}: {name} gets {outcome(response)}")
        if seen := found_in(hidden_from(accounts[name].user), response):
            found["canaries"].append(f"export of {_of(door)}: {name} sees {seen}")


def _is_file(response: HttpResponse) -> bool:
    return "attachment" in response.get("Content-Disposition", "")


def _of(door: Door) -> str:
    return f"{door.pattern.name} {door.url}"


def _looks_missing(practice, browser, response) -> Iterator[str]:
    """The requests whose health words are on the page although no look was written down."""
    looks = AuditEvent.objects.filter(user=browser.user, action=VIEWED)
    return [
        state
        for state, request in practice.requests.items()
        if found_in([f"{HEALTH} {state}"], response) and not looks.filter(request=request).exists()
    ]


# --- The list of addresses and the rules --------------------------------------------------


def test_every_address_has_a_rule():
    without = [f"{p.name} ({p.route})" for p in tried() if not rule_for(p.name)]

    assert without == [], (
        "Say who may open these: a line of RULES in tests/admin/rules.py that names the "
        "permissions that each view asks for."
    )


def test_every_rule_has_an_address():
    assert unused_rules([pattern.name for pattern in patterns()]) == []


def test_addresses_without_a_name_lead_nowhere_else():
    # Wagtail's own: its page of “not found” as an editor sees it, and the one for all else.
    assert unnamed() == {"admin/test404/", "admin/.*/"}


# --- What came of trying them --------------------------------------------------------------


def test_every_role_is_answered_what_the_rules_say(survey):
    assert not survey["answers"], listed(survey["answers"])


def test_nobody_sees_a_word_that_is_not_for_them(survey):
    assert not survey["canaries"], listed(survey["canaries"])


def test_looking_changes_nothing_and_the_refused_change_nothing_either(survey):
    assert not survey["writes"], listed(survey["writes"])


def test_every_look_at_health_is_on_the_record(survey):
    assert not survey["looks"], listed(survey["looks"])


def test_no_page_of_the_admin_is_stored_by_browsers(survey):
    assert not survey["stored"], listed(survey["stored"])


def test_lists_leave_the_admin_only_with_their_permission(survey):
    assert not survey["exports"], listed(survey["exports"])
