"""Each permission that a rule names opens the desk's addresses with its others, and not without."""

import pytest

from site_project.roles import OWNER
from tests.admin.accounts import REFUSED, SUPERUSER, browser_with, browsers, listed, outcome
from tests.admin.doors import Door, find_door, tried
from tests.admin.practice import make_practice
from tests.admin.rules import Needs, rule_for

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_site"),
]


@pytest.fixture
def desk(db) -> dict[Needs, list[Door]]:
    """The addresses of the desk by their rule."""
    practice, superuser = make_practice(), browsers()[SUPERUSER]
    found: dict[Needs, list[Door]] = {}
    for pattern in tried():
        rule = rule_for(pattern.name)
        if pattern.is_ours and isinstance(rule, Needs):
            found.setdefault(rule, []).append(find_door(pattern, practice, superuser))
    return found


def test_what_a_rule_names_is_enough(desk):
    wrong = []
    for rule, doors in desk.items():
        browser = browser_with(*rule.permissions)
        for door in doors:
            got = outcome(browser.get(door.url))
            if got != outcome(door.answer):
                wrong.append(f"{door.url}: {got} with {sorted(rule.permissions)}")

    assert not wrong, listed(wrong)


def test_nothing_that_a_rule_names_can_be_missing(desk):
    """Not even for somebody with every other permission that there is at the practice."""
    wrong = []
    for missing in {name for rule in desk for name in rule.permissions}:
        browser = browser_with(*set(OWNER.permissions) - {missing})
        for rule, doors in desk.items():
            for door in doors if missing in rule.permissions else ():
                got = {outcome(browser.get(door.url)), outcome(browser.post(door.url))}
                if got != {"home"} & REFUSED:
                    wrong.append(f"{door.url}: {got} without {missing}")

    assert not wrong, listed(wrong)
