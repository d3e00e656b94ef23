"""Today on the admin's home page: what comes next, what is done, and one's own before others'."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from bookings.models import Appointment, Practitioner
from bookings.statuses import AppointmentStatus
from site_project import roles
from tests.bookings.staff.desk import visit_url
from tests.bookings.staff.home.test_panels import panel_of
from tests.factories.bookings import book_visit, make_practitioner
from tests.factories.people import make_user

HOME = "/admin/"
# A Monday in winter, when London is on UTC.
MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
OFFICE_HOURS = tuple((weekday, "09:00", "17:00") for weekday in range(5))

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(practitioner, service) -> list[Appointment]:
    """Five on that Monday, every two hours from nine, of one hour each; made the week before."""
    with time_machine.travel(MORNING - dt.timedelta(days=4), tick=False):
        return [
            book_visit(
                practitioner,
                service=service,
                start=MORNING.replace(hour=hour),
                name=f"At {hour}",
            )
            for hour in (9, 11, 13, 15, 17)
        ]


def today(browser: Client, *, hour: int, minute: int = 0, days: int = 0) -> str:
    moment = MORNING.replace(hour=hour, minute=minute) + dt.timedelta(days=days)
    with time_machine.travel(moment, tick=False):
        return panel_of(browser.get(HOME).text, "home-today")


def names(panel: str) -> list[str]:
    return re.findall(r"<bdi>(.*?)</bdi>", panel)


def test_the_next_three_are_shown_with_their_times(visits, reception):
    panel = today(reception, hour=8)

    assert names(panel) == ["At 9", "At 11", "At 13"]
    assert re.findall(r'home-list__time">(.*?)<', panel) == ["9:00", "11:00", "13:00"]
    assert "0 of 5 done" in panel
    assert "And 2 more: all of today" in panel
    assert visit_url(visits[0]) in panel


def test_what_is_over_is_done_and_who_is_in_is_now(visits, reception):
    Appointment.objects.filter(pk=visits[1].pk).update(arrived_at=visits[1].start)

    panel = today(reception, hour=11, minute=20)

    assert names(panel) == ["At 11", "At 13", "At 15"]
    assert "1 of 5 done" in panel
    assert re.findall(r"home-tag[^>]*>(.*?)<", panel) == ["now", "is here"]


def test_noted_as_done_is_done_before_its_end(visits, reception):
    Appointment.objects.filter(pk=visits[0].pk).update(status=AppointmentStatus.NO_SHOW)

    assert "1 of 5 done" in today(reception, hour=9, minute=10)


def test_cancelled_and_held_times_are_not_of_the_day(visits, reception):
    first, second, third, *_others = [visit.pk for visit in visits]
    Appointment.objects.filter(pk=first).update(
        status=AppointmentStatus.CANCELLED, cancelled_at=MORNING, cancelled_by="client"
    )
    Appointment.objects.filter(pk=second).update(
        status=AppointmentStatus.HELD, hold_expires_at=MORNING + dt.timedelta(hours=2)
    )
    Appointment.objects.filter(pk=third).update(
        status=AppointmentStatus.CANCEL_PENDING, undo_until=MORNING - dt.timedelta(minutes=1)
    )

    panel = today(reception, hour=8)

    assert names(panel) == ["At 15", "At 17"]
    assert "0 of 2 done" in panel


def test_the_end_of_a_day_leads_to_the_next(visits, practitioner, service, reception):
    with time_machine.travel(MORNING, tick=False):
        start = MORNING + dt.timedelta(days=2)
        book_visit(practitioner, service=service, start=start, name="On Wednesday")

    panel = today(reception, hour=19)

    assert "That was all for today." in panel
    assert "5 of 5 done" in panel
    assert names(panel) == ["On Wednesday"]
    assert "Wed 25 Nov" in panel


def test_an_empty_day_says_so(reception):
    panel = today(reception, hour=8)

    assert "No visits today." in panel
    assert names(panel) == []


def test_who_treats_sees_her_own_first_and_her_hours(visits, service):
    user = make_user(role=roles.THERAPIST)
    mine = make_practitioner(name="Mia", services=[service], user=user, hours=OFFICE_HOURS)
    with time_machine.travel(MORNING - dt.timedelta(days=4), tick=False):
        for hour, day in ((10, 0), (12, 1)):
            start = MORNING.replace(hour=hour) + dt.timedelta(days=day)
            book_visit(mine, service=service, start=start, name=f"Mine at {hour}")
    browser = Client()
    browser.force_login(user)

    panel = " ".join(today(browser, hour=8).split())

    assert names(panel) == ["Mine at 10"]
    assert "Your day" in panel
    assert re.findall(r"<dd>(.*?)</dd>", panel) == [
        "9:00–17:00",
        "2 of 40 hours taken",
        "5 visits",
    ]


def test_who_has_stopped_treating_sees_the_practice(visits, practitioner):
    user = make_user(role=roles.THERAPIST)
    Practitioner.objects.filter(pk=practitioner.pk).update(user=user, active=False)
    browser = Client()
    browser.force_login(user)

    panel = today(browser, hour=8)

    assert "Your day" not in panel
    assert "0 of 5 done" in panel


def test_times_are_the_practices_whatever_the_profile_says(visits):
    user = make_user(role=roles.RECEPTION)
    UserProfile.objects.create(user=user, current_time_zone="Asia/Tokyo")
    browser = Client()
    browser.force_login(user)

    assert "9:00" in today(browser, hour=8)
    assert timezone.get_current_timezone_name() == "UTC"
