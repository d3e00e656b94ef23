"""Public pages are to have 100 of MDN's HTTP Observatory, the admin 90."""

from http.cookies import SimpleCookie

import pytest
from django.http import HttpResponse

from tests.site_project.answers import admin_answers, public_answers, refusals
from tests.site_project.observatory import score

PAGE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


def scores(answers):
    return {name: score(answer, answer.cookies.values()) for name, answer in answers.items()}


@pytest.mark.usefixtures("demo_site", "production")
def test_public_answers_have_the_whole_score(settings):
    settings.ROOT_URLCONF = "tests.site_project.answers"
    # Over plain HTTP a browser ignores most of it: a redirect would be answered otherwise.
    answers = {
        name: answer
        for name, answer in (public_answers() | refusals()).items()
        if "without HTTPS" not in name and not name.startswith("admin")
    }
    assert {name for name, points in scores(answers).items() if points < 100} == set()
    # 5 more are for a good cookie; it has none.
    assert scores(answers)["form"] == 130


@pytest.mark.usefixtures("demo_site", "production")
def test_pages_of_the_admin_have_most_of_it():
    # 125 with a cookie, 120 without one; never the 10 for a policy without inline styles.
    assert set(scores(admin_answers()).values()) == {120, 125}


@pytest.mark.once
@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 130),
        ({"Content-Security-Policy": ""}, 55),
        ({"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'"}, 60),
        ({"Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'"}, 125),
        ({"Strict-Transport-Security": "max-age=600"}, 120),
        ({"Strict-Transport-Security": ""}, 80),
        ({"X-Content-Type-Options": ""}, 125),
        ({"Cross-Origin-Resource-Policy": "cross-origin"}, 120),
        ({"Referrer-Policy": "unsafe-url"}, 125),
    ],
)
def test_score_falls_with_what_is_missing(changes, points):
    headers = {name: value for name, value in (PAGE | changes).items() if value}
    assert score(HttpResponse(headers=headers)) == points


@pytest.mark.once
@pytest.mark.parametrize(
    ("cookie", "points"),
    [
        ("sessionid=1; Secure; HttpOnly; SameSite=Lax", 135),
        ("sessionid=1; Secure; HttpOnly", 130),
        ("sessionid=1; Secure; SameSite=Lax", 70),
        ("sessionid=1; HttpOnly; SameSite=Lax", 60),
    ],
)
def test_score_falls_with_a_loose_cookie(cookie, points):
    assert score(HttpResponse(headers=PAGE), SimpleCookie(cookie).values()) == points
