"""Choosing requests and answering them, as the pages send it."""

from django.test import Client as Browser

from bookings.models import BookingRequest
from tests.bookings.staff.desk import BULK

DECLINED = {"reason": "no_time", "message": "We are full until spring."}


def choose(browser: Browser, kind: str, *requests: BookingRequest, **data):
    """The page that says what would be done."""
    return browser.get(f"{BULK}{kind}/", {"pk": [one.pk for one in requests]} | data)


def seen(*requests: BookingRequest) -> list[str]:
    """The requests with the versions that they have in memory."""
    return [f"{one.pk}-{one.version}" for one in requests]


def send(browser: Browser, kind: str, *requests: BookingRequest, **data):
    return browser.post(f"{BULK}{kind}/", {"chosen": seen(*requests)} | data)
