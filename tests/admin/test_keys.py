"""Keys of nothing, of rows of another kind, and too long ones: refused as ever, never a 500."""

import pytest

from tests.admin.accounts import NAMES, REFUSED, SUPERUSER, browsers, found_in, listed, outcome
from tests.admin.addresses import swapped
from tests.admin.doors import lets_in, tried
from tests.admin.practice import hidden_from, make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def test_keys_of_something_else_fail_no_page():
    practice, superuser = make_practice(), browsers()[SUPERUSER]
    urls = [url for pattern in tried() for url in swapped(pattern, practice)]

    answers = {url: superuser.get(url).status_code for url in urls}

    wrong = [f"{url}: {status}" for url, status in answers.items() if status >= 500]
    assert not wrong, listed(wrong)


def test_outsiders_do_not_learn_which_rows_of_the_desk_there_are():
    """They are sent away from a row that is not there just as from one that is."""
    practice, accounts = make_practice(), browsers()
    wrong = []
    for pattern in tried():
        for url in swapped(pattern, practice) if pattern.is_ours else ():
            for name in NAMES:
                if lets_in(pattern, accounts[name]):
                    continue
                response = accounts[name].get(url)
                if outcome(response) not in REFUSED & {"log-in", "home"}:
                    wrong.append(f"{url}: {outcome(response)} for {name}")
                if seen := found_in(hidden_from(accounts[name].user), response):
                    wrong.append(f"{url}: {name} sees {seen}")

    assert not wrong, listed(wrong)
