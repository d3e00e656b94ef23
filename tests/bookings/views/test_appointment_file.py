""" "Add to your calendar": the file below a client's own link."""

import io
import logging

import pytest

from bookings.domain import appointments, cancellation
from bookings.domain.manage import manage_token
from bookings.models import BookingRequest
from bookings.views.situation import State
from tests.bookings.calendars.reading import read
from tests.bookings.views.test_manage_secrets import everything
from tests.factories.people import make_user
from tests.factories.situations import HOUR, make_situation, make_visit

pytestmark = pytest.mark.django_db


def address(asked):
    return f"/my-request/{manage_token(asked)}/appointment.ics"


@pytest.fixture
def visit(service):
    return make_visit(service=service, health="canary-7719", name="Canary Name")


def test_link_on_the_page_leads_to_the_visit_for_any_calendar(visitor, visit):
    visitor.open(f"/my-request/{manage_token(visit.request)}/")
    (link,) = (a for a in visitor.page.main.select("a") if "calendar" in a.text)
    assert (link["href"], link.text) == ("appointment.ics", "Add to your calendar")

    response = visitor.client.get(visitor.response.request["PATH_INFO"] + link["href"])

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert response["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    calendar, event = read(response.content.decode())
    assert (calendar.method, event.status) == ("PUBLISH", "CONFIRMED")
    assert (event.uid, event.sequence) == (str(visit.uid), 0)
    assert (event.dtstart, event.dtend) == (visit.start, visit.end)
    assert b"anary" not in response.content.replace(b"\r\n ", b"")


def test_file_follows_the_visit_and_is_still_the_event_of_the_mail(client, visit):
    moved = appointments.move(
        appointment_id=visit.pk,
        version=visit.version,
        by=make_user(),
        practitioner_id=visit.practitioner_id,
        start=visit.start + HOUR,
    )

    _, event = read(client.get(address(visit.request)).content.decode())

    mail = moved.messages.get(template="appointment_moved")
    _, mailed = read(mail.calendar)
    assert (event.uid, event.sequence, event.dtstart) == (str(visit.uid), 1, visit.start + HOUR)
    assert event == mailed.model_copy(update={"attendees": []})


@pytest.mark.parametrize("state", State)
def test_there_is_a_file_while_a_confirmed_visit_is_ahead(visitor, service, state):
    asked = make_situation(state, service=service)

    response = visitor.client.get(address(asked))

    ahead = state == State.CONFIRMED
    assert response.status_code == (200 if ahead else 404)
    assert (b"This link leads nowhere" in response.content) is not ahead
    page = visitor.open(f"/my-request/{manage_token(asked)}/").page
    assert bool(page.select('a[href="appointment.ics"]')) is ahead


def test_file_is_gone_with_the_visit_and_back_with_it(client, visit):
    left = cancellation.cancel_by_client(appointment_id=visit.pk, version=visit.version)
    assert client.get(address(visit.request)).status_code == 404

    cancellation.undo_cancellation(appointment_id=left.pk, version=left.version)

    _, event = read(client.get(address(visit.request)).content.decode())
    assert event.sequence == 2


def test_links_that_lead_nowhere_meet_one_page(client, visit):
    revoked, token = address(visit.request), manage_token(visit.request)
    BookingRequest.objects.update(link_generation=2)
    altered = f"/my-request/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/appointment.ics"

    answers = [client.get(bad) for bad in (revoked, altered, "/my-request/no/appointment.ics")]

    pages = {(answer.status_code, answer.content) for answer in answers}
    pages.add((404, client.get("/my-request/nothing/").content))
    assert len(pages) == 1


@pytest.mark.parametrize("known", [True, False])
def test_file_is_for_nobody_else(client, visit, known):
    response = client.get(address(visit.request) if known else "/my-request/no/appointment.ics")

    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert response.cookies == {}


def test_fetching_changes_nothing_and_head_says_as_much_as_get(client, visit):
    before = everything()

    got, head = client.get(address(visit.request)), client.head(address(visit.request))

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == got["Content-Length"] == str(len(got.content))
    assert client.post(address(visit.request)).status_code == 405
    assert everything() == before


def test_no_log_line_says_the_address(client, visit, monkeypatch, caplog):
    # The suite says only which requests were slow.
    caplog.set_level(logging.INFO, logger="site_project.watching.requests")
    lines = io.StringIO()
    (console,) = [h for h in logging.getLogger().handlers if h.name == "console"]
    monkeypatch.setattr(console, "stream", lines)
    logging.getLogger("django.request").error("Failed: %s", address(visit.request))
    client.post(address(visit.request))
    BookingRequest.objects.update(link_generation=2)
    client.get(address(visit.request))

    assert lines.getvalue().count("/my-request/…/appointment.ics") == 3
    assert manage_token(visit.request) not in lines.getvalue()


def test_file_takes_a_fixed_number_of_queries(client, visit, django_assert_num_queries):
    client.get(address(visit.request))
    with django_assert_num_queries(5):
        client.get(address(visit.request))
