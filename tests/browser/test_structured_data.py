"""Structured data in a real browser: whole, and no matter for the content security policy.

A page that breaks the policy fails its test (tests/browser/fixtures.py).
"""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

PAGES = ["/", "/services/trigger-point-therapy/", "/articles/", "/contact/"]
# Fires whenever the policy blocks anything, whether or not it reaches the console.
WATCH = """
    window.blocked = [];
    document.addEventListener("securitypolicyviolation",
        event => window.blocked.push(event.violatedDirective));
"""
READ = """() => [...document.querySelectorAll("script[type='application/ld+json']")]
    .map(block => JSON.parse(block.textContent)["@graph"].length > 0)"""


def test_policy_lets_the_data_block_be(page):
    page.add_init_script(WATCH)
    for path in PAGES:
        policy = page.goto(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert page.evaluate(READ) == [True]
        assert page.evaluate("window.blocked") == []
