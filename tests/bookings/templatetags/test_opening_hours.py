"""The opening hours on the contact page."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from home.models import ContactPage
from tests.factories.bookings import make_practitioner
from tests.factories.diaries import closure

WEEK = [(day, "09:00", "17:00") for day in range(5)]
# Already Tuesday in London, still Monday in New York, where the practice is.
NOW = dt.datetime(2026, 12, 1, 3, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def contact(site) -> ContactPage:
    return site.root_page.add_child(instance=ContactPage(title="Contact", slug="contact"))


@pytest.fixture
def page(contact):
    """The words of the contact page."""

    def page() -> str:
        with time_machine.travel(NOW, tick=False):
            return " ".join(Client().get("/contact/").text.split())

    return page


def test_contact_page_shows_hours_and_coming_closures(page):
    thea = make_practitioner(name="Thea", hours=WEEK)
    closure(TODAY, public_note="Training", private_note="secret").save()
    closure(TODAY - dt.timedelta(days=1), public_note="Over").save()
    closure(TODAY, public_note="Hers", practitioner=thea).save()
    gone = make_practitioner(name="Gone", active=False, hours=[(6, "10:00", "12:00")])
    closure(TODAY, public_note="Not here", practitioner=gone).save()

    words = page()

    assert "<dt>Monday to Friday</dt><dd>9:00–17:00</dd>" in words
    assert "<li>Monday 30 November 2026: Training</li>" in words
    assert "<li>Thea, Monday 30 November 2026: Hers</li>" in words
    assert "<h3>Thea</h3>" not in words
    hidden = ["secret", "Over", "Gone", "Sunday", "Not here"]
    assert [word for word in hidden if word in words] == []


def test_people_with_different_hours_are_named(page):
    make_practitioner(name="Thea", hours=WEEK)
    make_practitioner(name="Bo", hours=WEEK[:2])

    words = page()

    assert words.index("<h3>Bo</h3>") < words.index("Monday and Tuesday")
    assert words.index("<h3>Thea</h3>") < words.index("Monday to Friday")


def test_without_hours_nothing_is_shown(page):
    make_practitioner(hours=[])
    closure(TODAY, public_note="Training").save()

    words = page()

    assert "<h1>Contact</h1>" in words
    assert "Opening hours" not in words
    assert "Training" not in words


@pytest.mark.parametrize("number", [1, 12])
def test_contact_page_costs_the_same_however_many_work_there(
    number, contact, django_assert_num_queries
):
    for count in range(number):
        person = make_practitioner(name=f"Person {count}", hours=WEEK)
        closure(timezone.localdate(), public_note="Away", practitioner=person).save()
    Client().get("/contact/")

    with django_assert_num_queries(12):
        Client().get("/contact/")
