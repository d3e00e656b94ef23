"""Who treats: therapists add and change them, nobody deletes them."""

import pytest

from bookings.models import Practitioner
from tests.bookings.staff.desk import PRACTITIONERS


def test_therapist_adds_a_practitioner(service, therapist):
    data = {"name": "Bo", "slug": "bo", "services": [service.pk], "user": "", "active": "on"}

    response = therapist.post(f"{PRACTITIONERS}add/", data)

    assert (response.status_code, response.url) == (302, PRACTITIONERS)
    bo = Practitioner.objects.get()
    assert (bo.name, bo.active, list(bo.services.all())) == ("Bo", True, [service])
    assert "Bo" in therapist.get(PRACTITIONERS).text


def test_therapist_switches_a_practitioner_off(practitioner, service, therapist):
    data = {"name": "Thea", "slug": "thea", "services": [service.pk], "user": ""}

    response = therapist.post(f"{PRACTITIONERS}{practitioner.pk}/edit/", data)

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

    response = therapist.post(f"{PRACTITIONERS}{practitioner.pk}/edit/", good | data)

    assert response.status_code == 200
    assert "could not be saved due to errors" in response.text


def test_practitioner_form_offers_no_deleting(practitioner, admin_client):
    page = admin_client.get(f"{PRACTITIONERS}{practitioner.pk}/edit/").text

    assert "delete" not in page.lower().replace("deleted", "")
