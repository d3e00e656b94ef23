"""Names, notes and mails full of markup are text wherever the desk shows them (row 17)."""

import pytest

from bookings.models import (
    Appointment,
    BlockedContact,
    BookingRequest,
    Client,
    ClientReply,
    ConsentText,
    HealthAnswers,
    OutboxMessage,
    Practitioner,
    RequestNote,
    ScheduleException,
    ScreeningQuestion,
)
from tests.admin.accounts import SUPERUSER, browsers, listed
from tests.admin.bad_input import HOSTILE, MARK, complaints
from tests.admin.doors import find_door, tried
from tests.admin.practice import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

LONG = HOSTILE + "x" * 10_000
# Of Wagtail, with our rows on them.
ALSO = {"wagtailadmin_home", "wagtailadmin_reports:site_history"}
# What visitors and colleagues type, written straight into the rows: no form would take it.
TYPED = {
    BookingRequest: ["name", "email", "phone", "service_name", "question_to_client"],
    Appointment: ["service_name", "override_reason", "cancel_reason"],
    Client: ["name", "email", "phone", "notes"],
    Practitioner: ["name"],
    ScheduleException: ["public_note", "private_note"],
    BlockedContact: ["note"],
    OutboxMessage: ["subject", "recipient", "text", "last_error"],
    ConsentText: ["text"],
    ScreeningQuestion: ["text"],
}

ENCRYPTED = (
    (HealthAnswers, "answers", "notes"),
    (ClientReply, "answer", "text"),
    (RequestNote, "text", "text"),
)


@pytest.fixture
def practice(db):
    """Every text of it is hostile, and as long as its column is."""
    practice = make_practice()
    for model, names in TYPED.items():
        fields = [model._meta.get_field(name) for name in names]
        texts = {field.name: LONG[: field.max_length or len(LONG)] for field in fields}
        model.objects.update(**texts)
    for model, field, key in ENCRYPTED:
        for row in model.objects.all():
            getattr(row, field)[key] = LONG
            row.save()
    return practice


def test_typed_markup_is_text_on_every_page_of_the_desk(practice):
    superuser = browsers()[SUPERUSER]
    wrong, shown = [], 0
    for pattern in tried():
        if not (pattern.is_ours or pattern.name in ALSO):
            continue
        door = find_door(pattern, practice, superuser)
        wrong += [f"{door.url}: {found}" for found in complaints(door.answer)]
        shown += MARK in door.answer.text

    assert not wrong, listed(wrong)
    assert shown > 20
