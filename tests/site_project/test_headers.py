"""What every answer carries, whichever way it came about."""

import pytest
from django.conf import settings as site_settings
from django.utils.csp import build_policy

from home.headers import SAME_FOR_ALL
from tests.site_project.answers import admin_answers, public_answers, refusals, visitor

pytestmark = pytest.mark.usefixtures("demo_site", "production")

YEAR = 365 * 24 * 3600
HSTS = f"max-age={YEAR}; includeSubDomains; preload"
# Which answers say something else of themselves, and what.
OTHERWISE = {
    "document": {"Content-Security-Policy": "default-src 'none'"},
    "picture": {"Cross-Origin-Resource-Policy": "cross-origin"},
    "token page": {"Referrer-Policy": "no-referrer"},
    "token page, file": {"Referrer-Policy": "no-referrer"},
    "token page, unknown": {"Referrer-Policy": "no-referrer"},
    "token page, posted": {"Referrer-Policy": "no-referrer"},
    "requested": {"Referrer-Policy": "no-referrer"},
    "feed": {"Referrer-Policy": "no-referrer"},
    "feed, unknown": {"Referrer-Policy": "no-referrer"},
    # It came without HTTPS, where a browser has to ignore the header.
    "400 host, without HTTPS": {"Strict-Transport-Security": None},
}


def expected(name, policy):
    headers = SAME_FOR_ALL | {
        "Content-Security-Policy": build_policy(policy),
        "Strict-Transport-Security": HSTS,
        "X-Frame-Options": "DENY",
    }
    return headers | OTHERWISE.get(name, {})


def carried(response):
    return {name: response.get(name) for name in expected("", {})}


def test_every_public_answer_carries_the_headers():
    answers = public_answers()
    public = {name: answer for name, answer in answers.items() if not name.startswith("admin")}
    wanted = {name: expected(name, site_settings.SECURE_CSP) for name in public}
    assert {name: carried(answer) for name, answer in public.items()} == wanted


def test_every_refusal_carries_the_headers_and_words(settings):
    settings.ROOT_URLCONF = "tests.site_project.answers"
    answers = refusals()
    assert {name: answer.status_code for name, answer in answers.items()} == {
        name: int(name[:3]) for name in answers
    }
    wanted = {name: expected(name, site_settings.SECURE_CSP) for name in answers}
    assert {name: carried(answer) for name, answer in answers.items()} == wanted
    wordless = [name for name, answer in answers.items() if answer.text.count("<h1>") != 1]
    assert wordless == []
    homeless = [name for name, answer in answers.items() if 'href="/"' not in answer.text]
    assert homeless == []


def test_every_page_of_the_admin_carries_the_headers():
    answers = admin_answers()
    wanted = {name: expected(name, site_settings.ADMIN_CSP) for name in answers}
    wanted["preview"]["X-Frame-Options"] = "SAMEORIGIN"
    assert {name: carried(answer) for name, answer in answers.items()} == wanted
    kept = [name for name, answer in answers.items() if "no-store" not in answer["Cache-Control"]]
    assert kept == []


@pytest.mark.parametrize("policy", ["SECURE_CSP", "ADMIN_CSP"])
def test_no_policy_allows_a_script_that_is_not_a_file_of_ours(policy):
    rules = getattr(site_settings, policy)
    assert {name: rules[name] for name in ("default-src", "script-src", "object-src")} == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
    }
    assert {"base-uri", "form-action", "frame-ancestors"} <= rules.keys()


def test_private_answers_are_stored_by_nobody():
    answers = public_answers()
    private = {name for name in answers if name.startswith(("token page", "requested", "feed"))}
    private |= {"form, errors", "log-in"}
    kept = [name for name in private if "no-store" not in answers[name]["Cache-Control"]]
    assert kept == []
    found = [name for name in private - {"form, errors", "log-in"} if not hidden(answers[name])]
    assert found == []


def hidden(answer):
    return answer.get("X-Robots-Tag") == "noindex"


@pytest.mark.parametrize("method", ["delete", "put", "patch"])
def test_refused_method_says_which_ones_there_are(method):
    response = getattr(visitor(), method)(
        "/my-request/nothing/", content_type="application/x-www-form-urlencoded"
    )
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert "<h1>That cannot be done at this address</h1>" in response.text


def test_refusal_that_nobody_reads_stays_empty():
    response = visitor().delete("/my-request/nothing/", headers={"x-requested-with": "x"})
    assert (response.status_code, response.content) == (405, b"")
