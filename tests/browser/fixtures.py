"""A real browser against the real site, over HTTP.

`page` and `no_script_page` come with a database of their own (`own_database`); add `demo_site`
to have the demonstration in it. A page that breaks the content security policy, calls another
host or raises an error in a script fails its test.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.http import HttpResponse
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser import axe as axe_rules
from tests.browser.chromium import ARGUMENTS, find_chromium

PATIENCE_MS = 15_000


class LongQueue(ThreadedWSGIServer):
    """Takes in fifty at the same moment, where Django's own resets what comes after ten."""

    request_queue_size = 128


class Served(LiveServerThread):
    """The site as it is: WhiteNoise serves the static files, as in production."""

    daemon = True
    server_class = LongQueue

    def __init__(self) -> None:
        super().__init__("127.0.0.1", static_handler=lambda application: application)


@pytest.fixture(scope="session")
def server(databases) -> Iterator[str]:
    """The address of the site; it answers from whatever database the test has."""
    thread = Served()
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, server, own_database) -> Iterator[Page]:
    with watched_page(browser, server) as page:
        yield page


@pytest.fixture
def no_script_page(browser, server, own_database) -> Iterator[Page]:
    """A visitor without JavaScript."""
    with watched_page(browser, server, java_script_enabled=False) as page:
        yield page


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page: `assert axe(page) == []`."""
    return axe_rules.violations


@contextmanager
def watched_page(browser: Browser, server: str, **options) -> Iterator[Page]:
    """A page in a context of its own; what goes wrong on it is raised when it closes.

    Without service workers, which would stand between `show` and the page.
    """
    options = {"reduced_motion": "reduce", "service_workers": "block"} | options
    context = browser.new_context(base_url=server, **options)
    context.set_default_timeout(PATIENCE_MS)
    problems: list[str] = []

    def see_request(request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"} and not request.url.startswith(server):
            problems.append(f"request to another host: {request.url}")

    def see_message(message) -> None:
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    context.on("request", see_request)
    context.on("console", see_message)
    context.on("weberror", lambda raised: problems.append(f"script: {raised.error}"))
    yield context.new_page()
    context.close()
    assert problems == []


@contextmanager
def nothing_fails(page: Page) -> Iterator[None]:
    """Raise at the end what the page asked for in vain, and what its console calls an error."""
    problems: list[str] = []

    def see_response(response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            problems.append(f"{response.status}: {response.url}")

    def see_failure(request) -> None:
        # Aborted is what the next page no longer needs.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"{request.failure}: {request.url}")

    def see_message(message) -> None:
        # Of a page that is itself an error, too; what else does not load is seen above.
        if message.type == "error" and "Failed to load resource" not in message.text:
            problems.append(message.text)

    page.on("response", see_response)
    page.on("requestfailed", see_failure)
    page.on("console", see_message)
    yield
    assert problems == []


@pytest.fixture
def show(page) -> Iterator[Callable[[HttpResponse], None]]:
    """Put an answer of the site before the browser, policy and all, without asking again."""
    answers: list[HttpResponse] = []

    def fulfil(route: Route) -> None:
        answer = answers[-1]
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=answer.text)

    def show(answer: HttpResponse) -> None:
        answers.append(answer)
        page.goto("/shown/")

    page.route("**/shown/", fulfil)
    with nothing_fails(page):
        yield show
