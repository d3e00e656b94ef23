"""axe finds nothing on any public page, state of one, or page of the desk: light and dark."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from playwright.sync_api import Page, Route

from bookings.models import BookingRequest
from services.models import ServicePage
from tests.browser.admin import log_in
from tests.factories.bookings import book_visit, make_request
from tests.html.states import every_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
DESK = [
    "/admin/",
    "/admin/bookings/requests/",
    "/admin/bookings/requests/{pk}/",
    "/admin/bookings/requests/{pk}/confirm/",
    "/admin/bookings/requests/{pk}/decline/",
    "/admin/bookings/requests/{pk}/offer/",
    "/admin/bookings/requests/{pk}/ask/",
    "/admin/bookings/requests/{pk}/assign/",
    "/admin/bookings/requests/{pk}/duplicate/",
    "/admin/bookings/requests/{pk}/waitlist/",
    "/admin/bookings/appointments/",
    "/admin/bookings/appointments/book/",
    "/admin/bookings/appointments/{visit}/",
    "/admin/bookings/appointments/{visit}/move/",
    "/admin/bookings/appointments/{visit}/cancel/",
    "/admin/bookings/mail/",
    "/admin/bookings/mail/{mail}/",
    "/admin/guide/",
    "/admin/reports/content/",
]


@pytest.fixture
def show(page) -> Callable[[HttpResponse], None]:
    """Put an answer of the site before the browser, policy and all, without asking again."""
    answers: list[HttpResponse] = []

    def fulfil(route: Route) -> None:
        answer = answers[-1]
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=answer.text)

    def show(answer: HttpResponse) -> None:
        answers.append(answer)
        page.goto("/shown/")

    page.route("**/shown/", fulfil)
    return show


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen (WCAG 1.4.10)."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_every_page_and_state(page, show, axe):
    found = {}
    for name, answer in every_state().items():
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        show(answer)
        found[name, "phone"] = (axe(page), overflow(page))
        page.emulate_media(color_scheme="dark")
        found[name, "dark"] = (axe(page, contrast_only=True), 0)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        found[name, "desktop"] = (axe(page), overflow(page))

    assert {where: wrong for where, wrong in found.items() if wrong != ([], 0)} == {}


@pytest.fixture(params=["light", "dark"])
def phone(page, request) -> Page:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=request.param)
    return page


def test_the_desk(phone, axe):
    make_request(service=ServicePage.objects.first(), name="Vera Visitor", phone="01632 960 002")
    request = BookingRequest.objects.get()
    service = ServicePage.objects.filter(practitioners__isnull=False).first()
    visit = book_visit(service.practitioners.first(), service=service, override_reason="Asked for")
    mail = request.messages.get(template="request_received")
    request.messages.update(status="failed", last_error="550 no such user")
    log_in(phone, "therapist")
    found = {}
    for address in DESK:
        phone.goto(address.format(pk=request.pk, visit=visit.pk, mail=mail.pk))
        found[address] = (axe(phone), overflow(phone))

    assert found == {address: ([], 0) for address in DESK}
