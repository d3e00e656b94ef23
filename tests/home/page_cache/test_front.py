"""What stands in front of Django: pages out of memory, and otherwise no difference at all."""

import datetime as dt
import gzip
import re
import runpy
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import PracticeSettings
from home.page_cache import stamps
from home.page_cache.front import Front
from home.page_cache.limits import same_for_everybody
from home.page_cache.middleware import KeepPages
from home.page_cache.stamps import Stamp
from tests.factories.pages import make_article, make_standard_page
from tests.front import Visitor

pytestmark = pytest.mark.usefixtures("own_database", "page_cache")

# Differs each time, and says that an answer was kept.
OF_EACH = {"X-Request-ID", "Age"}


def without_marks(answer):
    headers = {name: value for name, value in answer.headers.items() if name not in OF_EACH}
    return answer.status, headers, answer.body


@pytest.fixture
def article():
    return make_article(title="Trigger points", slug="points", show_in_menus=True)


@pytest.fixture
def visitor(article):
    PracticeSettings.current()  # else the first page makes them, and so is not kept
    return Visitor()


@pytest.mark.parametrize("accepted", ["", "gzip, br"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_second_one_gets_the_same_and_no_query_is_asked(visitor, article, accepted, method):
    said = {"HTTP_ACCEPT_ENCODING": accepted}
    first = visitor.get(article.url, **said)

    with CaptureQueriesContext(connection) as asked:
        second = visitor.get(article.url, method=method, **said)

    status, headers, body = without_marks(first)
    assert (first.was_kept, second.was_kept, len(asked)) == (False, True, 0)
    assert without_marks(second) == (status, headers, body if method == "GET" else b"")


def test_packed_and_plain_come_from_one_entry(visitor, article):
    packed = visitor.get(article.url, HTTP_ACCEPT_ENCODING="gzip")
    plain = visitor.get(article.url)

    assert (plain.was_kept, gzip.decompress(packed.body)) == (True, plain.body)
    assert len(visitor.front.entries) == 1


def test_each_answer_has_a_mark_of_its_own(visitor, article, settings):
    marks = [visitor.get(article.url).headers["X-Request-ID"] for _ in range(3)]
    forged = visitor.get(article.url, HTTP_X_REQUEST_ID="somebody-elses").headers["X-Request-ID"]
    settings.TRUSTED_PROXIES = 1
    given = visitor.get(article.url, HTTP_X_REQUEST_ID="the-proxys-own").headers["X-Request-ID"]

    assert (len({*marks, forged}), given) == (4, "the-proxys-own")
    assert all(re.fullmatch("[0-9a-f]{8}", mark) for mark in (*marks, forged))


@pytest.mark.parametrize("how", ["{etag}", "{strong}", '"a", {etag}', "*"])
def test_who_has_the_page_gets_a_304_of_few_bytes(visitor, article, how):
    etag = visitor.get(article.url).headers["ETag"]

    answer = visitor.get(
        article.url, HTTP_IF_NONE_MATCH=how.format(etag=etag, strong=etag.removeprefix("W/"))
    )

    size = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    assert (answer.status, answer.body, answer.was_kept) == (304, b"", True)
    assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (etag, "no-cache")
    assert size < 512 - len("HTTP/1.1 304 Not Modified\r\nserver: granian\r\n") - 40


def test_who_has_an_older_one_gets_the_page(visitor, article):
    etag = visitor.get(article.url).headers["ETag"]
    article.title = "Another"
    article.save_revision().publish()

    answers = [visitor.get(article.url, HTTP_IF_NONE_MATCH=etag) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert all(b"Another" in answer.body for answer in answers)


def test_age_is_in_seconds_and_ends_with_the_page(visitor, article, time_machine):
    # Far from midnight, when pages end early.
    began = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    time_machine.move_to(began, tick=False)
    visitor.get(article.url)
    ages = []
    for seconds in (0, 42, 599, 600, 601):
        time_machine.move_to(began + dt.timedelta(seconds=seconds), tick=False)
        ages.append(visitor.get(article.url).headers.get("Age"))

    assert ages == ["0", "42", "599", None, "1"]


def test_notice_comes_and_goes_at_midnight_where_the_practice_is(visitor, article, time_machine):
    practice = PracticeSettings.current()
    practice.time_zone = "Europe/Berlin"
    practice.notice_text = "Closed on the second of July"
    practice.notice_from = practice.notice_until = dt.date(2026, 7, 2)
    practice.save()
    seen = []
    for day in (1, 2):
        for hour, minute in ((21, 59), (22, 0)):
            time_machine.move_to(dt.datetime(2026, 7, day, hour, minute, tzinfo=dt.UTC), tick=False)
            seen.append(b"Closed on the second" in visitor.get(article.url).body)

    assert seen == [False, True, True, False]


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_COOKIE": "sessionid=anything"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_RANGE": "bytes=0-9"},
        {"QUERY_STRING": "utm_source=letter"},
    ],
)
def test_who_asks_for_more_gets_nothing_that_was_kept(visitor, article, said):
    visitor.get(article.url)

    answers = [visitor.get(article.url, **said) for _ in range(2)]

    assert [(answer.status, answer.was_kept) for answer in answers] == [(200, False)] * 2
    assert len(visitor.front.entries) == 1


