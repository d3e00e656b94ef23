"""*Confirm this time* from the inbox: one look at who and what, and back to where one was."""

import datetime as dt

import pytest

from bookings.domain.submission import Wish
from bookings.models import BookingRequest, ScreeningOutcome
from bookings.statuses import RequestStatus
from tests.bookings.staff.desk import REQUESTS, answer, slot, status_of, stored, url_of
from tests.factories.bookings import book_visit, make_practitioner, make_request

NINE = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def asked(service, practitioner, now) -> BookingRequest:
    wishes = (Wish(slot_start=NINE, slot_end=NINE + HOUR), Wish())
    return make_request(service=service, name="Vera Visitor", wishes=wishes)


def sure(asked: BookingRequest, query: str = "wish=1&back=tab%3Doffered") -> str:
    return f"{url_of(asked, 'sure')}?{query}"


def test_one_screen_says_who_what_when_and_what_is_told(asked, practitioner, reception):
    before = stored()

    page = reception.get(sure(asked)).text

    for words in [
        "Vera Visitor",
        asked.reference,
        "Tuesday 1 December 2026, 9:00 (Europe/London)",
        "Thea",
        "Neck massage, 60 minutes, £60",
        "vera@example.org",
        f'action="{url_of(asked, "confirm")}?wish=1&amp;back=tab%3Doffered"',
        f'value="{slot(practitioner, NINE)}"',
        f'href="{REQUESTS}?tab=offered"',
    ]:
        assert words in page
    assert stored() == before


def test_each_person_who_is_free_is_a_press(asked, service, reception):
    make_practitioner(name="Bo", services=[service])

    page = reception.get(sure(asked)).text

    assert "Confirm with Bo" in page
    assert "Confirm with Thea" in page


def test_confirmed_from_the_inbox_one_is_back_there(asked, practitioner, reception):
    address = url_of(asked, "confirm") + "?wish=1&back=tab%3Doffered%26service%3D7"
    data = {"version": asked.version, "slot": slot(practitioner, NINE)}

    response = reception.post(address, data, follow=True)

    assert response.redirect_chain == [(f"{REQUESTS}?tab=offered&service=7", 302)]
    assert "Confirmed: Tuesday 1 December 2026, 9:00 (Europe/London), with Thea." in response.text
    assert asked.appointments.get().start == NINE


@pytest.mark.parametrize("name", ["decline", "offer"])
def test_other_answers_lead_back_too(name, asked, reception, practitioner):
    page = reception.get(url_of(asked, name) + "?back=flag%3Dunread")
    data = {"version": asked.version, "reason": "other", "slot": [slot(practitioner, NINE)]}

    response = reception.post(url_of(asked, name) + "?back=flag%3Dunread", data)

    assert f'href="{REQUESTS}?flag=unread"' in page.text
    assert (response.status_code, response.url) == (302, f"{REQUESTS}?flag=unread")


@pytest.mark.parametrize(
    "back",
    [
        *("https://example.org/", "//example.org/", "/admin/logout/", "\r\nLocation: x", "\x00"),
        *("javascript:alert(1)", "../../../", "?//example.org", "#//example.org", "x" * 9000),
    ],
)
def test_way_back_is_the_inbox_whatever_is_sent(back, asked, practitioner, reception):
    data = {"version": asked.version, "slot": slot(practitioner, NINE)}
    address = url_of(asked, "confirm")

    response = reception.post(address, data, query_params={"back": back})

    assert response.status_code == 302
    assert response.url.startswith(f"{REQUESTS}?")
    assert len(response.url) < 8_000
    assert reception.get(response.url).status_code == 200


def test_without_a_way_back_it_is_the_request(asked, practitioner, reception):
    response = answer(reception, asked, "confirm", slot=slot(practitioner, NINE))

    assert response.url == url_of(asked)


def test_time_that_was_taken_meanwhile_leads_to_what_is_free(
    asked, practitioner, service, reception
):
    book_visit(practitioner, service=service, start=NINE)

    response = reception.get(sure(asked), follow=True)

    assert response.redirect_chain == [
        (f"{url_of(asked, 'confirm')}?wish=1&back=tab%3Doffered", 302)
    ]
    assert "Tue 1 Dec, 9:00 is not free any more. Choose another time." in response.text


def test_who_was_faster_is_said_with_what_is_free_instead(asked, practitioner, service, reception):
    page = reception.get(sure(asked))
    book_visit(practitioner, service=service, start=NINE)
    data = {"version": asked.version, "slot": slot(practitioner, NINE)}

    response = reception.post(url_of(asked, "confirm") + "?wish=1&back=", data)

    assert (page.status_code, response.status_code) == (200, 409)
    assert response.context["free_days"]
    assert f'href="{REQUESTS}"' in response.text
    assert status_of(asked) == RequestStatus.RECEIVED


def test_version_that_was_seen_counts(asked, practitioner, reception):
    BookingRequest.objects.filter(pk=asked.pk).update(version=7)
    data = {"version": 1, "slot": slot(practitioner, NINE)}

    assert reception.post(url_of(asked, "confirm") + "?back=", data).status_code == 409
    assert status_of(asked) == RequestStatus.RECEIVED


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"status": RequestStatus.DECLINED}, "confirm"),
        ({"screening_outcome": ScreeningOutcome.CAUTION}, "confirm"),
    ],
)
def test_what_cannot_be_confirmed_asks_nothing(changes, where, asked, reception):
    BookingRequest.objects.filter(pk=asked.pk).update(**changes)

    response = reception.get(sure(asked))

    assert response.url == f"{url_of(asked, where)}?wish=1&back=tab%3Doffered"


@pytest.mark.parametrize("wish", ["2", "9", "x", "12345678901234567890"])
def test_wish_without_a_time_leads_to_the_page(wish, asked, reception):
    response = reception.get(sure(asked, f"wish={wish}"))

    assert response.url == f"{url_of(asked, 'confirm')}?wish={wish}"
    assert reception.get(response.url).status_code == 200


def test_only_a_look_and_only_for_those_who_answer(asked, reception, onlooker):
    assert reception.post(sure(asked)).status_code == 405
    assert onlooker.get(sure(asked)).url == "/admin/"
