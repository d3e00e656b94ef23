"""What is said about health turns up nowhere but behind its permission (security.md, row 7).

One request goes all the way, from the form to the exercises after the visit, with a canary in
everything that may be about health; then everything that was sent, shown, logged and stored is
searched for it.
"""

import datetime as dt
import logging
from typing import Final

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser

from bookings.domain import appointments, feeds, transitions
from bookings.domain.consent import current_consent_text
from bookings.domain.manage import manage_token
from bookings.domain.notes import add_note
from bookings.domain.tick import PARTS
from bookings.domain.treatments import note_areas
from bookings.models import BookingRequest, FeedLevel
from site_project import roles
from tests.bookings.smtp import smtp_server
from tests.bookings.staff.desk import ADDRESSES, logged_in
from tests.bookings.views.visitor import Visitor
from tests.factories.areas import make_area
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.people import make_user
from tests.site_project.watching.reading import log
from tests.site_project.watching.sink import reported

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
WRITTEN = ["canary-notes-4711", "canary-reply-4712"]
AREA = "canaryarea4713"
CANARIES = [*WRITTEN, AREA]
# Not about health, but of a colleague: for the page of its request only.
NOTE = "canary-private-4714"


@pytest.fixture(autouse=True)
def clock(site):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def inbox():
    with smtp_server() as inbox:
        yield inbox


class Watched(Browser):
    """Keeps every address that it was led to, and every title."""

    def __init__(self, **options):
        super().__init__(**options)
        self.told = []

    def request(self, **request):
        response = super().request(**request)
        self.told += [response.wsgi_request.get_full_path(), response.get("Location", "")]
        self.told += [str(response.cookies), str(response.headers)]
        if response.get("Content-Type", "").startswith("text/html"):
            title = BeautifulSoup(response.content, "html.parser").title
            self.told.append(title.text if title else "")
        return response


def ask_for_a_time(browser, service):
    send_request(browser, service)
    return BookingRequest.objects.get()


def send_request(browser, service):
    visitor = Visitor(browser).open(f"{service.url}request/")
    visitor.send(
        minutes="60",
        wish_1_day="2026-12-01",
        wish_1_part="morning",
        name="Vera Visitor",
        email="vera@example.org",
        been_before="no",
        notes=WRITTEN[0],
        areas=[AREA],
        consent=str(current_consent_text().version),
    )
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        return visitor.send()


def let_the_worker_work():
    for part in PARTS.values():
        part()


def go_all_the_way(browser, asked, practitioner, clock):
    """Question, answer, confirmation, move, reminder, visit, areas, after-care."""
    staff = make_user(role=roles.THERAPIST)
    link = f"/my-request/{manage_token(asked)}/"
    add_note(request_id=asked.pk, by=staff, text=NOTE)
    transitions.ask(request_id=asked.pk, version=asked.version, by=staff, question="Which side?")
    let_the_worker_work()
    asked.refresh_from_db()
    browser.get(link)
    browser.post(link, {"about": "reply", "version": asked.version, "answer": WRITTEN[1]})
    asked.refresh_from_db()
    visit = transitions.confirm(
        request_id=asked.pk,
        version=asked.version,
        by=staff,
        practitioner_id=practitioner.pk,
        day=dt.date(2026, 12, 1),
        time=dt.time(10),
    )
    let_the_worker_work()
    browser.get(f"{link}appointment.ics")
    moving = Visitor(browser).open(f"{link}move/")
    another_time = moving.page.select("input[name=start]")[-1]["value"]
    browser.post(f"{link}move/", moving.form() | {"start": another_time})
    visit.refresh_from_db()
    assert visit.moves_by_client == 1
    clock.move_to(visit.start - 30 * HOUR)
    let_the_worker_work()
    clock.move_to(visit.end)
    visit.refresh_from_db()
    appointments.complete(appointment_id=visit.pk, version=visit.version, by=staff)
    visit.refresh_from_db()
    note_areas(appointment_id=visit.pk, version=visit.version, by=staff, areas=[AREA])
    clock.move_to(visit.end + 3 * HOUR)
    let_the_worker_work()
    assert "Exercises for you" in browser.get(link).text
    return visit


