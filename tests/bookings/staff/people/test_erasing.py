"""Erasing somebody at the desk: who may, what the page says, and what is left of them there."""

import pytest

from bookings.models import BookingRequest, Client
from bookings.statuses import RequestStatus
from site_project import roles
from tests.bookings.staff.desk import CLIENTS, REQUESTS, answer, logged_in, url_of
from tests.factories.bookings import make_request
from tests.factories.lives import CANARY, EMAIL, NAME, make_life

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def life() -> Client:
    return make_life()


def erase(browser, client):
    return browser.post(f"{CLIENTS}{client.pk}/erase/", {"version": client.version})


def test_page_says_whom_and_what_goes_along(therapist, life):
    page = therapist.get(f"{CLIENTS}{life.pk}/erase/").text

    references = BookingRequest.objects.filter(name=NAME).values_list("reference", flat=True)
    assert [reference for reference in references if reference not in page] == []
    assert "The same address or number, under another name." in page
    assert "This can’t be undone." in page


def test_erased_client_is_in_no_list_and_opens_as_nobody(therapist, life):
    done = erase(therapist, life)

    assert (done.status_code, done["Location"]) == (302, CLIENTS)
    said = therapist.get(CLIENTS).text
    assert "Erased. Requests that went along: 2." in said
    assert CANARY not in said
    assert f"{CLIENTS}{life.pk}/" not in said
    for tab in ("confirmed", "closed"):
        assert "Erased" not in therapist.get(f"{REQUESTS}?tab={tab}").text
    page = therapist.get(f"{CLIENTS}{life.pk}/").text
    assert "Erased: nobody’s from then on" in page
    assert "Erase this person" not in page
    assert "Book a visit" not in page


def test_nobody_is_found_or_chosen_any_more(therapist, life):
    erase(therapist, life)
    other = make_request()

    found = therapist.get(url_of(other, "match"), {"q": "Erased"}).text
    assert 'name="client"' not in found
    matched = answer(therapist, other, "match", client=life.pk)

    assert matched.status_code == 422
    assert BookingRequest.objects.get(pk=other.pk).client is None


def test_sender_without_a_record_is_erased_from_the_request(therapist):
    asked = make_request(status=RequestStatus.DECLINED, name=NAME, email=EMAIL)
    assert "Erase this person" in therapist.get(url_of(asked)).text

    done = answer(therapist, asked, "erase")

    assert done.status_code == 302
    page = therapist.get(url_of(asked))
    assert CANARY not in page.text
    assert "Erase this person" not in page.text
    assert "Reopen" not in page.text


def test_open_request_is_in_the_way_and_nothing_is_pressed(therapist):
    asked = make_request()

    page = therapist.get(url_of(asked, "erase")).text
    refused = answer(therapist, asked, "erase")

    assert "Not yet, because something is still open:" in page
    assert '<button type="submit" class="button no">' not in page
    assert refused.status_code == 409
    assert "Something is still open." in refused.text
    assert BookingRequest.objects.get().name == "Vera Visitor"


def test_stale_page_erases_nobody(therapist, life):
    refused = therapist.post(f"{CLIENTS}{life.pk}/erase/", {"version": life.version - 1})

    assert refused.status_code == 409
    assert Client.objects.get().name == NAME


@pytest.mark.parametrize("role", [roles.RECEPTION, roles.EDITOR])
def test_others_erase_and_export_nobody(role, life):
    browser = logged_in(role)
    declined = BookingRequest.objects.get(status=RequestStatus.DECLINED)

    tried = [
        browser.post(f"{CLIENTS}{life.pk}/{deed}/", {"version": life.version})
        for deed in ("erase", "export")
    ]
    tried += [answer(browser, declined, deed) for deed in ("erase", "export")]

    assert [CANARY in refused.text for refused in tried] == [False] * 4
    assert {refused.status_code for refused in tried} <= {302, 403}
    assert [refused.get("Content-Type") == "application/zip" for refused in tried] == [False] * 4
    assert Client.objects.get().name == NAME
    assert "Erase this person" not in browser.get(f"{CLIENTS}{life.pk}/").text


def test_consent_is_seen_with_its_words(therapist):
    asked = make_request(health="sore neck")

    page = therapist.get(url_of(asked)).text
    answer(therapist, asked, "withdraw_consent")
    after = therapist.get(url_of(asked)).text

    words = asked.consent.text
    assert f"Given on Sun 22 Nov 2026, 10:00 to these words ({words}):" in page
    assert words.text in page
    assert "Withdrawn on Sun 22 Nov 2026, 10:00" in after
