"""What leaves the desk as a file: each export of the reports, by every role and permission."""

from typing import Final

import pytest
from django.urls import reverse

from bookings.staff.permissions import VIEW_APPOINTMENTS, VIEW_REQUESTS
from bookings.staff.reports.exports.catalogue import EXPORTS
from site_project.roles import OWNER
from tests.admin.accounts import NAMES, SUPERUSER, browser_with, browsers, found_in, listed, outcome
from tests.admin.practice import SEEN_WITH, hidden_from, make_practice
from tests.admin.rules import TO_EXPORT, needs

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_site"),
]

# What it takes besides those of the reports, where somebody's rows are in it.
ALSO: Final = {"request-rows": VIEW_REQUESTS, "visit-rows": VIEW_APPOINTMENTS}
RULES: Final = {
    name: needs(*TO_EXPORT, *([ALSO[name]] if name in ALSO else [])) for name in EXPORTS
}


def take(browser, report: str, ending: str):
    return browser.post(
        reverse("bookings_reports_export"),
        {"report": report, "format": ending, "period": "30-days"},
    )


def test_reports_leave_the_desk_only_with_their_permissions():
    make_practice()
    accounts = browsers()
    # Each permission missing once, beside all others that there are at the practice.
    for missing in {name for rule in RULES.values() for name in rule.permissions}:
        accounts[f"without {missing}"] = browser_with(*set(OWNER.permissions) - {missing})
    wrong = []
    for name in (*NAMES, *accounts.keys() - {*NAMES, SUPERUSER}):
        for report, rule in RULES.items():
            browser = accounts[name]
            response = take(browser, report, "csv")
            may = bool(browser.user) and rule(browser.user)
            if outcome(response) != (200 if may else "home" if browser.user else "log-in"):
                wrong.append(f"{report}: {outcome(response)} for {name}")
            if seen := found_in(SEEN_WITH if may else hidden_from(browser.user), response):
                wrong.append(f"{report}: {name} sees {seen}")

    assert not wrong, listed(wrong)
