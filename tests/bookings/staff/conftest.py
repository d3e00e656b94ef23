import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.test import Client

from bookings.domain.blocking import block_contact
from bookings.domain.clients import add_client
from bookings.domain.screening import Question, publish_screening
from bookings.models import Practitioner, Route, ScheduleException
from bookings.statuses import RequestStatus
from services.models import ServicePage
from site_project import roles
from tests.bookings.staff.desk import DAY, NOW, logged_in
from tests.factories.bookings import (
    book_visit,
    make_practitioner,
    make_request,
    make_service,
)
from tests.factories.people import make_user

QUESTION = Question(text="Blood thinners", route=Route.CAUTION)


@pytest.fixture
def now():
    """It is NOW, and stays so."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def service(db) -> ServicePage:
    return make_service(title="Neck massage", turnaround_minutes=15)


@pytest.fixture
def practitioner(service) -> Practitioner:
    return make_practitioner(name="Thea", services=[service])


@pytest.fixture
def reception(db) -> Client:
    return logged_in(roles.RECEPTION)


@pytest.fixture
def therapist(db) -> Client:
    return logged_in(roles.THERAPIST)


@pytest.fixture
def rows(practitioner, service) -> dict[str, int]:
    """One row for each name in ADDRESSES."""
    content = {"service": service, "name": "Secret Name", "health": "health canary"}
    user = make_user()
    received = make_request(**content)
    declined = make_request(**content, status=RequestStatus.DECLINED)
    quarantined = make_request(**content, signals=["honeypot"])
    return {
        "received": received.pk,
        "declined": declined.pk,
        "quarantined": quarantined.pk,
        "mail": received.messages.get(template="request_received").pk,
        "practitioner": practitioner.pk,
        "client": add_client(by=user, name="Secret Client").pk,
        "blocked": block_contact(by=user, email="secret@example.org").pk,
        "questions": publish_screening(language="en", questions=[QUESTION], after=0).pk,
        "closure": ScheduleException.objects.create(date_from=DAY, date_until=DAY).pk,
        "appointment": book_visit(practitioner, service=service, name="Secret Caller").pk,
    }


@pytest.fixture
def onlooker(db) -> Client:
    """Somebody who may see requests and appointments, and answer nothing."""
    group = Group.objects.create(name="Onlookers")
    names = ["access_admin", "view_bookingrequest", "view_appointment"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    return logged_in(roles.Role("Onlookers", ()))
