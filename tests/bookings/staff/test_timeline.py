"""The timeline of a request with a long history: the latest at first sight, the rest on request."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from bookings.domain.notes import add_note
from bookings.models import OutboxMessage
from bookings.staff.detail import ENTRIES_SHOWN, NOTES_SHOWN
from bookings.statuses import MessageStatus
from tests.bookings.staff.desk import MAIL, NOW, url_of
from tests.factories.bookings import make_request
from tests.factories.people import make_user

# Of the page of a request with one wish, notes, health answers and mails, after a first look.
QUERIES = 23


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def request_(service, practitioner):
    return make_request(service=service, health="Behind the eye")


def make_history(request, clock, *, length: int) -> None:
    """So many notes, so many mails, a minute apart."""
    mail = request.messages.first()
    for number in range(length):
        clock.shift(dt.timedelta(minutes=1))
        add_note(request_id=request.pk, by=make_user(), text=f"Note {number}")
        mail.pk, mail.created_at = None, timezone.now()
        mail.dedupe_key, mail.message_id = f"copy:{number}", f"<{number}@practice.example.org>"
        mail.save(force_insert=True)


@pytest.mark.parametrize("length", [1, 30])
def test_page_takes_as_many_queries_for_one_of_each_as_for_thirty(
    length, request_, therapist, clock, django_assert_num_queries
):
    make_history(request_, clock, length=length)
    therapist.get(url_of(request_))

    with django_assert_num_queries(QUERIES):
        page = therapist.get(url_of(request_))
    with django_assert_num_queries(QUERIES):
        therapist.get(url_of(request_), {"all": "1"})

    assert len(page.content) < 60_000


def test_long_history_is_cut_until_all_is_asked_for(request_, therapist, clock):
    make_history(request_, clock, length=30)
    therapist.get(url_of(request_))

    short = therapist.get(url_of(request_))
    whole = therapist.get(url_of(request_), {"all": "1"})

    # Sixty notes and mails, and the request’s own: sent, its mail, one look.
    assert len(whole.context["timeline"]) == 63
    assert short.context["timeline"] == whole.context["timeline"][:ENTRIES_SHOWN]
    assert f'href="{url_of(request_)}?all=1#timeline"' in short.text
    assert "Show all that happened" not in whole.text
    assert len(short.context["new_notes"]) == NOTES_SHOWN
    assert f"{30 - NOTES_SHOWN} older notes" in short.text


@pytest.mark.parametrize("all_", ["", "0", "yes", "9" * 20, "\x00"])
def test_senseless_parameter_is_passed_over(all_, request_, therapist, clock):
    make_history(request_, clock, length=10)

    page = therapist.get(url_of(request_), {"all": all_})

    assert len(page.context["timeline"]) == ENTRIES_SHOWN


def test_failed_mail_is_a_flag_for_who_may_see_mail(request_, reception, onlooker):
    mail = request_.messages.first()
    OutboxMessage.objects.filter(pk=mail.pk).update(status=MessageStatus.FAILED)

    page = reception.get(url_of(request_)).text

    assert "A mail could not be sent." in page
    assert f'href="{MAIL}{mail.pk}/">See why, and send it again' in page
    assert "A mail could not be sent." not in onlooker.get(url_of(request_)).text
