"""The page of one request: all the desk needs, and nothing that is not for this account."""

import datetime as dt

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from bookings.domain.submission import Wish
from bookings.models import AuditEvent, OutboxMessage
from bookings.statuses import MessageStatus
from site_project import roles
from tests.bookings.staff.desk import (
    ADDRESSES,
    APPOINTMENTS,
    DAY,
    MAIL,
    REQUESTS,
    confirm,
    logged_in,
    url_of,
)
from tests.factories.bookings import make_request
from tests.factories.pages import make_article

pytestmark = pytest.mark.usefixtures("now")

CANARY = "health canary"
VIEWED = "health answers viewed"


def looks() -> int:
    return AuditEvent.objects.filter(action=VIEWED).count()


def test_detail_says_everything(practice, service, practitioner, reception):
    request = make_request(
        service=service,
        name="Vera Visitor",
        phone="+44 1632 960 001",
        been_before=True,
        article=make_article(title="Why heads ache"),
        wishes=(Wish(weekdays=(0,)), Wish(date_from=DAY, date_until=DAY), Wish()),
        age=dt.timedelta(days=2),
    )
    assert confirm(reception, request, practitioner).status_code == 302

    page = reception.get(url_of(request)).text

    for words in [
        f"Request {request.reference}",
        "Vera Visitor",
        "has been here before",
        "Confirmed",
        "sent 2\xa0days ago",
        'href="tel:+441632960001"',
        'href="sms:+441632960001"',
        'href="mailto:vera@example.org?subject=Your%20request%20',
        "Neck massage",
        "60 minutes, £60",
        "Why heads ache",
        "Tuesday 1 December 2026, 14:00–15:00",
        "with Thea",
        "Reception Person",
        "Appointment made",
        "Mail to the client: Confirmed",
        "Waiting to be sent",
        "All times are in the zone America/New_York.",
    ]:
        assert words in page
    wishes = ["Mondays", "Tue 1 Dec", "any time"]
    assert sorted(wishes, key=page.index) == wishes


def test_timeline_merges_events_and_mails_by_time(practice, service, reception):
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False):
        request = make_request(service=service)
    with time_machine.travel(dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC), tick=False):
        reception.post(url_of(request, "take"), {"version": 1})
    acknowledgement = OutboxMessage.objects.get(template="request_received")
    OutboxMessage.objects.filter(pk=acknowledgement.pk).update(
        status=MessageStatus.FAILED, created_at=dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    )

    response = reception.get(url_of(request))

    entries = [(entry.what, entry.who) for entry in response.context["timeline"]]
    assert entries == [
        ("Taken on", "Reception Person"),
        ("Mail to the client: Request received", ""),
        ("Mail to the practice: New request", ""),
        ("Request sent", "client"),
    ]
    assert "desk-status--failed" in response.text
    assert f"{MAIL}{acknowledgement.pk}/" in response.text


def test_quarantined_request_says_why(service, reception):
    request = make_request(service=service, signals=["honeypot", "too fast"])

    page = reception.get(url_of(request)).text

    assert "a field that people don’t see was filled in; it was sent faster" in page


# --- Health answers ----------------------------------------------------------------------


def test_therapist_reads_health_answers_and_it_is_recorded(service, therapist):
    request = make_request(service=service, health=CANARY)

    response = therapist.get(url_of(request))

    assert CANARY in response.text
    assert "What is going on?" in response.text
    event = AuditEvent.objects.get(action=VIEWED)
    assert (event.user, event.request) == (therapist.user, request)


def test_look_is_recorded_once_an_hour_for_each_person_and_request(service, therapist):
    request = make_request(service=service, health=CANARY)
    other = make_request(service=service, health=CANARY)
    owner = logged_in(roles.OWNER)
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False) as clock:
        for _ in range(3):
            therapist.get(url_of(request))
        assert looks() == 1
        owner.get(url_of(request))
        therapist.get(url_of(other))
        assert looks() == 3
        clock.shift(dt.timedelta(minutes=61))
        therapist.get(url_of(request))
        assert looks() == 4


