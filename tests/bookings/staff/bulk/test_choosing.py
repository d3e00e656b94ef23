"""The page that says what would be done with the requests that were chosen."""

import datetime as dt

import pytest

from bookings.domain import transitions
from bookings.models import BookingRequest
from bookings.staff.actions import ACTIONS
from bookings.staff.may import NOT_ALLOWED, why_not
from bookings.statuses import RequestStatus
from tests.bookings.staff.bulk.desk import choose
from tests.bookings.staff.desk import BULK, REQUESTS, stored
from tests.factories.bookings import make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

CONFIRMATION_QUERIES = {"assign": 10, "decline": 9, "quarantine": 9}
KINDS = list(CONFIRMATION_QUERIES)


def shown(response) -> tuple[list[int], dict[int, str]]:
    """Which would be done, and which not and why."""
    context = response.context
    able = [one.request.pk for one in context["able"]]
    return able, {one.request.pk: str(one.why_not) for one in context["unable"]}


def test_page_lists_what_would_be_done_and_what_not_and_why(service, reception):
    open_one = make_request(service=service)
    confirmed = make_request(service=service, status=RequestStatus.CONFIRMED)
    declined = make_request(service=service, status=RequestStatus.DECLINED)
    before = stored()

    response = choose(reception, "decline", confirmed, open_one, declined)

    assert response.status_code == 200
    assert shown(response) == (
        [open_one.pk],
        {
            confirmed.pk: "That is not possible in the state this request is in.",
            declined.pk: "It is declined already.",
        },
    )
    assert "Decline 1 request" in response.text
    assert stored() == before


@pytest.mark.parametrize("status", RequestStatus)
@pytest.mark.parametrize("kind", KINDS)
def test_what_would_be_done_is_what_the_table_of_transitions_allows(
    kind, status, service, reception
):
    request = make_request(service=service)
    BookingRequest.objects.filter(pk=request.pk).update(status=status)
    request.refresh_from_db()
    action = next(action for action in ACTIONS if action.name == kind)

    able, _unable = shown(choose(reception, kind, request))

    assert able == ([request.pk] if action.is_possible(request) else [])


def test_who_has_a_request_by_now_is_said(service, reception):
    request = make_request(service=service)
    other = make_user(first_name="Otto", last_name="Other")
    transitions.take(request_id=request.pk, version=request.version, by=other)

    assert "with Otto Other" in choose(reception, "assign", request).text


def test_somebody_without_an_address_is_to_be_called(service, reception):
    request = make_request(service=service, email="", phone="01632 960001")

    assert "No email address: call to tell them." in choose(reception, "decline", request).text
    assert "No email address" not in choose(reception, "quarantine", request).text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_so_many_queries(count, kind, service, reception, django_assert_num_queries):
    requests = [make_request(service=service) for _number in range(count)]
    choose(reception, kind, *requests)

    with django_assert_num_queries(CONFIRMATION_QUERIES[kind]):
        response = choose(reception, kind, *requests)

    assert len(shown(response)[0]) == count
    assert len(response.content) < 60_000


def test_keys_that_are_none_are_passed_over_and_repeated_ones_count_once(service, reception):
    request = make_request(service=service)
    pks = [
        request.pk,
        "9" * 20,
        "-1",
        "x",
        "",
        "１２",
        f"0{request.pk}",
        f"{request.pk}-1",
        request.pk,
    ]

    response = reception.get(f"{BULK}decline/", {"pk": pks})

    assert (response.status_code, shown(response)) == (200, ([request.pk], {}))


def test_unknown_ones_are_counted_in_words(service, reception):
    request = make_request(service=service)

    response = reception.get(f"{BULK}decline/", {"pk": [request.pk, 4711, 4712]})

    assert shown(response) == ([request.pk], {})
    assert "2 of those you chose are not here any more." in response.text


@pytest.mark.parametrize("pks", [[], ["-1"], ["9" * 20]])
def test_nothing_chosen_is_refused_in_words(pks, reception):
    response = reception.get(f"{BULK}quarantine/", {"pk": pks})

    assert response.status_code == 422
    assert "Choose the requests first: tick the box" in response.text


def test_fifty_are_enough(reception):
    fifty = reception.get(f"{BULK}decline/", {"pk": range(1, 51)})
    more = reception.get(f"{BULK}decline/", {"pk": range(1, 52)})

    assert (fifty.status_code, more.status_code) == (200, 422)
    assert "50 requests at once at most, and you chose 51. Choose fewer." in more.text


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("", REQUESTS),
        ("status=received&p=2", f"{REQUESTS}?status=received&amp;p=2"),
        ("//evil.example", f"{REQUESTS}?%2F%2Fevil.example="),
        ("&" * 5_000, REQUESTS),
        ("\0", f"{REQUESTS}?%00="),
    ],
)
def test_way_back_is_the_list_as_it_was(back, leads_to, service, reception):
    page = choose(reception, "decline", make_request(service=service), back=back).text

    assert f'href="{leads_to}"' in page


def test_who_may_only_look_gets_no_boxes_and_is_refused(service, onlooker):
    request = make_request(service=service)

    page = onlooker.get(REQUESTS).text
    refused = choose(onlooker, "decline", request)

    assert ('form="bulk"' in page, 'id="bulk"' in page) == (False, False)
    assert (refused.status_code, refused.url) == (302, "/admin/")


@pytest.mark.parametrize(("browser", "words"), [("reception", ""), ("onlooker", str(NOT_ALLOWED))])
def test_each_request_is_asked_for_itself(browser, words, service, request):
    user = request.getfixturevalue(browser).user
    action = next(action for action in ACTIONS if action.name == "decline")

    assert str(why_not(user, make_request(service=service), action)) == words


def test_boxes_of_the_list_say_whose_they_are(service, reception):
    asked = make_request(service=service, name="Clara <b>", age=dt.timedelta(days=1))

    page = reception.get(REQUESTS, {"q": "Clara"}).text

    assert f'<input type="checkbox" name="pk" value="{asked.pk}" form="bulk"' in page
    assert f"Choose request {asked.reference} of Clara &lt;b&gt;" in page
    assert '<input type="hidden" name="back" value="q=Clara">' in page
