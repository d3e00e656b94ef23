"""Every page and state, made once a run for all the tests that only look at them."""

import pytest
from django.http import HttpResponse

from tests.html.crawl import address_of, crawl, links
from tests.html.states import every_state

Pages = dict[str, HttpResponse]


@pytest.fixture(scope="session")
def looked_at() -> dict[str, Pages]:
    return {}


@pytest.fixture
def states(demo_site, client, looked_at) -> Pages:
    """The answer to each state by its name; see states.py."""
    if not looked_at:
        states = every_state()
        # At once, because the rows that the links lead to are gone after the test.
        starts = {
            target
            for page in states.values()
            for target, _ in links(page)
            if target != address_of(page)
        }
        looked_at |= {"states": states, "reached": crawl(client, starts)}
    return looked_at["states"]


@pytest.fixture
def reached(states, looked_at) -> Pages:
    """What every address answers that a link of a state leads to."""
    return looked_at["reached"]


@pytest.fixture
def every_page(states, reached) -> Pages:
    """Both of them, as far as they are HTML."""
    return {
        name: page
        for name, page in (reached | states).items()
        if page["Content-Type"].startswith("text/html")
    }
