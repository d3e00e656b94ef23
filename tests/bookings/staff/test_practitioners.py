"""Who treats: therapists add and change them, nobody deletes them."""

import datetime as dt

import pytest

from bookings.models import Appointment, Practitioner
from bookings.statuses import AppointmentStatus
from tests.bookings.staff.desk import NOW, PRACTITIONERS, hours_data
from tests.factories.visits import make_visit


def test_therapist_adds_a_practitioner(service, therapist):
    data = {"name": "Bo", "slug": "bo", "services": [service.pk], "user": "", "active": "on"}

    response = therapist.post(f"{PRACTITIONERS}add/", data | hours_data())

    assert (response.status_code, response.url) == (302, PRACTITIONERS)
    bo = Practitioner.objects.get()
    assert (bo.name, bo.active, list(bo.services.all())) == ("Bo", True, [service])
    assert "Bo" in therapist.get(PRACTITIONERS).text


def test_therapist_switches_a_practitioner_off(practitioner, service, therapist):
    data = {"name": "Thea", "slug": "thea", "services": [service.pk], "user": ""}

    response = therapist.post(f"{PRACTITIONERS}{practitioner.pk}/edit/", data | hours_data())

    assert response.status_code == 302
    practitioner.refresh_from_db()
    assert practitioner.active is False


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""},
        {"slug": "no spaces"},
        {"services": ["12345678901234567890"]},
        {"services": ["abc"]},
        {"user": "12345678901234567890"},
        {"name": "\x00"},
    ],
)
def test_bad_input_is_shown_on_the_form(data, practitioner, therapist):
    good = {"name": "Thea", "slug": "thea", "services": [], "user": "", "active": "on"}

    response = therapist.post(f"{PRACTITIONERS}{practitioner.pk}/edit/", good | hours_data() | data)

    assert response.status_code == 200
    assert "could not be saved due to errors" in response.text


def test_practitioner_form_offers_no_deleting(practitioner, admin_client):
    page = admin_client.get(f"{PRACTITIONERS}{practitioner.pk}/edit/").text

    assert f"{PRACTITIONERS}{practitioner.pk}/delete/" not in page


def test_page_of_somebody_inactive_lists_the_visits_that_remain(practitioner, therapist, now):
    make_visit(practitioner, NOW + dt.timedelta(days=1), name="Clara Client")
    make_visit(practitioner, NOW - dt.timedelta(days=1), name="Long Ago")
    page = f"{PRACTITIONERS}{practitioner.pk}/edit/"
    data = {"name": "Thea", "slug": "thea", "user": ""}
    assert "Clara Client" not in therapist.get(page).text

    response = therapist.post(page, data | hours_data())

    assert (response.status_code, response.url) == (302, page)
    shown = therapist.get(page).text
    assert "Thea is not active, and this visit remains: move or cancel it" in shown
    assert "Monday 23 November 2026, 10:00–11:00" in shown
    assert "Clara Client" in shown
    assert "Long Ago" not in shown
    assert Appointment.objects.filter(status=AppointmentStatus.CONFIRMED).count() == 2
