"""Two or three wishes are ranked on the check page, and sent in that order."""

import pytest

from bookings.models import BookingRequest
from home.models import PracticeSettings
from tests.factories.bookings import make_practitioner

pytestmark = pytest.mark.django_db

NINE, TEN = "2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z"
WORDS = {
    f"rank_{NINE}": "Tuesday 1 December 2026, 9:00",
    f"rank_{TEN}": "Tuesday 1 December 2026, 10:00",
    "rank_wish_1": "Tuesday 1 December 2026, morning",
    "rank_wish_2": "Thursdays",
}


@pytest.fixture
def three(service, answers) -> dict[str, object]:
    """Two times, the later one ticked first, and a window."""
    make_practitioner(services=[service], hours=[(1, "09:00", "12:00")])
    return answers | {"times": [TEN, NINE], "wish_1_day": "", "wish_1_part": ""}


def ranks(visitor) -> dict[str, str]:
    """The words of each wish on the page, in its order, with the rank that is chosen."""
    return {
        row.dt.text: row.select_one("option[selected]").text
        for row in visitor.page.select(".check-row")
        if row.select("select")
    }


def stored() -> list[str]:
    wishes = BookingRequest.objects.get().preferences.order_by("rank")
    zone = PracticeSettings.current().zone
    return [wish.in_words(zone, names_zone=False) for wish in wishes]


def test_times_come_first_and_in_order_unless_said_otherwise(visitor, form_url, three):
    visitor.open(form_url).send(**three)

    assert list(ranks(visitor).items()) == [
        (WORDS[f"rank_{NINE}"], "First choice"),
        (WORDS[f"rank_{TEN}"], "Second choice"),
        (WORDS["rank_wish_2"], "Third choice"),
    ]
    visitor.send()
    assert stored() == [WORDS[f"rank_{NINE}"], WORDS[f"rank_{TEN}"], WORDS["rank_wish_2"]]


def test_wishes_are_stored_as_they_were_ranked(visitor, form_url, three):
    visitor.open(form_url).send(**three)

    visitor.send(**{f"rank_{NINE}": "3", f"rank_{TEN}": "2", "rank_wish_2": "1"})

    assert visitor.response.status_code == 303
    assert stored() == [WORDS["rank_wish_2"], WORDS[f"rank_{TEN}"], WORDS[f"rank_{NINE}"]]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (
            {f"rank_{TEN}": "1"},
            "id_rank_2",
            "“First choice” is there twice. Give each its own place",
        ),
        ({f"rank_{TEN}": None}, "id_rank_2", "Choose a place for this time"),
        ({f"rank_{TEN}": "4"}, "id_rank_2", "Choose a place from the list"),
        ({f"rank_{TEN}": ["1", "2"]}, "id_rank_2", "There were two answers here. Give one"),
    ],
)
def test_ranks_that_make_no_order_are_refused(visitor, form_url, three, change, field, message):
    visitor.open(form_url).send(**three | {"wish_2_day": ""})

    visitor.send(**change)

    assert visitor.response.status_code == 422
    assert visitor.title == "Error: Check your request"
    assert visitor.errors == {field: message}
    control = visitor.page.find(id=field)
    assert control.find_parent(class_="field").select_one(".errorlist").text == message
    assert visitor.form()["notes"] == ["A tight neck since spring."]
    assert not BookingRequest.objects.exists()
    visitor.send(**{f"rank_{NINE}": "2", f"rank_{TEN}": "1"})
    assert stored() == [WORDS[f"rank_{TEN}"], WORDS[f"rank_{NINE}"]]


def test_each_wish_has_its_change_button(visitor, form_url, three):
    visitor.open(form_url).send(**three)

    rows = [row for row in visitor.page.select(".check-row") if row.select("select")]
    assert [row.button["value"] for row in rows] == [
        "id_times_0_0",
        "id_times_0_0",
        "id_wish_2_day",
    ]


def test_an_order_survives_a_change_of_something_else(visitor, form_url, three):
    visitor.open(form_url).send(**three)
    order = {f"rank_{NINE}": "3", f"rank_{TEN}": "2", "rank_wish_2": "1"}

    visitor.send(button="id_name", **order).send(times=[NINE])

    assert ranks(visitor) == {
        WORDS["rank_wish_2"]: "First choice",
        WORDS[f"rank_{NINE}"]: "Second choice",
    }


def test_one_wish_is_not_ranked(visitor, form_url, three):
    visitor.open(form_url).send(**three | {"times": [NINE], "wish_2_day": ""})

    assert visitor.page.select("select") == []
    visitor.send()
    assert stored() == [WORDS[f"rank_{NINE}"]]


@pytest.mark.parametrize("name", ["rank_", "rank_x", "rank_wish_9", "rank_<script>"])
def test_ranks_of_nothing_are_forgotten(visitor, form_url, three, name):
    visitor.open(form_url).send(**three)

    visitor.send(**{name: "1"})

    assert visitor.response.status_code == 303
