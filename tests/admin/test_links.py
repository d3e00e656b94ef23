"""Following the links of the admin: none is dead, and none is shown to who may not follow it."""

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import resolve

from site_project.roles import EDITOR, RECEPTION
from tests.admin.accounts import REFUSED, SUPERUSER, browsers, listed, outcome
from tests.admin.addresses import patterns, route_of
from tests.admin.practice import make_practice
from tests.html.crawl import links

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_site"),
]

# Addresses of one name and with the same parameters are alike.
ALIKE = 2
# Ends the session; gets its rows from a script; is shown only once nobody is signed in any more.
LEFT_OUT = {"wagtailadmin_logout", "wagtail_bulk_action", "account_login"}


def crawl(browser: Browser) -> dict[str, HttpResponse]:
    """What every address answers that can be reached from the home of the admin by links."""
    answers: dict[str, HttpResponse] = {}
    kinds: Counter[tuple[str, ...]] = Counter()
    waiting = ["/admin/"]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in answers or kind[0] in LEFT_OUT or kinds[kind] >= ALIKE:
            continue
        kinds[kind] += 1
        answers[address] = browser.get(address)
        waiting += [
            target for target, _fragment in links(answers[address]) if target.startswith("/admin/")
        ]
    return answers


def kind_of(address: str) -> tuple[str, ...]:
    parts = urlsplit(address)
    return (resolve(parts.path).view_name, *sorted(parse_qs(parts.query)))


@pytest.mark.parametrize("who", [SUPERUSER, RECEPTION.name, EDITOR.name])
def test_links_of_the_admin_may_be_followed_by_whoever_sees_them(who):
    make_practice()

    answers = crawl(browsers()[who])

    wrong = [
        f"{address}: {outcome(answer)}"
        for address, answer in answers.items()
        if outcome(answer) in REFUSED or answer.status_code >= 400
    ]
    assert not wrong, listed(wrong)
    routes = {pattern.route for pattern in patterns()}
    assert {route_of(urlsplit(address).path) for address in answers} - routes == set()
    assert len(answers) > 40
