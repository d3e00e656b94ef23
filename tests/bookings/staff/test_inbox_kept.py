"""What the inbox remembers between two looks is true at the next one, and saves queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.domain.submission import Wish
from bookings.staff.wish_lines import WishState
from bookings.statuses import RequestStatus
from site_project import roles
from tests.bookings.staff.desk import REQUESTS
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_database", "page_cache", "now"),
]

HOUR = dt.timedelta(hours=1)
NINE = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
# T9 of the targets in docs/performance.md.
MOST_SQL = 12


def ask(service, number: int = 0, **content) -> None:
    start = NINE + number * HOUR
    contact = {"name": f"Client {number}", "email": f"client-{number}@example.org"}
    wishes = (Wish(slot_start=start, slot_end=start + HOUR),)
    make_request(service=service, wishes=wishes, **contact | content)


def choices(browser, field: str) -> list[str]:
    form = browser.get(REQUESTS).context["narrowing"]
    return [words for _key, words in form.fields[field].choices]


def states(browser) -> list[WishState | None]:
    cards = browser.get(REQUESTS).context["cards"]
    return [wish.line.state for card in cards for wish in card.wishes]


@pytest.mark.parametrize(
    "query",
    [{}, {"q": "client"}, {"assigned_to": "nobody"}, {"tab": "waiting_list"}],
    ids=str,
)
def test_inbox_takes_few_queries(query, service, practitioner, reception):
    for number in range(21):
        ask(service, number)
        ask(service, number + 21, status=RequestStatus.WAITLISTED)
    reception.get(REQUESTS, query)

    with CaptureQueriesContext(connection) as sent:
        page = reception.get(REQUESTS, query)

    assert len(page.context["cards"]) == 20
    assert len(sent) <= MOST_SQL, [query["sql"] for query in sent]


def test_visit_takes_the_wish_away_from_the_next_look(service, practitioner, reception):
    ask(service)
    before = states(reception)
    book_visit(practitioner, service=service, start=NINE, name="Somebody else")

    assert (before, states(reception)) == ([WishState.FREE], [WishState.GONE])


def test_another_practitioner_gives_it_back(service, practitioner, reception):
    ask(service)
    book_visit(practitioner, service=service, start=NINE, name="Somebody else")
    before = states(reception)
    make_practitioner(name="Otto", services=[service])

    assert (before, states(reception)) == ([WishState.GONE], [WishState.FREE])


def test_service_that_is_new_counts_at_once(service, practitioner, reception):
    ask(service)
    states(reception)
    feet = make_service(title="Feet")
    make_practitioner(name="Otto", services=[feet])
    ask(feet, 1)

    assert states(reception) == [WishState.FREE, WishState.FREE]


def test_who_may_answer_since_a_moment_ago_can_be_chosen(reception):
    before = choices(reception, "assigned_to")
    colleague = make_user(first_name="Cleo", last_name="Colleague", role=roles.RECEPTION)
    with_her = choices(reception, "assigned_to")
    colleague.groups.clear()

    assert "Cleo Colleague" not in before
    assert "Cleo Colleague" in with_her
    assert choices(reception, "assigned_to") == before


def test_services_and_practitioners_can_be_chosen_once_they_are_there(service, reception):
    choices(reception, "service"), choices(reception, "practitioner")
    feet = make_service(title="Feet")
    otto = make_practitioner(name="Otto", services=[feet])

    assert "Feet" in choices(reception, "service")
    assert "Otto" in choices(reception, "practitioner")
    otto.active = False
    otto.save()
    assert "Otto" not in choices(reception, "practitioner")
