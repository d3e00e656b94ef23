"""The desk's addresses, and the hands of somebody who works at it."""

import datetime as dt

from django.test import Client

from bookings.models import BookingRequest, Practitioner
from site_project import roles
from tests.factories.people import make_user

# A Sunday in winter: London is on UTC, Tokyo nine hours ahead.
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 1)

REQUESTS = "/admin/bookings/requests/"
APPOINTMENTS = "/admin/bookings/appointments/"
MAIL = "/admin/bookings/mail/"
PRACTITIONERS = "/admin/bookings/practitioners/"

# What each address answers to a GET of those who may use it; the fixture `rows` fills it in.
OPEN_TO_THE_DESK = {
    REQUESTS: 200,
    f"{REQUESTS}results/": 200,
    f"{REQUESTS}{{received}}/": 200,
    f"{REQUESTS}{{received}}/confirm/": 200,
    f"{REQUESTS}{{received}}/decline/": 200,
    f"{REQUESTS}{{received}}/take/": 302,
    f"{REQUESTS}{{declined}}/reopen/": 302,
    f"{REQUESTS}{{quarantined}}/release/": 302,
    f"{REQUESTS}{{quarantined}}/spam/": 200,
    APPOINTMENTS: 200,
    f"{APPOINTMENTS}results/": 200,
    MAIL: 200,
    f"{MAIL}results/": 200,
    f"{MAIL}{{mail}}/": 200,
}
OPEN_TO_THERAPISTS = {
    PRACTITIONERS: 200,
    f"{PRACTITIONERS}results/": 200,
    f"{PRACTITIONERS}add/": 200,
    f"{PRACTITIONERS}{{practitioner}}/edit/": 200,
}
ADDRESSES = OPEN_TO_THE_DESK | OPEN_TO_THERAPISTS


def logged_in(role: roles.Role) -> Client:
    """A browser in which somebody with this role has logged in, as `client.user`."""
    client = Client()
    client.user = make_user(role=role, first_name=role.name, last_name="Person")
    client.force_login(client.user)
    return client


def url_of(request: BookingRequest, action: str = "") -> str:
    """The page of a request, or of one of its actions."""
    return f"{REQUESTS}{request.pk}/" + (f"{action}/" if action else "")


def answer(client: Client, request: BookingRequest, action: str, /, **data):
    """Post an action with the version that `request` has in memory: the one that was seen."""
    return client.post(url_of(request, action), {"version": request.version} | data)


def confirm(client: Client, request: BookingRequest, practitioner: Practitioner, /, **data):
    """Confirm for 14:00 on DAY."""
    what = {"day": DAY.isoformat(), "time": "14:00", "practitioner": practitioner.pk}
    return answer(client, request, "confirm", **what | data)


def stored() -> list[list[dict]]:
    """What the desk could have changed."""
    return [list(model.objects.order_by("pk").values()) for model in (BookingRequest, Practitioner)]
