"""Which answers are kept, and how they are marked."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from home.page_cache import stamps
from home.page_cache.entries import Entries
from home.page_cache.limits import (
    LONGEST,
    depends_on,
    good_for,
    good_today,
    limits,
    same_for_everybody,
)
from home.page_cache.middleware import PLACE, KeepPages, Place
from home.page_cache.stamps import Stamp

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("page_cache")]

WHERE = ("http", "practice.example", "80", "", "/", "")
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture
def asked(rf):
    """Gives what a view answers, as it leaves the middleware, and the entry that was kept."""

    def ask(view, method="get", **environ):
        entries = Entries(1_000_000)
        request = getattr(rf, method)("/", **environ | {PLACE: Place(entries, WHERE)})
        return KeepPages(view)(request), entries.get(WHERE)

    return ask


@same_for_everybody
def page(request):
    return HttpResponse(b"words")


def test_page_is_kept_and_browsers_come_back_with_its_etag(asked):
    answer, kept = asked(page)

    assert (answer.status_code, answer.content, kept.body) == (200, b"words", b"words")
    assert answer["Cache-Control"] == "no-cache"
    assert (answer["ETag"], kept.etag) == (kept.etag, 'W/"' + kept.etag[3:-1] + '"')


@pytest.mark.parametrize(
    "response",
    [
        lambda: HttpResponse(b"", status=404),
        lambda: HttpResponse(b"", status=301, headers={"Location": "/"}),
        lambda: HttpResponse(b"", headers={"Cache-Control": "no-store"}),
        lambda: HttpResponse(b"", headers={"Cache-Control": "max-age=3, Private"}),
        lambda: HttpResponse(b"", headers={"Vary": "Accept-Encoding, Cookie"}),
        lambda: HttpResponse(b"", headers={"Vary": "Accept-Language"}),
        lambda: HttpResponse(b"", headers={"Vary": "*"}),
        lambda: HttpResponse(b"", headers={"Content-Encoding": "br"}),
        lambda: StreamingHttpResponse([b""]),
        lambda: FileResponse(b""),
    ],
)
def test_what_says_otherwise_is_not_kept(asked, response):
    answer, kept = asked(same_for_everybody(lambda request: response()))

    assert (kept, answer.has_header("ETag")) == (None, False)


def test_what_sets_a_cookie_is_not_kept(asked):
    @same_for_everybody
    def view(request):
        answer = HttpResponse(b"")
        answer.set_cookie("csrftoken", "abc")
        return answer

    assert asked(view)[1] is None


def test_view_that_does_not_say_so_is_not_kept(asked):
    answer, kept = asked(lambda request: HttpResponse(b"words"))

    assert (kept, answer.has_header("ETag"), answer.has_header("Cache-Control")) == (
        None,
        False,
        False,
    )


def test_answer_to_head_is_marked_and_not_kept(asked):
    answer, kept = asked(page, method="head")

    assert (answer["ETag"], kept) == (asked(page)[0]["ETag"], None)


def test_what_a_view_says_to_caches_stays(asked):
    @same_for_everybody
    def view(request):
        return HttpResponse(b"", headers={"Cache-Control": "max-age=3600, public", "ETag": '"a"'})

    answer, kept = asked(view)

    assert answer["Cache-Control"] == dict(kept.headers)["Cache-Control"] == "max-age=3600, public"
    assert answer["ETag"] == kept.etag != '"a"'


def test_who_has_the_page_just_made_is_not_sent_it_again(asked):
    etag = asked(page)[0]["ETag"]

    answer, kept = asked(page, HTTP_IF_NONE_MATCH=f'"other", {etag}')

    assert (answer.status_code, answer.content, kept.body) == (304, b"", b"words")


def test_page_that_changed_while_it_was_made_is_not_true(asked):
    @same_for_everybody
    def view(request):
        stamps.change(Stamp.PAGES)
        return HttpResponse(b"before")

    assert asked(view)[1].is_true() is False


@pytest.mark.parametrize(
    ("shown", "changed", "is_true"),
    [
        ((), Stamp.DIARY, True),
        ((), Stamp.PAGES, False),
        ((Stamp.DIARY,), Stamp.DIARY, False),
        ((Stamp.DIARY,), Stamp.PAGES, False),
    ],
)
def test_page_is_true_until_what_it_shows_changes(asked, shown, changed, is_true):
    @same_for_everybody
    def view(request):
        depends_on(request, *shown)
        return HttpResponse(b"")

    kept = asked(view)[1]
    before = kept.is_true()
    stamps.change(changed)

    assert (before, kept.is_true()) == (True, is_true)


@pytest.mark.parametrize(
    ("says", "time"),
    [
        (lambda request: None, LONGEST),
        (lambda request: good_for(request, dt.timedelta(minutes=1)), dt.timedelta(minutes=1)),
        (lambda request: good_for(request, dt.timedelta(days=1)), LONGEST),
    ],
)
def test_page_is_true_for_its_time_and_no_longer(asked, time_machine, says, time):
    time_machine.move_to(NOW, tick=False)

    @same_for_everybody
    def view(request):
        says(request)
        return HttpResponse(b"")

    kept = asked(view)[1]
    time_machine.move_to(NOW + time - dt.timedelta(seconds=1), tick=False)
    before = kept.is_true()
    time_machine.move_to(NOW + time, tick=False)

    assert (before, kept.is_true()) == (True, False)


def test_today_ends_where_the_practice_is(rf, time_machine):
    time_machine.move_to(dt.datetime(2026, 7, 1, 21, 58, tzinfo=dt.UTC), tick=False)
    request = rf.get("/")

    good_today(request, ZoneInfo("Europe/Berlin"))

    assert limits(request).until == dt.datetime(2026, 7, 1, 22, tzinfo=dt.UTC)


def test_without_stamps_nothing_is_kept_and_all_is_marked(asked, settings, tmp_path):
    tmp_path.joinpath("file").touch()
    settings.STAMPS_FILE = tmp_path / "file" / "stamps"

    answer, kept = asked(page)

    assert (answer.content, answer.has_header("ETag"), kept) == (b"words", True, None)
