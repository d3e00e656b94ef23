"""What the form may weigh when the diary is empty, and so its lists are full."""

import gzip

import pytest

from bookings.models import Practitioner
from tests.factories.bookings import make_hours
from tests.home.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

SERVICE = "/services/trigger-point-therapy/"
KILO = 1000
HTML_BYTES = 14 * KILO
ELEMENTS = {SERVICE: 700, f"{SERVICE}request/": 1200}


@pytest.fixture(autouse=True)
def always_open(demo_site) -> None:
    make_hours(Practitioner.objects.get(slug="therapist"))


@pytest.mark.parametrize(("address", "days"), [(SERVICE, 3), (f"{SERVICE}request/", 6)])
def test_form_with_full_days_keeps_its_budgets(client, address, days):
    response = client.get(address)

    document = Document(response.text)
    assert len(document.all("input", name="times")) == days * 12
    assert len(gzip.compress(response.content)) <= HTML_BYTES
    assert len(document.elements) <= ELEMENTS[address]


def test_form_with_errors_and_ticks_on_other_days_keeps_its_budgets(client):
    form = f"{SERVICE}request/"
    page = Document(client.get(form).text)
    ticked = [box["value"] for box in page.all("input", name="times")]
    (more,) = [
        button["value"]
        for button in page.all("button", name="show")
        if button["value"] not in {"", "first"}
    ]

    response = client.post(form, {"times": ticked, "days_from": more})

    document = Document(response.text)
    assert response.status_code == 422
    assert len([b for b in document.all("input", name="times") if "checked" in b]) == 72
    assert len(gzip.compress(response.content)) <= HTML_BYTES
    assert len(document.elements) <= ELEMENTS[form]
    assert (document.open, document.crossed) == ([], [])
    assert len(document.ids) == len(set(document.ids))
