"""Areas treated, at the desk: who is asked for them, who sees them, and what is said of them."""

import datetime as dt

import pytest
import time_machine

from bookings.domain.health import VIEWED
from bookings.models import Appointment, AuditEvent, ConsentRecord, Treatment
from tests.bookings.staff.desk import act, confirm, visit_url
from tests.factories.areas import make_area
from tests.factories.bookings import book_visit, make_request
from tests.home.document import Document

AFTERWARDS = dt.datetime(2026, 12, 1, 19, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def areas(db):
    return [make_area("Canary"), make_area("Jaw")]


@pytest.fixture
def visit(now, service, practitioner, reception) -> Appointment:
    """Of a request whose client said that the jaw hurts."""
    request = make_request(service=service, areas=["Jaw"])
    assert confirm(reception, request, practitioner).status_code == 302
    return request.appointments.get()


@pytest.fixture
def completed(visit, reception):
    with time_machine.travel(AFTERWARDS, tick=False):
        act(reception, visit, "complete")
        visit.refresh_from_db()
        yield visit


def ticked(response) -> list[str]:
    boxes = Document(response.text).all("input", name="areas")
    return [box["value"] for box in boxes if "checked" in box]


def test_completing_asks_a_therapist_for_the_areas(visit, therapist):
    with time_machine.travel(AFTERWARDS, tick=False):
        response = act(therapist, visit, "complete")

        assert response.url == visit_url(visit, "areas")
        page = therapist.get(response.url)
    assert ticked(page) == ["jaw"]
    assert "The visit took place." in page.text
    assert AuditEvent.objects.filter(action=VIEWED, user=therapist.user).count() == 1


def test_completing_asks_reception_nothing(visit, reception):
    with time_machine.travel(AFTERWARDS, tick=False):
        response = act(reception, visit, "complete")

    assert response.url == visit_url(visit)


def test_completing_a_visit_without_a_page_asks_nothing(now, service, practitioner, therapist):
    visit = book_visit(practitioner, service=service)
    with time_machine.travel(AFTERWARDS, tick=False):
        assert act(therapist, visit, "complete").url == visit_url(visit)


def test_areas_are_saved_shown_and_corrected(completed, therapist):
    response = act(therapist, completed, "areas", areas=["canary", "jaw"])

    assert response.url == visit_url(completed)
    page = therapist.get(visit_url(completed)).text
    assert ("Canary" in page, "Areas treated noted" in page) == (True, True)
    completed.refresh_from_db()
    assert ticked(therapist.get(visit_url(completed, "areas"))) == ["canary", "jaw"]

    act(therapist, completed, "areas", areas=["canary"])

    assert Treatment.objects.get().areas == {"areas": ["canary"]}
    completed.refresh_from_db()
    act(therapist, completed, "areas")
    page = therapist.get(visit_url(completed)).text
    assert "None, so the client’s own page shows no exercises." in page


def test_reception_sees_and_does_nothing_of_it(completed, reception, therapist):
    act(therapist, completed, "areas", areas=["canary"])
    completed.refresh_from_db()

    page = reception.get(visit_url(completed)).text
    assert "Vera Visitor" in page
    assert ("Canary" in page, "areas/" in page, 'id="areas"' in page) == (False, False, False)
    assert (reception.get(visit_url(completed, "areas")).url) == "/admin/"
    assert act(reception, completed, "areas", areas=["jaw"]).url == "/admin/"
    assert Treatment.objects.get().areas == {"areas": ["canary"]}


def test_visit_of_which_nothing_was_noted_says_so(completed, therapist):
    page = therapist.get(visit_url(completed)).text

    assert "Not noted: the client’s own page goes by what they said hurts." in page
    assert not AuditEvent.objects.filter(action=VIEWED).exists()


def test_unknown_area_is_refused_in_words(completed, therapist):
    response = act(therapist, completed, "areas", areas=["nowhere"])

    assert response.status_code == 422
    assert "Choose areas from the list" in response.text
    assert not Treatment.objects.exists()


def test_stale_page_is_refused(completed, therapist):
    act(therapist, completed, "areas", areas=["canary"])

    response = act(therapist, completed, "areas", areas=["jaw"])

    assert response.status_code == 409
    assert Treatment.objects.get().areas == {"areas": ["canary"]}


def test_withdrawn_consent_is_refused_in_words(completed, therapist):
    ConsentRecord.objects.update(withdrawn_at=AFTERWARDS)

    response = act(therapist, completed, "areas", areas=["canary"])

    assert response.status_code == 409
    assert "so nothing was noted" in response.text


def test_missing_key_is_said_and_breaks_nothing(completed, therapist, settings):
    act(therapist, completed, "areas", areas=["canary"])
    settings.HEALTH_KEYS = ["b" * 43 + "="]

    page = therapist.get(visit_url(completed))
    assert (page.status_code, "cannot be read" in page.text) == (200, True)
    form = therapist.get(visit_url(completed, "areas"))
    assert (form.status_code, ticked(form)) == (200, [])
