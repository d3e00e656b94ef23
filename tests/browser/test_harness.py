"""The browser fixtures themselves: a test that cannot fail would find nothing."""

import pytest

from tests.browser.fixtures import nothing_fails, watched_page

PAGE = "<!doctype html><html lang=en><title>Page</title><body><main><h1>Page</h1>{}</main></body>"


def test_axe_finds_what_is_wrong(page, axe):
    page.set_content(PAGE.format("<img src='data:,'>"))
    assert [line.partition(":")[0] for line in axe(page)] == ["image-alt"]


def test_axe_finds_targets_that_are_too_small(page, axe):
    link = "<a href='#{0}' style='display:block;height:8px;overflow:hidden'>{0} to press</a>"
    page.set_content(PAGE.format(link.format("One") + link.format("Two")))
    assert [line.partition(":")[0] for line in axe(page)] == ["target-size"]


def test_axe_is_content_with_a_good_page(page, axe):
    page.set_content(PAGE.format("<p>All is well.</p>"))
    assert axe(page) == []


def test_no_script_page_runs_no_script(no_script_page):
    no_script_page.goto("data:text/html,<title>still</title><script>document.title='ran'</script>")
    assert no_script_page.title() == "still"


@pytest.mark.parametrize(
    ("address", "script", "problem"),
    [
        ("/missing/", "document.head.innerHTML = '<style>a {}</style>'", "Content Security Policy"),
        ("about:blank", "fetch('http://third.example/').catch(() => 0)", "http://third.example/"),
        ("about:blank", "setTimeout(() => { throw new Error('broken') })", "broken"),
    ],
)
def test_page_reports(browser, server, own_database, address, script, problem):
    with pytest.raises(AssertionError, match=problem):
        break_a_page(browser, server, address, script)


def break_a_page(browser, server, address, script):
    with watched_page(browser, server) as page:
        page.goto(address)
        page.evaluate(script)
        page.wait_for_timeout(500)


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("fetch('/static/missing.png').then(() => 0)", "404: .*/static/missing.png"),
        ("console.error('beside itself')", "beside itself"),
    ],
)
def test_page_on_which_something_fails_is_found(page, script, problem):
    page.goto("/missing/")
    with pytest.raises(AssertionError, match=problem):
        run_in_vain(page, script)


def run_in_vain(page, script):
    with nothing_fails(page):
        page.evaluate(script)
