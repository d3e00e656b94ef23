"""Overlapping times confirmed at once, through the real server: one wins, the others are told."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from bookings.domain import holds, visits
from bookings.domain.placing import Place
from bookings.domain.session import Session
from bookings.domain.soundness import findings
from bookings.models import Appointment, BookingRequest, Practitioner
from bookings.times import wall_clock
from home.models import PracticeSettings
from site_project import roles
from tests.bookings.staff.desk import logged_in, url_of
from tests.factories.bookings import make_practitioner, make_request, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

TAKEN = "That time is already taken. Choose another."
CSRF_TOKEN = "0123456789abcdefghijklmnopqrstuv"


class Desk:
    """Somebody who is logged in, and as many browsers as are needed."""

    def __init__(self, server: str) -> None:
        self.host = urlsplit(server).netloc
        session = logged_in(roles.RECEPTION).cookies["sessionid"].value
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF_TOKEN}",
            "X-CSRFToken": CSRF_TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def confirm(
        self, request: BookingRequest, practitioner: Practitioner, day: dt.date, time: dt.time
    ) -> tuple[int, str]:
        """The status and the page that answers."""
        browser = HTTPConnection(self.host, timeout=120)
        answers = {
            "version": request.version,
            "practitioner": practitioner.pk,
            "day": day.isoformat(),
            "time": time.strftime("%H:%M"),
        }
        browser.request("POST", url_of(request, "confirm"), urlencode(answers), self.headers)
        response = browser.getresponse()
        answered = response.status, response.read().decode()
        browser.close()
        return answered

    def confirm_all_at_once(
        self, requests: list[BookingRequest], practitioner: Practitioner, day: dt.date
    ) -> list[tuple[int, str]]:
        """Each at a time of its own between 10:00 and 10:55, an hour long."""
        barrier = Barrier(len(requests))

        def press(index: int) -> tuple[int, str]:
            barrier.wait()
            time = dt.time(10, index % 12 * 5)
            return self.confirm(requests[index], practitioner, day, time)

        with ThreadPoolExecutor(len(requests)) as threads:
            return list(threads.map(press, range(len(requests))))


def race(server: str, *, people: int, rounds: int) -> list[Counter[int]]:
    """How often each status came, round by round, each on a day of its own."""
    PracticeSettings.current()
    service = make_service()
    practitioner = make_practitioner(services=[service])
    desk, outcomes = Desk(server), []
    for number in range(rounds):
        requests = [make_request(service=service) for _ in range(people)]
        day = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=10 + number)
        answers = desk.confirm_all_at_once(requests, practitioner, day)
        outcomes.append(Counter(status for status, _page in answers))
        told = [page for status, page in answers if status == 409]
        assert all(TAKEN in page for page in told)
    return outcomes


def test_overlapping_confirmations_over_http_have_one_winner(server):
    outcomes = race(server, people=12, rounds=1)

    assert outcomes == [{302: 1, 409: 11}]
    assert Appointment.objects.count() == 1
    assert findings() == []


@pytest.mark.drill
def test_fifty_overlapping_confirmations_over_http_have_one_winner_ten_times(server):
    outcomes = race(server, people=50, rounds=10)

    assert outcomes == [{302: 1, 409: 49}] * 10
    assert Appointment.objects.count() == 10
    assert findings() == []


# --- Whether such a race would be seen ---------------------------------------------------


def drop_constraint() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bookings_appointment DROP CONSTRAINT appointment_no_overlap")


def place_without_looking(*, session: Session, start: dt.datetime, **_: object) -> Place:
    """The re-check, switched off."""
    practice = PracticeSettings.current()
    return Place(
        start=start,
        end=start + session.length,
        occupied_from=start,
        occupied_until=start + session.length,
        turnaround_minutes=0,
        time_zone=practice.time_zone,
        local_start=wall_clock(start, practice.zone),
        override_reason="",
    )


@pytest.mark.only_on("postgresql")
def test_without_its_guards_the_race_is_lost_and_seen(server, monkeypatch):
    monkeypatch.setattr(holds, "lock_practitioners", lambda practitioner_ids: None)
    monkeypatch.setattr(visits, "find_place", place_without_looking)
    drop_constraint()

    outcomes = race(server, people=6, rounds=1)

    assert outcomes == [{302: 6}]
    assert len([line for line in findings() if line.startswith("overlap: ")]) == 5


@pytest.mark.drill
@pytest.mark.only_on("postgresql")
def test_looking_alone_loses_the_race(server, monkeypatch):
    """Check-then-insert, as others do it: without the row lock and the constraint."""
    monkeypatch.setattr(holds, "lock_practitioners", lambda practitioner_ids: None)
    drop_constraint()

    outcomes = race(server, people=50, rounds=5)

    assert sum(statuses[302] for statuses in outcomes) > 5
    assert any(line.startswith("overlap: ") for line in findings())
