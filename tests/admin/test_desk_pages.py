"""Every page of the desk: a title that says nothing about anybody, and no address left out."""

import pytest
from bs4 import BeautifulSoup

from tests.admin.accounts import SUPERUSER, browsers, listed
from tests.admin.doors import reason_for_none
from tests.admin.pages import desk_doors, every_page, every_refusal
from tests.admin.practice import SEEN_WITH, make_practice

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_site"),
]


def test_every_address_of_the_desk_is_a_page_whose_title_says_nothing_about_anybody():
    practice, superuser = make_practice(), browsers()[SUPERUSER]
    doors = desk_doors(practice, superuser)
    pages = [*every_page(practice, superuser, doors), *every_refusal(superuser, doors)]

    without = [
        f"{door.pattern.name} {door.url}: {door.answer.status_code}"
        for door in doors
        if door.answer.status_code != 200 and not reason_for_none(door.pattern.name)
    ]
    titles = {name: BeautifulSoup(page.text, "lxml").title for name, page in pages}

    assert without == [], (
        "Make a row in tests/admin/practice.py for which it is a page, or say in NO_PAGE "
        "(tests/admin/doors.py) why it is none."
    )
    wrong = [
        f"{name}: {title and title.text.split()}"
        for name, title in titles.items()
        if title is None
        or not title.text.strip()
        or any(canary in title.text for canary in SEEN_WITH)
    ]
    assert not wrong, listed(wrong)
