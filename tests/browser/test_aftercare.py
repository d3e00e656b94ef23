"""From “It took place” at the desk to exercises on the client's page and on paper."""

import pytest
from playwright.sync_api import Page, expect

from bookings.domain.manage import manage_token
from bookings.models import Treatment
from home.models import PainArea
from services.models import ServicePage
from tests.browser.admin import log_in
from tests.factories.situations import DAY, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def test_what_the_therapist_ticks_is_what_the_client_can_print(page: Page, axe):
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    first, second, *_others = PainArea.objects.all()
    visit = make_visit(ahead=-DAY, service=service, areas=[first.name])
    log_in(page, "therapist")
    page.goto(f"/admin/bookings/appointments/{visit.pk}/")

    page.get_by_role("button", name="It took place").click()
    areas = page.get_by_role("group", name="Areas treated")
    expect(areas.get_by_label(first.name)).to_be_checked()
    assert looked_at(page, axe) == []
    areas.get_by_label(first.name).uncheck()
    areas.get_by_label(second.name).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Areas treated").get_by_role("listitem")).to_have_text(
        [second.name]
    )
    assert looked_at(page, axe) == []
    assert Treatment.objects.get(appointment=visit).areas == {"areas": [second.slug]}

    page.goto(f"/my-request/{manage_token(visit.request)}/")
    expect(page.get_by_role("heading", name=second.name, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=first.name, exact=True)).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Exercises for you")).to_be_visible()
    for elsewhere in ("Book again", "To talk to us"):
        expect(page.get_by_role("heading", name=elsewhere)).to_be_hidden()


def looked_at(page: Page, axe) -> list[str]:
    """What axe finds on a desktop and on a phone, once the admin's message has gone."""
    page.reload()
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found += axe(page)
    return found
