"""Every error in words: in the title, in the summary and at the field, with all answers kept."""

import pytest

from bookings.models import BookingRequest

pytestmark = pytest.mark.django_db

ERRORS = [
    ({"name": ""}, {"id_name": "Enter your full name"}),
    ({"name": "x" * 201}, {"id_name": "Enter a name of at most 200 characters"}),
    (
        {"name": "a\x00b"},
        {"id_name": "Use letters, digits and punctuation only, without hidden characters"},
    ),
    ({"email": "", "phone": ""}, {"id_email": "Enter an email address or a phone number"}),
    ({"email": "vera@"}, {"id_email": "Enter an email address like name@example.org"}),
    (
        {"email": "a" * 250 + "@example.org"},
        {"id_email": "Enter an email address of at most 254 characters"},
    ),
    ({"minutes": ""}, {"id_minutes_0": "Choose how long you want to stay"}),
    ({"minutes": "61"}, {"id_minutes_0": "Choose one of the lengths in the list"}),
    (
        {"wish_1_day": "", "wish_1_part": "", "wish_2_day": ""},
        {"id_wish_1_day": "Choose at least one time or day, or “Any time is fine”"},
    ),
    (
        {"wish_1_day": "2026-11-21"},
        {"id_wish_1_day": "Saturday 21 November 2026 has passed. Choose a later day"},
    ),
    ({"wish_1_day": "nonsense"}, {"id_wish_1_day": "Choose a day from the list"}),
    ({"wish_1_part": "night"}, {"id_wish_1_part": "Choose a time of day from the list"}),
    (
        {"wish_3_part": "evening"},
        {"id_wish_3_day": "Choose a day for this time, or choose “Any day”"},
    ),
    (
        {"any_time": "on"},
        {"id_any_time": "Choose either times and days, or “Any time is fine”, not both"},
    ),
    ({"been_before": "perhaps"}, {"id_been_before_0": "Choose “Yes” or “No”"}),
    ({"areas": ["head", "wing"]}, {"id_areas_0": "Choose areas from the list"}),
    (
        {"notes": "x" * 2001},
        {"id_notes": "Shorten what is going on to 2000 characters; it has 2001"},
    ),
    (
        {"consent": None},
        {
            "id_consent": "Tick the box so that what you wrote about your health may be "
            "stored, or delete it"
        },
    ),
    (
        {"consent": "0"},
        {"id_consent": "The words beside this box have changed. Read them and tick it again"},
    ),
    ({"name": ["A", "B"]}, {"id_name": "There were two answers here. Give one"}),
]


@pytest.mark.parametrize(("change", "expected"), ERRORS)
def test_errors_are_named_linked_and_lose_nothing(visitor, form_url, answers, change, expected):
    visitor.open(form_url).send(**answers | change)

    assert visitor.response.status_code == 422
    assert visitor.errors == expected
    assert visitor.title.startswith("Error: Request a time: Neck and shoulders")
    page = visitor.page
    for control, message in expected.items():
        field = page.find(id=control).find_parent(class_="field")
        assert field.select_one(".errorlist").text == message
    kept = visitor.form()
    assert kept["notes"] == [change.get("notes", answers["notes"])]
    assert kept["wish_2_day"] == [change.get("wish_2_day", "thursday")]
    assert not BookingRequest.objects.exists()


def test_error_is_described_to_a_screen_reader(visitor, form_url, answers):
    visitor.open(form_url).send(**answers | {"name": ""})

    control = visitor.page.find(id="id_name")
    described = visitor.page.find(id=control["aria-describedby"])
    assert control["aria-invalid"] == "true"
    assert described.text == "Enter your full name"


def test_error_summary_comes_before_the_heading_and_takes_the_focus(visitor, form_url, answers):
    visitor.open(form_url).send(**answers | {"name": ""})

    summary = visitor.page.select_one(".error-summary")
    assert summary.has_attr("autofocus")
    assert summary.find_next("h1").text == "Request a time: Neck and shoulders"


def test_a_past_day_stays_chosen_beside_its_error(visitor, form_url, answers):
    visitor.open(form_url).send(**answers | {"wish_1_day": "2026-11-20"})

    assert visitor.form()["wish_1_day"] == ["2026-11-20"]


def test_the_first_screen_has_no_required_attribute_and_nothing_ticked(visitor, form_url):
    page = visitor.open(form_url).page

    assert page.select("main form [required]") == []
    assert page.select("main form [checked]") == []
    assert page.select_one("main form").has_attr("novalidate")
