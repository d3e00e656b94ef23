"""Somebody with a canary in everything that the practice can keep of a person."""

import datetime as dt

import time_machine
from django.utils import timezone

from bookings.domain import appointments, transitions
from bookings.domain.blocking import block_contact
from bookings.domain.clients import change_client, create_client
from bookings.domain.notes import add_note
from bookings.domain.replies import reply
from bookings.domain.treatments import note_areas
from bookings.models import Client, Practitioner
from site_project.roles import THERAPIST
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

CANARY = "canary8813"
NAME, EMAIL, PHONE = f"Karla {CANARY}", f"{CANARY}@example.org", "+44 1632 988 130"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def make_life(*, practitioner: Practitioner | None = None) -> Client:
    """A client, as a month of visits left her: a record, three requests, two visits, many mails.

    One request is matched and led to a visit; one was declined and belongs to no record; one is
    another's with the same number. The other visit was booked on the phone.
    """
    service = make_service()
    practitioner = practitioner or make_practitioner(services=[service])
    practitioner.services.add(service)
    staff = make_user(role=THERAPIST)
    contact = {"name": NAME, "email": EMAIL, "phone": PHONE, "service": service}
    with time_machine.travel(timezone.now() - 30 * DAY, tick=False) as clock:
        declined = make_request(**contact, health=f"sore {CANARY}", areas=["Neck"])
        words = {"version": declined.version, "by": staff}
        transitions.decline(
            request_id=declined.pk, reason="other", message=f"Dear {CANARY}", **words
        )
        make_request(name="Namesake", email="other@example.org", phone=PHONE, service=service)
        asked = make_request(**contact, health=f"neck {CANARY}", areas=["Neck"])
        add_note(request_id=asked.pk, by=staff, text=f"told me: {CANARY}")
        asked = transitions.ask(
            request_id=asked.pk, version=asked.version, by=staff, question=f"Is it {CANARY}?"
        )
        asked = reply(request_id=asked.pk, version=asked.version, answer=f"Yes, {CANARY}")
        visit = transitions.confirm_at(
            request_id=asked.pk,
            version=asked.version,
            by=staff,
            practitioner_id=practitioner.pk,
            start=timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + 3 * DAY,
            override_reason=f"for {CANARY}",
        )
        asked.refresh_from_db()
        client = create_client(request_id=asked.pk, version=asked.version, by=staff)
        client = change_client(
            client_id=client.pk,
            version=client.version,
            by=staff,
            name=NAME,
            email=EMAIL,
            phone=PHONE,
            notes=f"likes {CANARY}",
            standing=client.standing,
        )
        block_contact(by=staff, email=EMAIL, note=CANARY)
        called = book_visit(
            practitioner,
            service=service,
            client_id=client.pk,
            by=staff,
            start=visit.start + 6 * HOUR,
            override_reason=f"asked for by {CANARY}",
        )
        appointments.cancel(
            appointment_id=called.pk, version=called.version, by=staff, reason=f"ill: {CANARY}"
        )
        clock.move_to(visit.end + HOUR)
        visit.refresh_from_db()
        appointments.complete(appointment_id=visit.pk, version=visit.version, by=staff)
        visit.refresh_from_db()
        note_areas(appointment_id=visit.pk, version=visit.version, by=staff, areas=[])
    client.refresh_from_db()
    return client
