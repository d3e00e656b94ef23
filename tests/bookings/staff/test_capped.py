"""Pages of a list that has no end: every row is on one of them, whatever is counted."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.models import Appointment, OutboxMessage
from bookings.staff import capped, generic
from site_project import roles
from tests.bookings.staff.desk import APPOINTMENTS, MAIL, PRACTITIONERS, logged_in
from tests.factories.bookings import make_practitioner
from tests.factories.visits import make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails(now):
    """Ninety, of which always three are as old as each other."""

    def mail(number: int) -> OutboxMessage:
        return OutboxMessage(
            dedupe_key=f"mail {number}",
            message_id=f"<{number}@example.org>",
            subject=f"Mail {number}",
            recipient="vera@example.org",
            created_at=now - dt.timedelta(hours=number // 3),
            not_before=now,
            status="sent" if number % 2 else "failed",
        )

    OutboxMessage.objects.bulk_create(map(mail, range(90)))
    return OutboxMessage.objects.all()


@pytest.fixture
def counts_forty(monkeypatch):
    monkeypatch.setattr(capped, "MOST_COUNTED", 40)
    monkeypatch.setattr(generic, "MOST_FOUND", 40)


def words(response) -> str:
    """Of the line below the list."""
    found = BeautifulSoup(response.text, "html.parser").select_one("nav.pagination")
    return " ".join(found.text.split())


def pages_of(browser, address, **given) -> list[int]:
    """The keys of all rows, page after page, as long as there is a next one."""
    keys, number = [], 1
    while True:
        response = browser.get(address, given | {"p": number})
        keys += [row.pk for row in response.context["object_list"]]
        if not response.context["page_obj"].has_next():
            return keys
        number += 1


@pytest.mark.parametrize(
    "given",
    [{}, {"status": "failed"}, {"q": "vera@"}, {"ordering": "created_at"}, {"q": "Mail 7"}],
    ids=str,
)
def test_whoever_turns_pages_sees_every_row_once(given, mails, counts_forty, reception):
    expected = mails
    if "status" in given:
        expected = expected.filter(status="failed")
    if given.get("q") == "Mail 7":
        expected = expected.filter(subject__startswith="Mail 7")
    if "ordering" in given:
        expected = expected.reverse()

    assert pages_of(reception, MAIL, **given) == [mail.pk for mail in expected]


@pytest.mark.parametrize("ordering", ["name", "-name"])
def test_rows_that_are_equal_are_told_apart_by_their_keys(ordering, service, therapist):
    keys = [make_practitioner(name="Bo", services=[service]).pk for _number in range(25)]

    found = pages_of(therapist, PRACTITIONERS, ordering=ordering)

    assert found == sorted(keys, reverse=ordering.startswith("-"))


def test_more_than_is_counted_is_said(mails, counts_forty, reception):
    page = reception.get(MAIL)

    assert "Page 1 of more than 2" in words(page)
    assert words(page).endswith("More than 40 mails")
    assert "There are more than 40 matches" in reception.get(MAIL, {"q": "vera"}).text


def test_page_behind_what_is_counted_counts_on(mails, counts_forty, reception):
    assert "Page 3 of more than 3" in words(reception.get(MAIL, {"p": 3}))
    assert words(reception.get(MAIL, {"p": 3})).endswith("More than 60 mails")


@pytest.mark.parametrize("number", ["5", "6", "-1", "0", "9" * 20])
def test_last_page_and_what_lies_behind_it_are_the_last_one(number, mails, counts_forty, reception):
    page = reception.get(MAIL, {"p": number})

    assert words(page).startswith("Page 5 of 5")
    assert words(page).endswith("90 mails")
    assert len(page.context["object_list"]) == 10


@pytest.mark.parametrize("number", ["", "x", "1.5", "9" * 5000])
def test_what_is_no_number_is_the_first_page(number, mails, reception):
    assert reception.get(MAIL, {"p": number}).context["page_obj"].number == 1


def test_fewer_are_counted_to_the_last_one(mails, reception):
    assert words(reception.get(MAIL)).endswith("90 mails")
    assert "There are 45 matches" in reception.get(MAIL, {"status": "failed"}).text


def test_list_without_rows_has_one_page(reception):
    assert "There are no mails to display" in reception.get(MAIL).text


def test_page_and_number_of_rows_are_one_query(mails, reception):
    reception.get(MAIL)

    with CaptureQueriesContext(connection) as sent:
        reception.get(MAIL, {"p": 2, "q": "vera", "status": "failed"})

    # The banner counts the mails in trouble.
    about_mails = [query["sql"] for query in sent if "recipient" in query["sql"]]
    assert len(about_mails) == 1


@pytest.mark.parametrize("given", [{}, {"status": "confirmed"}, {"q": "massage"}], ids=str)
def test_visits_come_in_the_order_of_the_diary_on_every_page(
    given, practitioner, service, now, counts_forty
):
    for hours in range(-30, 40):
        make_visit(practitioner, now + dt.timedelta(hours=2 * hours))

    found = pages_of(logged_in(roles.OWNER), APPOINTMENTS, **given)

    in_order = Appointment.objects.in_diary_order(timezone.now())
    assert found == list(in_order.values_list("pk", flat=True))