def test_second_look_writes_nothing(service, therapist):
    request = make_request(service=service, health=CANARY)
    therapist.get(url_of(request))

    with CaptureQueriesContext(connection) as captured:
        therapist.get(url_of(request))

    assert {query["sql"].lstrip("(").partition(" ")[0] for query in captured} == {"SELECT"}


def test_request_without_health_answers_records_no_look(service, therapist):
    request = make_request(service=service)

    assert "None given." in therapist.get(url_of(request)).text
    assert looks() == 0


def test_reception_finds_no_health_answers_anywhere(rows, reception, therapist):
    therapist.get(f"{REQUESTS}{rows['received']}/")
    assert looks() == 1
    addresses = [address.format(**rows) for address in ADDRESSES]
    addresses += [f"{REQUESTS}?q={CANARY}", f"{REQUESTS}results/?q={CANARY}"]
    addresses += ["/admin/", "/admin/reports/site-history/", f"{MAIL}?q={CANARY}"]

    pages = [reception.get(address, follow=True).text for address in addresses]

    for page in pages:
        assert CANARY not in page.replace(f'value="{CANARY}"', "")
        assert "Health answers" not in page
    assert list(reception.get(f"{REQUESTS}?q={CANARY}").context["object_list"]) == []
    assert looks() == 1


def test_nothing_is_decrypted_for_reception(service, reception, therapist, settings):
    request = make_request(service=service, health=CANARY)
    settings.HEALTH_KEYS = [Fernet.generate_key().decode()]

    assert reception.get(url_of(request)).status_code == 200
    assert reception.get(REQUESTS).status_code == 200
    page = therapist.get(url_of(request))
    assert page.status_code == 200
    assert "These answers cannot be read" in page.text
    assert looks() == 0


# --- Time zones --------------------------------------------------------------------------


def test_times_are_the_practices_whatever_zone_the_account_has(service, practitioner, reception):
    request = make_request(service=service, age=dt.timedelta(minutes=30))
    profile = UserProfile.get_for_user(reception.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()

    assert confirm(reception, request, practitioner, time="14:00").status_code == 302

    appointment = request.appointments.get()
    assert appointment.start == dt.datetime(2026, 12, 1, 14, 0, tzinfo=dt.UTC)
    detail = reception.get(url_of(request)).text
    assert "Tuesday 1 December 2026, 14:00–15:00" in detail
    assert "Sun 22 Nov 2026, 10:00" in detail  # the mails in the timeline
    assert "14:00–15:00" in reception.get(APPOINTMENTS).text
    assert "Sun 22 Nov 2026, 9:30" in reception.get(REQUESTS, {"tab": "confirmed"}).text
    mail = request.messages.get(template="request_confirmed")
    assert "Sun 22 Nov 2026, 10:00" in reception.get(f"{MAIL}{mail.pk}/").text


# --- Hostile content ---------------------------------------------------------------------

RIGHT_TO_LEFT = "محمد \u202egnirts"
HOSTILE_NAMES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    RIGHT_TO_LEFT,
    "Zoë 🧘‍♀️ O’Neill",
    "x" * 200,
]


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=lambda name: name[:12])
def test_hostile_names_are_inert(name, practice, service, practitioner, reception):
    request = make_request(service=service, name=name, phone="01632 960 001")
    pages = [REQUESTS, url_of(request), url_of(request, "confirm"), "/admin/"]
    pages += [url_of(request, "decline"), MAIL]
    if not name.startswith("x"):
        assert confirm(reception, request, practitioner).status_code == 302
        pages = [*pages[:2], APPOINTMENTS, f"{MAIL}{request.messages.first().pk}/"]

    for address in pages:
        page = reception.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "14 20" not in page
    assert f"<bdi>{escaped(name)}</bdi>" in reception.get(url_of(request)).text


def escaped(name: str) -> str:
    replaced = name.replace("<", "&lt;").replace(">", "&gt;")
    return replaced.replace('"', "&quot;").replace("'", "&#x27;")
