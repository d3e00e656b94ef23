"""What forms with times may weigh when the diary is empty, and so their lists are full; and the
client's own page with all of the exercises.
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from bookings.domain.manage import manage_token
from bookings.models import Appointment, Practitioner
from home.models import PainArea
from services.models import ServicePage
from tests.factories.bookings import make_hours
from tests.factories.situations import make_over, make_visit
from tests.home.document import Document
from tests.html.weight import BUDGETS, MOST_ELEMENTS, html_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

SERVICE = "/services/trigger-point-therapy/"
HTML_BYTES = BUDGETS["html"]
ELEMENTS = {SERVICE: BUDGETS["elements"], f"{SERVICE}request/": MOST_ELEMENTS}


@pytest.fixture(autouse=True)
def always_open(demo_site) -> Iterator[None]:
    """Early in the morning: late in the evening the first day has few times left."""
    make_hours(Practitioner.objects.get(slug="therapist"))
    with time_machine.travel(timezone.now().replace(hour=5, minute=0)):
        yield


@pytest.mark.parametrize(("address", "days"), [(SERVICE, 3), (f"{SERVICE}request/", 6)])
def test_form_with_full_days_keeps_its_budgets(client, address, days):
    response = client.get(address)

    document = Document(response.text)
    assert len(document.all("input", name="times")) == days * 12
    assert html_bytes(response.content) <= HTML_BYTES
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
    assert html_bytes(response.content) <= HTML_BYTES
    assert len(document.elements) <= ELEMENTS[form]
    assert (document.open, document.crossed) == ([], [])
    assert len(document.ids) == len(set(document.ids))


def test_page_for_moving_a_visit_keeps_its_budgets(client):
    practitioner = Practitioner.objects.get(slug="therapist")
    visit = make_visit(service=ServicePage.objects.get(slug="trigger-point-therapy"))
    Appointment.objects.filter(pk=visit.pk).update(practitioner=practitioner)
    page = f"/my-request/{manage_token(visit.request)}/move/"
    first = Document(client.get(page).text)
    (more,) = [button["value"] for button in first.all("button", name="show")]
    chosen = first.all("input", name="start")[0]["value"]

    in_vain = client.post(page, {"start": chosen, "version": "99", "days_from": more})

    assert in_vain.status_code == 409
    for response, shown in ((client.get(page), 72), (in_vain, 73)):
        document = Document(response.text)
        assert len(document.all("input", name="start")) == shown
        assert html_bytes(response.content) <= HTML_BYTES
        assert len(document.elements) <= MOST_ELEMENTS


@pytest.mark.parametrize("number", [1, None])
def test_page_of_exercises_keeps_its_budgets(client, number):
    areas = PainArea.objects.values_list("slug", flat=True)[:number]
    asked = make_over(*areas, service=ServicePage.objects.get(slug="gentle-reset"))

    response = client.get(f"/my-request/{manage_token(asked)}/")

    assert "Exercises for you" in response.text
    assert html_bytes(response.content) <= HTML_BYTES
    assert len(Document(response.text).elements) <= MOST_ELEMENTS
