"""The therapist makes and changes services in the admin."""

from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import PainArea
from services.models import ServicePage
from site_project.roles import RECEPTION, THERAPIST
from tests.factories.bookings import make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

DEFAULTS = {
    "slug": "hot-stones",
    "lead": "Warm and slow.",
    "accepts_requests": "on",
    "requests_closed_text": "Not now.",
    "minimum_notice_hours": "24",
    "horizon_days": "60",
    "turnaround_minutes": "15",
    "start_step_minutes": "15",
    "comments": inline_formset([]),
}


@pytest.fixture
def therapist(client):
    client.force_login(make_user(role=THERAPIST))
    return client


@pytest.fixture
def index():
    return make_service().get_parent()


def filled_in(*, lengths, body=(), **fields):
    return nested_form_data(
        DEFAULTS
        | {
            "lengths": inline_formset(lengths),
            "body": streamfield(list(body)),
            "title": "Hot stones",
        }
        | fields
    )


def create(therapist, index, data, *, action="action-publish"):
    address = reverse("wagtailadmin_pages:add", args=["services", "servicepage", index.pk])
    return therapist.post(address, data | ({action: "1"} if action else {}))


def test_service_made_from_nothing_is_on_the_site_at_once(therapist, index):
    neck = PainArea.objects.create(name="Neck", slug="neck")
    data = filled_in(
        lengths=[{"minutes": "60", "price": "65.00"}, {"minutes": "90", "price": "90.50"}],
        body=[("text", rich_text("<h2>What it is</h2><p>Stones.</p>"))],
    )
    assert create(therapist, index, data | {"pain_areas": [neck.pk]}).status_code == 302

    service = ServicePage.objects.get(slug="hot-stones")
    assert [(length.minutes, length.price) for length in service.lengths.all()] == [
        (60, Decimal("65.00")),
        (90, Decimal("90.50")),
    ]
    assert list(service.pain_areas.all()) == [neck]
    assert [block.block_type for block in service.body] == ["text"]
    therapist.logout()
    page = therapist.get(service.url).text
    for words in ["60 minutes, £65<", "90 minutes, £90.50", "Neck", "What it is", 'id="request"']:
        assert words in page
    assert "Hot stones" in therapist.get(index.url).text


def test_service_needs_a_length_to_be_published(therapist, index):
    response = create(therapist, index, filled_in(lengths=[]))
    assert response.status_code == 200
    assert "submit at least 1 form" in response.text
    assert not ServicePage.objects.filter(slug="hot-stones").exists()


def test_service_refuses_the_same_length_twice(therapist, index):
    lengths = [{"minutes": "60", "price": "65"}, {"minutes": "60", "price": "70"}]
    response = create(therapist, index, filled_in(lengths=lengths))
    assert response.status_code == 200
    assert "This length is already in the list." in response.text


@pytest.mark.parametrize(
    "length",
    [
        {"minutes": "4", "price": "65"},
        {"minutes": "481", "price": "65"},
        {"minutes": "60", "price": "-1"},
        {"minutes": "60", "price": "65.005"},
        {"minutes": "60", "price": "10000000"},
        {"minutes": "", "price": "65"},
    ],
)
def test_service_refuses_lengths_and_prices_that_cannot_be(therapist, index, length):
    assert create(therapist, index, filled_in(lengths=[length])).status_code == 200
    assert not ServicePage.objects.filter(slug="hot-stones").exists()


def test_draft_can_wait_for_everything_but_its_title(therapist, index):
    response = create(therapist, index, filled_in(lengths=[], lead=""), action=None)
    assert response.status_code == 302
    assert not ServicePage.objects.get(slug="hot-stones").live


def test_change_is_seen_at_once_and_the_switch_closes_the_form(therapist, index):
    service = ServicePage.objects.get()
    data = filled_in(lengths=[{"minutes": "30", "price": "40"}], slug=service.slug)
    del data["accepts_requests"]
    address = reverse("wagtailadmin_pages:edit", args=[service.pk])
    assert therapist.post(address, data | {"action-publish": "1"}).status_code == 302

    therapist.logout()
    page = therapist.get(service.url).text
    assert "<h1>Hot stones</h1>" in page
    assert "Not now." in page
    assert "<form" not in page
    assert 'href="#request">Request a time' in page  # in the header; it leads to the words


def test_preview_shows_what_is_not_saved_yet(therapist, index):
    service = ServicePage.objects.get()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[service.pk])
    data = filled_in(lengths=[{"minutes": "30", "price": "40"}], slug=service.slug)
    answer = therapist.post(address, data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    page = therapist.get(address)
    assert "<h1>Hot stones</h1>" in page.text
    assert "wagtail-userbar" in page.text
    assert "30 minutes, £40" in page.text


def test_list_of_services_is_for_those_who_work_on_pages(client, index):
    client.force_login(make_user(role=THERAPIST))
    assert "Massage for the neck" in client.get(reverse("services:index")).text
    client.force_login(make_user(role=RECEPTION))
    response = client.get(reverse("services:index"))
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert reverse("services:index") not in client.get("/admin/").text


def test_preview_of_a_service_that_was_never_saved(therapist, index):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["services", "servicepage", index.pk]
    )
    data = filled_in(lengths=[{"minutes": "30", "price": "40"}])
    assert therapist.post(address, data).json() == {"is_valid": True, "is_available": True}
    page = therapist.get(address)
    assert page.status_code == 200
    assert "<h1>Hot stones</h1>" in page.text
