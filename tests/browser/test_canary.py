"""What a visitor types about her health stays in the form: the browser keeps none of it."""

import pytest
from playwright.sync_api import expect

from bookings.models import HealthAnswers, Practitioner
from tests.factories.bookings import make_hours

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

CANARY = "canary-4711"
# All that outlives the page, or that another page or an extension can see of it.
KEPT = """async () => JSON.stringify([
    {...localStorage}, {...sessionStorage}, window.name, history.state, document.cookie,
    document.title, location.href, document.referrer,
    performance.getEntries().map(entry => entry.name),
    await indexedDB.databases(), await caches.keys(),
])"""


def test_browser_keeps_nothing_of_what_is_said_about_health(page, own_database):
    make_hours(Practitioner.objects.get(slug="therapist"))
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.goto("/services/trigger-point-therapy/request/")
    page.get_by_label("None of these").check()
    page.get_by_label("60 minutes").check()
    times = page.get_by_role("group", name="Free times for 60 minutes")
    times.get_by_role("checkbox").first.check()
    page.get_by_label("Full name").fill("Vera Visitor")
    page.get_by_label("Email address").fill("vera@example.org")
    page.get_by_label("What is going on?").fill(CANARY)
    page.get_by_label("You may store and read").check()
    seen.append(page.evaluate(KEPT))
    page.get_by_role("button", name="Check your request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your request")
    expect(page.get_by_text(CANARY)).to_be_visible()
    seen.append(page.evaluate(KEPT))
    page.get_by_role("button", name="Send my request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Requested, not confirmed yet")
    seen += [page.evaluate(KEPT), str(page.context.storage_state(indexed_db=True))]

    assert HealthAnswers.objects.filter(request__email="vera@example.org").exists()
    assert [text for text in seen if CANARY in text] == []
