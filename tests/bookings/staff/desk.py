"""The desk's addresses, and the hands of somebody who works at it."""

import datetime as dt

from django.test import Client as Browser

from bookings.models import (
    Appointment,
    BlockedContact,
    BookingRequest,
    CalendarFeed,
    Client,
    ConsentText,
    MailWording,
    OpeningHours,
    OutboxMessage,
    Practitioner,
    ScheduleException,
    Screening,
)
from site_project import roles
from tests.factories.people import make_user

# A Sunday in winter: London is on UTC, Tokyo nine hours ahead.
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 1)

REQUESTS = "/admin/bookings/requests/"
APPOINTMENTS = "/admin/bookings/appointments/"
MAIL = "/admin/bookings/mail/"
PRACTITIONERS = "/admin/bookings/practitioners/"
CLIENTS = "/admin/bookings/clients/"
BLOCKED = "/admin/bookings/blocked/"
QUESTIONS = "/admin/bookings/safety-questions/"
CONSENTS = "/admin/bookings/consent-texts/"
CLOSURES = "/admin/bookings/closures/"
WEEK = "/admin/bookings/week/"
DIARY_DAY = "/admin/bookings/day/"
TODAY = "/admin/bookings/today/"
GAP = "/admin/bookings/gap/"
REPORTS = "/admin/bookings/reports/"
BULK = "/admin/bookings/bulk/"
MAIL_WORDS = "/admin/bookings/mail-words/"
LOG = "/admin/bookings/log/"

# What each address answers to a GET of those who may use it; the fixture `rows` fills it in.
OPEN_TO_THE_DESK = {
    REQUESTS: 200,
    f"{REQUESTS}results/": 200,
    f"{REQUESTS}{{received}}/": 200,
    f"{REQUESTS}{{received}}/confirm/": 200,
    f"{REQUESTS}{{received}}/sure/": 302,
    f"{REQUESTS}{{received}}/decline/": 200,
    f"{REQUESTS}{{received}}/take/": 302,
    f"{REQUESTS}{{received}}/offer/": 200,
    f"{REQUESTS}{{received}}/ask/": 200,
    f"{REQUESTS}{{received}}/answered/": 302,
    f"{REQUESTS}{{received}}/assign/": 200,
    f"{REQUESTS}{{received}}/waitlist/": 200,
    f"{REQUESTS}{{received}}/duplicate/": 200,
    f"{REQUESTS}{{received}}/withdraw/": 200,
    f"{REQUESTS}{{received}}/withdraw_consent/": 200,
    f"{REQUESTS}{{received}}/quarantine/": 302,
    f"{REQUESTS}{{received}}/accept/": 302,
    f"{REQUESTS}{{received}}/none_fit/": 302,
    f"{REQUESTS}{{received}}/withdraw_offer/": 302,
    f"{REQUESTS}{{received}}/match/": 200,
    f"{REQUESTS}{{received}}/new_client/": 302,
    f"{REQUESTS}{{received}}/unmatch/": 302,
    f"{REQUESTS}{{received}}/note/": 302,
    f"{REQUESTS}{{declined}}/reopen/": 302,
    f"{REQUESTS}{{quarantined}}/release/": 302,
    f"{REQUESTS}{{quarantined}}/spam/": 200,
    f"{BULK}assign/": 422,
    f"{BULK}decline/": 422,
    f"{BULK}quarantine/": 422,
    APPOINTMENTS: 200,
    f"{APPOINTMENTS}results/": 200,
    f"{APPOINTMENTS}book/": 200,
    f"{APPOINTMENTS}{{appointment}}/": 200,
    f"{APPOINTMENTS}{{appointment}}/arrive/": 302,
    f"{APPOINTMENTS}{{appointment}}/not_here/": 302,
    f"{APPOINTMENTS}{{appointment}}/complete/": 302,
    f"{APPOINTMENTS}{{appointment}}/no_show/": 302,
    f"{APPOINTMENTS}{{appointment}}/move/": 200,
    f"{APPOINTMENTS}{{appointment}}/correct/": 302,
    f"{APPOINTMENTS}{{appointment}}/cancel/": 200,
    MAIL: 200,
    f"{MAIL}results/": 200,
    f"{MAIL}{{mail}}/": 200,
    f"{MAIL}{{mail}}/send_again/": 302,
    f"{MAIL}{{mail}}/put_aside/": 302,
    CLIENTS: 200,
    f"{CLIENTS}results/": 200,
    f"{CLIENTS}add/": 200,
    f"{CLIENTS}{{client}}/": 200,
    f"{CLIENTS}{{client}}/edit/": 200,
    f"{CLIENTS}{{client}}/standing/": 200,
    f"{CLIENTS}{{client}}/same_person/": 200,
    f"{CLIENTS}{{client}}/merge/": 302,
    CLOSURES: 200,
    f"{CLOSURES}results/": 200,
    f"{CLOSURES}add/": 200,
    f"{CLOSURES}{{closure}}/edit/": 200,
    WEEK: 200,
    f"{WEEK}{{practitioner}}/": 200,
    DIARY_DAY: 200,
    TODAY: 200,
    GAP: 302,
}
OPEN_TO_THERAPISTS = {
    f"{REQUESTS}{{received}}/acknowledge/": 302,
    f"{APPOINTMENTS}{{appointment}}/areas/": 302,
    f"{REQUESTS}{{received}}/ask_again/": 302,
    f"{REQUESTS}{{received}}/intake/": 200,
    f"{REQUESTS}{{received}}/erase/": 200,
    f"{REQUESTS}{{received}}/export/": 200,
    f"{CLIENTS}{{client}}/erase/": 200,
    f"{CLIENTS}{{client}}/export/": 200,
    LOG: 200,
    f"{LOG}results/": 200,
    PRACTITIONERS: 200,
    f"{PRACTITIONERS}results/": 200,
    f"{PRACTITIONERS}add/": 200,
    f"{PRACTITIONERS}{{practitioner}}/edit/": 200,
    f"{PRACTITIONERS}{{practitioner}}/calendar/": 200,
    BLOCKED: 200,
    f"{BLOCKED}results/": 200,
    f"{BLOCKED}add/": 200,
    f"{BLOCKED}{{blocked}}/delete/": 200,
    QUESTIONS: 200,
    f"{QUESTIONS}results/": 200,
    f"{QUESTIONS}add/": 200,
    f"{QUESTIONS}{{questions}}/": 200,
    CONSENTS: 200,
    f"{CONSENTS}results/": 200,
    f"{CONSENTS}add/": 200,
    f"{CLOSURES}{{closure}}/delete/": 200,
    REPORTS: 200,
    f"{REPORTS}export/": 405,
    MAIL_WORDS: 200,
    f"{MAIL_WORDS}waitlisted/": 200,
    f"{MAIL_WORDS}waitlisted/preview/": 200,
    f"{MAIL_WORDS}waitlisted/original/": 302,
}
ADDRESSES = OPEN_TO_THE_DESK | OPEN_TO_THERAPISTS


