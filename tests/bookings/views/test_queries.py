"""A literal number of queries for each page, with little and with much to show."""

from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Site

from bookings.models import BookingSettings
from home.models import PainArea
from services.models import ServiceLength
from tests.bookings.views.diary import book
from tests.factories.bookings import make_practitioner, make_request

pytestmark = pytest.mark.django_db

FORM_PAGE = 15
CHECK_PAGE = 15
SENT = 35
REQUESTED_PAGE = 7


@pytest.fixture
def answers(answers):
    """With three wishes, two of them free times."""
    times = ["2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z"]
    return answers | {"times": times, "wish_1_day": "", "wish_1_part": ""}


@pytest.fixture(params=["little", "much"])
def amount(request, service):
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    BookingSettings.current()
    practitioner = make_practitioner(services=[service])
    if request.param == "much":
        for number in range(3):
            make_practitioner(name=f"Person {number}", services=[service])
        for day in range(10, 30):
            book(practitioner, f"2026-12-{day}T15:00:00Z")
        for number in range(30):
            PainArea.objects.create(name=f"Area {number}", slug=f"area-{number}")
            make_request(service=service, email=f"visitor-{number}@example.org")
        for minutes in range(100, 130):
            ServiceLength.objects.create(page=service, minutes=minutes, price=Decimal(80))


def test_form_page_queries(amount, client, form_url, django_assert_num_queries):
    client.get(form_url)
    with django_assert_num_queries(FORM_PAGE):
        client.get(form_url)


def test_check_page_queries(amount, client, form_url, answers, django_assert_num_queries):
    client.get(form_url)
    with django_assert_num_queries(CHECK_PAGE):
        client.post(form_url, answers)


def test_sending_queries(amount, visitor, form_url, answers, django_assert_num_queries):
    visitor.open(form_url).send(**answers)
    with django_assert_num_queries(SENT):
        visitor.send()


def test_confirmation_page_queries(amount, client, service, django_assert_num_queries):
    request = make_request(service=service)
    client.get(f"/requested/{request.public_id}/")
    with django_assert_num_queries(REQUESTED_PAGE):
        client.get(f"/requested/{request.public_id}/")
