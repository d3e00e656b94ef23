"""Every block: what is stored comes back, it renders, and it says what is wrong with it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.utils.functional import Promise
from wagtail.blocks import StreamBlockValidationError

from home.blocks import ArticleBody, ServiceBody, StandardBody, WordsBody
from home.models import Muscle
from site_project.finders import SOURCES

BLOCKS = ArticleBody().child_blocks | WordsBody().child_blocks
EXERCISE = {
    "name": "Neck stretch",
    "position": "Sit upright.",
    "steps": ["Tilt your head.", "Come back."],
    "hold_min": 20,
    "hold_max": 30,
    "repeats": 3,
    "sides": "each",
    "frequency": "Twice a day",
    "stop_if": "it turns sharp.",
}
# One of each block without references to rows, as the demonstration or an import writes it.
STORED = [
    ("lead", "Heads that ache."),
    ("text", "<h2>One</h2><p>Two</p>"),
    ("quote", {"text": "It let go.", "attribution": "A client"}),
    ("question", {"question": "Does it hurt?", "answer": "<p>A little.</p>"}),
    (
        "checklist",
        {"heading": "Clues", "intro": "Some.", "items": ["a", "b"], "closing": "A hint."},
    ),
    ("steps", {"heading": "Session", "intro": "", "steps": [{"title": "Talk.", "text": "Long."}]}),
    ("do_and_dont", {"heading": "At home", "dos": ["breathe"], "donts": ["pull hard"]}),
    ("before_you_come", {"heading": "Before", "items": ["Eat."]}),
    ("exercises", {"heading": "At home", "intro": "Gently.", "exercises": [EXERCISE]}),
    ("exercise", EXERCISE),
    ("care_card", {"level": "urgent", "heading": "Call if:", "items": ["x"], "advice": "Now."}),
    ("callout", {"heading": "Mind", "text": "<p>Ask.</p>"}),
    (
        "testimonial",
        {"text": "It let go.", "name": "V.", "about": "headaches", "agreed": True},
    ),
]


# Their previews show rows of the site; dates and prices are not shown as they are stored.
WITH_ROWS = {"image", "video_card", "muscle_list", "call_to_action", "related_pages"} | {
    "price_list",
    "privacy_facts",
    "review_date",
}


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def stored(value):
    """What a block gave back, without the ids that Wagtail adds to items of lists."""
    if isinstance(value, dict) and value.keys() == {"type", "value", "id"}:
        return stored(value["value"])
    if isinstance(value, dict):
        return {name: stored(part) for name, part in value.items()}
    return [stored(part) for part in value] if isinstance(value, list) else value


def test_palettes_offer_what_their_pages_need():
    assert list(ArticleBody().child_blocks) == [
        "lead",
        "text",
        "image",
        "video_card",
        "quote",
        "question",
        "muscle_list",
        "checklist",
        "steps",
        "do_and_dont",
        "before_you_come",
        "price_list",
        "exercises",
        "exercise",
        "care_card",
        "callout",
        "testimonial",
        "author_card",
        "call_to_action",
        "related_pages",
    ]
    # The form stands on the service page itself, exercises in articles; these have an author.
    assert ArticleBody().child_blocks.keys() - ServiceBody().child_blocks.keys() == {
        "author_card",
        "call_to_action",
        "exercise",
        "exercises",
    }
    # An article has its review among its own fields.
    assert ServiceBody().child_blocks.keys() - ArticleBody().child_blocks.keys() == {"review_date"}
    assert WordsBody().child_blocks.keys() - StandardBody().child_blocks.keys() == {"privacy_facts"}


@pytest.mark.parametrize(("name", "value"), STORED)
def test_block_gives_back_what_was_stored(name, value):
    body = ArticleBody()
    stream = body.to_python([{"type": name, "value": value}])
    (given,) = body.get_prep_value(stream)
    assert (given["type"], stored(given["value"])) == (name, value)


@pytest.mark.parametrize(("name", "value"), STORED)
def test_block_shows_all_its_words(name, value):
    html = str(BLOCKS[name].render(BLOCKS[name].to_python(value)))
    for text in texts(value):
        assert words(text) in words(html)


def texts(value):
    if isinstance(value, dict):
        value = [part for name, part in value.items() if name not in {"level", "sides"}]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [str(value)] if isinstance(value, str | Promise) and value else []


@pytest.mark.parametrize("name", BLOCKS)
def test_block_has_what_the_picker_and_the_look_need(name):
    block = BLOCKS[name]
    assert block.meta.icon not in {"placeholder", "doc-empty"}
    assert block.get_description()
    assert block.meta.group
    assert block.is_previewable
    assert get_template(f"blocks/{name}.html")
    assert (SOURCES / "components" / f"{name}.css").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_block_preview_renders(name, admin_client):
    response = admin_client.get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix})
    assert response.status_code == 200
    assert "css/site.css" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BLOCKS.keys() - WITH_ROWS))
def test_block_preview_shows_its_example(name, admin_client):
    value = BLOCKS[name].get_preview_value()
    html = admin_client.get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix}).text
    shown = [words(text) for text in texts(stored(BLOCKS[name].get_prep_value(value)))]
    assert shown
    assert [text for text in shown if text not in words(html)] == []


# --- Exercise -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "doses"),
    [
        ({}, ["Hold 20 to 30 seconds", "Each side 3 times", "Twice a day"]),
        ({"hold_max": None}, ["Hold 20 seconds", "Each side 3 times", "Twice a day"]),
        ({"hold_min": None, "sides": ""}, ["Hold 30 seconds", "Repeat 3 times", "Twice a day"]),
        ({"hold_min": 1, "hold_max": 1}, ["Hold 1 second", "Each side 3 times", "Twice a day"]),
        ({"repeats": 1, "sides": ""}, ["Hold 20 to 30 seconds", "Repeat 1 time", "Twice a day"]),
        ({"repeats": None}, ["Hold 20 to 30 seconds", "Each side", "Twice a day"]),
        (
            dict.fromkeys(["hold_min", "hold_max", "repeats", "frequency"]) | {"sides": ""},
            [],
        ),
    ],
)
def test_exercise_says_how_long_and_how_often(change, doses):
    value = BLOCKS["exercise"].to_python(EXERCISE | change)
    assert value.doses == doses


def test_exercise_refuses_a_shortest_hold_above_the_longest():
    body = ArticleBody()
    stream = body.to_python(
        [{"type": "exercises", "value": {"heading": "", "exercises": [EXERCISE]}}]
    )
    stream[0].value["exercises"][0]["hold_max"] = 10
    with pytest.raises(StreamBlockValidationError) as refusal:
        body.clean(stream)
    assert "Enter at least the 20 seconds of the shortest hold." in str(
        refusal.value.as_json_data()
    )


def test_exercise_takes_a_single_hold():
    block = BLOCKS["exercise"]
    assert block.clean(block.to_python(EXERCISE | {"hold_max": None}))["hold_min"] == 20


def test_exercise_without_a_name_is_refused():
    block = BLOCKS["exercise"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python(EXERCISE | {"name": ""}))


# --- Care card ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "prefix"),
    [
        ("emergency", "Immediate action required:"),
        ("urgent", "Urgent advice:"),
        ("non_urgent", "Non-urgent advice:"),
    ],
)
def test_care_card_says_its_level_in_hidden_words(level, prefix):
    block = BLOCKS["care_card"]
    html = block.render(block.to_python({"level": level, "heading": "Call if:", "items": ["x"]}))
    assert f'<span class="visually-hidden">{prefix} </span>Call if:</h2>' in html
    assert f"care-card--{level}" in html


# --- Muscles ---------------------------------------------------------------------------------


@pytest.fixture
def muscles(db):
    return [
        Muscle.objects.create(
            name=name, slug=name.lower(), location="here", refers_text="there", figure_region=region
        )
        for name, region in [
            ("Masseter", "masseter"),
            ("Rhomboids", ""),
            ("Trapezius", "trapezius"),
        ]
    ]


def muscle_list(muscles, view):
    block = BLOCKS["muscle_list"]
    value = {"heading": "Muscles", "view": view, "muscles": [muscle.pk for muscle in muscles]}
    return block.to_python(value)


def test_muscle_list_numbers_figure_and_list_alike(muscles):
    value = muscle_list(muscles, "side")
    html = BLOCKS["muscle_list"].render(value)
    assert re.findall(r"<text[^>]*>(\d)</text>", html) == ["1", "3"]
    assert re.findall(r"<strong>(\w+)</strong>", html) == ["Masseter", "Rhomboids", "Trapezius"]


def test_muscle_list_without_a_view_has_no_figure(muscles):
    assert "<svg" not in BLOCKS["muscle_list"].render(muscle_list(muscles, ""))


def test_muscle_list_whose_muscles_are_not_drawn_has_no_figure(muscles):
    assert muscle_list(muscles[1:2], "side").drawing is None


def test_muscle_list_outlives_a_deleted_muscle(muscles):
    gone, *others = muscles
    gone_pk = gone.pk
    gone.delete()
    block = BLOCKS["muscle_list"]
    value = block.to_python({"view": "side", "muscles": [gone_pk, *(m.pk for m in others)]})
    html = block.render(value)
    assert re.findall(r"<strong>(\w+)</strong>", html) == ["Rhomboids", "Trapezius"]
    assert re.findall(r"<text[^>]*>(\d)</text>", html) == ["2"]