def logged_in(role: roles.Role) -> Browser:
    """A browser in which somebody with this role has logged in, as `client.user`."""
    client = Browser()
    client.user = make_user(role=role, first_name=role.name, last_name="Person")
    client.force_login(client.user)
    return client


def url_of(request: BookingRequest, action: str = "") -> str:
    """The page of a request, or of one of its actions."""
    return f"{REQUESTS}{request.pk}/" + (f"{action}/" if action else "")


def answer(client: Browser, request: BookingRequest, action: str, /, **data):
    """Post an action with the version that `request` has in memory: the one that was seen."""
    return client.post(url_of(request, action), {"version": request.version} | data)


def confirm(client: Browser, request: BookingRequest, practitioner: Practitioner, /, **data):
    """Confirm for 14:00 on DAY."""
    what = {"day": DAY.isoformat(), "time": "14:00", "practitioner": practitioner.pk}
    return answer(client, request, "confirm", **what | data)


def slot(practitioner: Practitioner, start: dt.datetime) -> str:
    """A free time as the list of them sends it."""
    return f"{practitioner.pk}@{start:%Y%m%dT%H%M}Z"


def visit_url(appointment: Appointment, deed: str = "") -> str:
    """The page of an appointment, or of one of its deeds."""
    return f"{APPOINTMENTS}{appointment.pk}/" + (f"{deed}/" if deed else "")


def act(client: Browser, appointment: Appointment, deed: str, /, **data):
    """Post a deed with the version that `appointment` has in memory: the one that was seen."""
    return client.post(visit_url(appointment, deed), {"version": appointment.version} | data)


def status_of(request: BookingRequest) -> str:
    return BookingRequest.objects.get(pk=request.pk).status


def templates_to(address: str) -> list[str]:
    """The kinds of mail written to an address, in their order."""
    mails = OutboxMessage.objects.filter(recipient=address).order_by("pk")
    return list(mails.values_list("template", flat=True))


def stored() -> list[list[dict]]:
    """What the desk could have changed."""
    changeable = (
        *(BookingRequest, Appointment, Practitioner, OpeningHours, ScheduleException),
        *(Client, BlockedContact, Screening, ConsentText, CalendarFeed, MailWording),
    )
    return [list(model.objects.order_by("pk").values()) for model in changeable]


def hours_data(*rows: dict) -> dict[str, object]:
    """What the page of a practitioner posts for these rows of hours; those with an id exist."""
    stored = [row for row in rows if row.get("id")]
    data: dict[str, object] = {
        "opening_hours-TOTAL_FORMS": len(rows),
        "opening_hours-INITIAL_FORMS": len(stored),
    }
    for number, row in enumerate([*stored, *(row for row in rows if row not in stored)]):
        filled = {"id": "", "weekday": 0, "start": "09:00", "end": "12:00", "every_n_weeks": 1}
        data |= {f"opening_hours-{number}-{name}": value for name, value in (filled | row).items()}
    return data
