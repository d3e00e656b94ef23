"""Cookies: so named and marked that no other host and no script gets them; none without need."""

import pytest

from site_project.roles import THERAPIST
from tests.factories.people import make_user
from tests.site_project.answers import FORM, public_answers, refusals, visitor

pytestmark = pytest.mark.usefixtures("demo_site", "production")

# The request form itself is the same for everybody; 429 is its check page.
WITH_FORM = {"token page", "token page, posted", "log-in", "429"}
PASSWORD = "a long one for this test"


def marks(cookie):
    return {name: cookie[name] for name in ("secure", "httponly", "samesite", "path", "domain")}


STRICT = {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}


def test_only_pages_with_a_form_set_a_cookie_and_only_the_one_it_needs(settings):
    settings.ROOT_URLCONF = "tests.site_project.answers"
    answers = public_answers() | refusals()
    found = {name: set(answer.cookies) for name, answer in answers.items() if answer.cookies}
    assert found == {name: {"__Host-csrftoken"} for name in WITH_FORM}
    marked = [marks(answers[name].cookies["__Host-csrftoken"]) for name in WITH_FORM]
    assert marked == [STRICT] * len(WITH_FORM)


def test_who_signs_in_gets_a_session_that_no_other_host_can_set():
    make_user(username="thea", password=PASSWORD, role=THERAPIST)
    client = visitor()
    answer = client.post("/admin/login/", {"login_name": "thea", "password": PASSWORD})
    assert answer.status_code == 302
    assert {name: marks(cookie) for name, cookie in answer.cookies.items()} == {
        "__Host-csrftoken": STRICT,
        "__Host-sessionid": STRICT,
    }


def test_message_for_the_next_page_is_in_the_session_and_in_no_cookie():
    client = visitor()
    answer = client.post("/admin/login/passkey/", {"credential": "{}"})
    assert set(answer.cookies) == {"__Host-sessionid"}
    assert marks(answer.cookies["__Host-sessionid"]) == STRICT
    assert "This passkey is not known here." in client.get(answer["Location"]).text


def test_visitor_who_looks_around_carries_nothing():
    client = visitor()
    for address in (FORM, "/", "/articles/", "/search/?q=neck"):
        client.get(address)
    assert set(client.cookies) == set()
