"""Hostile words in every public form, every link's page and every parameter, on the server of
production (security.md, 8, 17, 30, 32, 34).
"""

import itertools
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from bookings.domain.feeds import make_feed
from bookings.domain.manage import manage_token
from bookings.models import BookingRequest, FeedLevel, OutboxMessage, Practitioner
from bookings.views.situation import State
from services.models import ServicePage
from site_project.roles import THERAPIST
from tests.admin.bad_input import GARBAGE, HOSTILE, QUERIES, VALUES, marked, with_query
from tests.drill.serving import Answer, Server, environment
from tests.factories.bookings import make_hours
from tests.factories.people import make_user
from tests.factories.situations import make_situation, make_visit
from tests.home.search.hostile import HOSTILE as SEARCHED
from tests.html.states import ANSWERS, PAGES, SERVICE

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_database", "demo_site"),
]

FORM = f"{SERVICE}request/"
# What is put into one field while the others are as they should be.
ALONE = ("", "\x00", "9" * 400, "a\r\nBcc: victim@example.org", HOSTILE)
# What only somebody who reads the source, or an error page, could know.
LEAKS = (
    "Traceback",
    "site_project",
    "OperationalError",
    "DataError",
    "bookings_",
    "sqlite",
    "psql",
)
PARAMETERS = ("q", "page", "topic", "article", "areas", "proof", "show", "days_from", "next")


class Siege:
    """Asks a server, each time from elsewhere, so that no limit answers; keeps what was wrong."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.number = itertools.count()
        self.wrong: list[str] = []
        self.slowest = 0.0

    def ask(self, path: str, data: Mapping[str, str | list[str]] | None = None) -> Answer:
        number = next(self.number)
        began = time.monotonic()
        client = f"198.51.{number // 250}.{number % 250}"
        answer = self.server.ask(path, data, client=client)
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.wrong += [f"{path[:200]} {str(data)[:200]}: {found}" for found in complaints(answer)]
        return answer


def complaints(answer: Answer) -> Iterator[str]:
    if answer.status >= 500 or answer.status == 429:
        yield str(answer.status)
    yield from (f"says {leak}" for leak in LEAKS if leak in answer.text)
    if answer.headers.get("content-type", "").startswith("text/html"):
        page = BeautifulSoup(answer.text, "lxml")
        yield from marked(page)
        if answer.status >= 400 and not page.h1:
            yield f"{answer.status} without a heading"


def fields_of(answer: Answer) -> dict[str, str]:
    """The names in a page's forms of method POST, with what stands in them."""
    page = BeautifulSoup(answer.text, "lxml")
    return {
        field["name"]: field.get("value", "")
        for form in page.find_all("form", method="post")
        for field in form.find_all(["input", "select", "textarea", "button"], attrs={"name": True})
    }


def bodies(known: Mapping[str, str], *, alone: bool) -> Iterator[dict[str, str | list[str]]]:
    names = known.keys() - {"csrfmiddlewaretoken"}
    for value in (*VALUES, *GARBAGE):
        yield dict.fromkeys(names, value)
    yield {name: [HOSTILE, "1"] for name in names}
    if alone:
        for name, value in itertools.product(names, ALONE):
            yield {**known, name: value}


@pytest.fixture
def siege(tmp_path, static, figures) -> Iterator[Siege]:
    with Server(environment(tmp_path, static=static)) as server:
        siege = Siege(server)
        yield siege
        assert siege.ask("/").status == 200
    assert "Traceback" not in server.log.read_text()
    figures.append(f"{next(siege.number)} hostile requests, the slowest {siege.slowest:.1f} s")


def stored() -> tuple[int, int]:
    return BookingRequest.objects.count(), OutboxMessage.objects.count()


def test_forms_for_everybody_store_nothing_hostile(siege):
    before = stored()

    for path in (FORM, "/admin/login/", "/admin/password/forgotten/", "/admin/password/new/x/y/"):
        known = fields_of(siege.ask(path)) | (ANSWERS if path == FORM else {})
        for body in bodies(known, alone=path == FORM):
            siege.ask(path, body)

    assert siege.wrong == []
    assert stored() == before


def test_pages_behind_links_take_no_hostile_answer(siege):
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    links = [f"/my-request/{manage_token(make_situation(s, service=service))}/" for s in State]
    visit = make_visit(service=service)
    make_hours(visit.practitioner)
    links.append(f"/my-request/{manage_token(visit.request)}/move/")
    links += ["/my-request/nothing/", "/my-request/%00%ff/", f"/my-request/{'a' * 2_000}/move/"]
    before = stored()

    for link in links:
        known = fields_of(siege.ask(link))
        for body in itertools.islice(bodies(known, alone=False), 4, None):
            siege.ask(link, body | {"version": "1"})

    assert siege.wrong == []
    assert stored() == before


def test_parameters_of_public_pages_are_passed_over(siege):
    feed = make_feed(
        practitioner_id=Practitioner.objects.get(slug="therapist").pk,
        level=FeedLevel.FULL,
        by=make_user(role=THERAPIST),
    )
    pages = {*PAGES.values(), urlsplit(feed).path, "/feeds/articles.rss", "/sitemap.xml"}

    for page in sorted(pages):
        for query in (*QUERIES, *(urlencode(dict.fromkeys(PARAMETERS, v)) for v in VALUES)):
            siege.ask(with_query(page, query))
    for words in SEARCHED:
        siege.ask(f"/search/?{urlencode({'q': words}, errors='surrogatepass')}")

    assert siege.wrong == []