def figures(settings):
    settings.METRICS_TOKEN = "of-this-test"
    told = Browser().get("/metrics", headers={"authorization": "Bearer of-this-test"})
    assert "practice_requests" in told.text
    return told.text


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of our own
        return str([[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in cursor])


def hits(text, words=(*CANARIES, NOTE)):
    return [word for word in words if word in text.lower()]


def test_canary_in_the_health_answers_is_found_nowhere_else(site, clock, inbox, caplog, settings):
    make_area(AREA.title())
    service = make_service()
    practitioner = make_practitioner(services=[service])
    browser = Watched()
    caplog.set_level(logging.DEBUG)

    with log() as lines:
        asked = ask_for_a_time(browser, service)
        go_all_the_way(browser, asked, practitioner, clock)

    kinds = set(asked.messages.values_list("template", flat=True))
    assert kinds >= {"answer_notice", "moved_by_client_notice", "reminder", "after_care"}
    assert hits("\n".join(browser.told)) == []
    assert hits(caplog.text) == []
    assert "/my-request/…/move/" in {line.get("path") for line in lines.lines()}
    assert hits(lines.text) == []
    assert hits(figures(settings)) == []
    assert hits(str(list(cache._cache.values()))) == []
    sent = [mail.as_string() for mail in inbox.messages]
    sent += [str(p.get_content()) for m in inbox.messages for p in m.walk() if not p.is_multipart()]
    assert hits("\n".join(sent)) == []
    for level in FeedLevel:
        address = feeds.make_feed(
            practitioner_id=practitioner.pk, level=level, by=make_user(role=roles.OWNER)
        )
        assert hits(browser.get(address).text) == []
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    counted = {"bookings_interestcount"}  # anonymous, and only the names of areas
    for table in tables:
        words = CANARIES if table.startswith("bookings_") and table not in counted else WRITTEN
        assert hits(rows_of(table).lower(), [*words, NOTE]) == [], table


BREAKS: Final = {
    # What the page was about to write is in every variable on the way.
    "the table of answers is gone": "ALTER TABLE bookings_healthanswers RENAME TO elsewhere",
    # PostgreSQL then quotes the row that it refused.
    "a constraint refuses": "ALTER TABLE bookings_bookingrequest ADD CONSTRAINT no_vera "
    "CHECK (email <> 'vera@example.org')",
}


@pytest.mark.parametrize(
    "damage",
    [
        "the table of answers is gone",
        pytest.param("a constraint refuses", marks=pytest.mark.only_on("postgresql")),
    ],
)
def test_canary_is_in_nothing_that_is_said_of_a_failure(own_database, site, damage):
    make_area(AREA.title())
    service = make_service()
    make_practitioner(services=[service])
    with connection.cursor() as cursor:
        cursor.execute(BREAKS[damage])

    with reported() as (server, reporter), log(level=logging.DEBUG) as lines:
        answer = send_request(Watched(raise_request_exception=False), service).response
        reporter.flush()

    assert not BookingRequest.objects.exists()
    assert [event["level"] for event in server.events] == ["error"]
    assert [line["level"] for line in lines.lines() if "error" in line] == ["ERROR"]
    for told in ("".join(server.sent), lines.text):
        assert hits(told, [*CANARIES, "vera visitor", "vera@"]) == []
    assert hits(answer.text, WRITTEN) == (WRITTEN[:1] if answer.status_code < 500 else [])


def test_desk_without_the_permission_sees_no_canary(site, clock):
    make_area(AREA.title())
    service = make_service()
    practitioner = make_practitioner(services=[service])
    asked = ask_for_a_time(Browser(), service)
    visit = go_all_the_way(Browser(), asked, practitioner, clock)
    reception, therapist = logged_in(roles.RECEPTION), logged_in(roles.THERAPIST)
    ids = {"received": asked.pk, "appointment": visit.pk, "practitioner": practitioner.pk}
    ids["mail"] = asked.messages.first().pk
    pages = [
        address.format_map(ids)
        for address in ADDRESSES
        if not set(name_fields(address)) - ids.keys()
    ]

    seen = {page: hits(reception.get(page, follow=True).text) for page in pages}
    searched = hits(reception.get("/admin/bookings/requests/?q=canary").text)

    own_page = f"/admin/bookings/requests/{asked.pk}/"
    led_there = [page for page, found in seen.items() if found == [NOTE]]
    assert {page: found for page, found in seen.items() if found not in ([], [NOTE])} == {}
    assert own_page in led_there
    assert [page for page in led_there if not page.startswith(own_page)] == []
    assert searched == []
    assert hits(therapist.get(own_page).text) == [*CANARIES, NOTE]
    assert hits(therapist.get(f"{own_page}intake/").text) == CANARIES


def name_fields(address):
    return [part.split("}")[0] for part in address.split("{")[1:]]
