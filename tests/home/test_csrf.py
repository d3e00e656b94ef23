"""A form that another site sends, or that has lost its proof (security.md, 16).

The request form has no proof: what it sends stores nothing. Its check page has one.
"""

import io

import pytest
from django.test import Client

from bookings.models import BookingRequest
from site_project.handler import WholeBody
from tests.factories.bookings import make_service

pytestmark = pytest.mark.django_db

HOST = "testserver"
SECRET, OTHER = "0123456789abcdefghijklmnopqrstuv", "vutsrqponmlkjihgfedcba9876543210"
FORM = "/services/shoulders/request/"
ADDRESSES = [FORM, "/my-request/x/", "/admin/login/"]
FOREIGN = ["https://evil.example", "null", f"https://{HOST}", f"http://{HOST}.evil.example"]
# What a check page sends along.
CHECKED = {"name": "Vera", "submission_token": "x"}
SPOILT = {
    "none": None,
    "empty": "",
    "short": SECRET[:-1],
    "long": SECRET + "w",
    "with NUL": SECRET[:-1] + "\x00",
    "of other letters": SECRET[:-1] + "ß",
    "of somebody else": OTHER,
}


@pytest.fixture
def browser(settings) -> Client:
    browser = Client(enforce_csrf_checks=True, headers={"host": HOST})
    browser.cookies[settings.CSRF_COOKIE_NAME] = SECRET
    service = make_service()
    service.slug = "shoulders"
    service.save()
    return browser


def is_said(response) -> bool:
    return (
        response.status_code == 403
        and "<h1>This was not sent</h1>" in response.text
        and "what you typed should still be there" in response.text
    )


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("proof", SPOILT.values(), ids=SPOILT)
def test_form_with_a_spoilt_proof_is_refused_in_words(browser, address, proof):
    sent = CHECKED if proof is None else CHECKED | {"csrfmiddlewaretoken": proof}

    assert is_said(browser.post(address, sent))
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("origin", [*FOREIGN, "\x00", ""])
def test_form_of_another_origin_is_refused_in_words(browser, address, origin):
    sent = {"name": "Vera", "csrfmiddlewaretoken": SECRET}

    assert is_said(browser.post(address, sent, headers={"origin": origin}))


@pytest.mark.parametrize("referrer", ["", "https://evil.example/", f"http://{HOST}/", "\x00"])
def test_form_over_https_says_where_it_comes_from(browser, referrer):
    sent = CHECKED | {"csrfmiddlewaretoken": SECRET}
    headers = {"referer": referrer} if referrer else {}

    assert is_said(browser.post(ADDRESSES[0], sent, headers=headers, secure=True))


def test_form_with_its_proof_is_read(browser):
    sent = CHECKED | {"csrfmiddlewaretoken": SECRET}

    response = browser.post(FORM, sent, headers={"origin": f"http://{HOST}"})

    assert response.status_code == 422


@pytest.mark.parametrize("button", [{}, {"change": "id_name"}, {"show": "2026-12-01"}])
@pytest.mark.parametrize(
    "headers",
    [*({"origin": origin} for origin in FOREIGN), {"sec-fetch-site": "cross-site"}],
    ids=[*FOREIGN, "cross-site"],
)
def test_request_form_that_another_site_sends_is_not_shown(browser, button, headers):
    response = browser.post(FORM, {"name": "Vera"} | button, headers=headers)

    assert is_said(response)
    assert "Vera" not in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": f"http://{HOST}"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_request_form_needs_no_proof_before_its_check_page(browser, headers):
    del browser.cookies["csrftoken"]

    response = browser.post(FORM, {"name": "Vera"}, headers=headers)

    assert (response.status_code, list(response.cookies)) == (422, [])
    assert 'value="Vera"' in response.text


def test_origin_that_the_settings_trust_may_send_the_request_form(browser, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://practice.example"]
    headers = {"origin": "https://practice.example", "sec-fetch-site": "cross-site"}

    assert browser.post(FORM, {"name": "Vera"}, headers=headers).status_code == 422


def test_request_form_that_is_cut_off_on_its_way_is_refused_in_words(browser):
    cut = {
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": "90",
        "wsgi.input": io.BufferedReader(WholeBody(io.BytesIO(b"name=Ve"), 90)),
    }

    response = browser.generic("POST", FORM, **cut)

    assert response.status_code == 400
    assert "<h1>This could not be understood</h1>" in response.text


def test_page_of_its_own_below_request_asks_for_the_proof(browser):
    response = browser.post("/services/request/", {"name": "Vera"})

    assert is_said(response)