def test_whatever_is_asked_is_answered_as_by_django_alone(visitor, article, settings):
    """Each of these first as a stranger might, to poison what others get; then by all again."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    here = article.url  # with two sites it would name its own
    Site.objects.create(hostname="localhost", port=81, root_page=make_standard_page())
    said = [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "TESTSERVER"},
        {"HTTP_HOST": "testserver."},
        {"HTTP_HOST": "testserver:81", "SERVER_PORT": "81"},
        {"HTTP_HOST": "localhost"},
        {"HTTP_HOST": "localhost:81"},
        {"HTTP_HOST": "localhost", "SERVER_PORT": "81"},
        {"HTTP_HOST": ""},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_PROTO": "gopher"},
        {"wsgi.url_scheme": "https"},
        {"QUERY_STRING": "page=1"},
        {"QUERY_STRING": "page=9999"},
        {"QUERY_STRING": "page=%31"},
        {},
    ]
    paths = [here, "/robots.txt", "/sitemap.xml", f"/{here}", f"{here}\xff"]
    settings.PAGE_CACHE = False
    alone = Visitor()
    asked = [one | {"PATH_INFO": path} for path in paths for one in said]
    expected = [(answer.status, answer.body) for one in asked for answer in [alone.get("/", **one)]]
    settings.PAGE_CACHE = True

    found = [[visitor.get("/", **one) for one in asked] for _ in range(2)]

    for answers in found:
        assert [(answer.status, answer.body) for answer in answers] == expected
    assert sum(answer.was_kept for answer in found[1]) > 30


def test_nothing_is_locked_while_a_page_is_made():
    """As many make it at once as ask at once, and each gets it."""
    together = Barrier(8, timeout=20)

    @same_for_everybody
    def view(request):
        together.wait()
        return HttpResponse(b"words")

    def application(environ, start_response):
        answer = KeepPages(view)(RequestFactory().get("/", **environ))
        start_response("200 OK", list(answer.items()))
        return [answer.content]

    front = Visitor(application)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: front.get("/"), range(8)))

    assert [(answer.body, answer.was_kept) for answer in answers] == [(b"words", False)] * 8
    assert (front.get("/").was_kept, len(front.front.entries)) == (True, 1)


def test_without_stamps_every_page_is_made_anew(visitor, article, settings, tmp_path):
    visitor.get(article.url)
    tmp_path.joinpath("file").touch()
    settings.STAMPS_FILE = tmp_path / "file" / "stamps"

    article.title = "Another"
    article.save_revision().publish()
    answers = [visitor.get(article.url) for _ in range(2)]

    assert [(a.status, a.was_kept, b"Another" in a.body) for a in answers] == [
        (200, False, True)
    ] * 2


def test_switched_off_it_keeps_nothing(visitor, article, settings):
    visitor.get(article.url)
    settings.PAGE_CACHE = False

    answer = visitor.get(article.url)

    assert (answer.was_kept, "ETag" in answer.headers) == (False, False)


# On PostgreSQL it also begins to listen, which would outlive the test.
@pytest.mark.only_on("sqlite")
def test_new_process_of_the_server_makes_all_pages_anew(visitor, article):
    visitor.get(article.url)
    before = stamps.read(*Stamp)

    site = runpy.run_module("site_project.wsgi")
    if site["listener"]:
        site["listener"].stop()
        stamps.keep_only_while(lambda: True)

    assert isinstance(site["application"], Front)
    assert before != stamps.read(*Stamp)
    assert visitor.get(article.url).was_kept is False
