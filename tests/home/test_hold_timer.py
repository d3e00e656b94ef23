"""Where the timer of exercises is brought along. What it does is in tests/browser."""

import pytest

from home.blocks.exercises import ExerciseBlock
from home.models import PainArea, WhereItHurtsPage
from tests.factories.pages import make_article, make_home
from tests.home.document import Document

# What every page brings: the way to its offline page, and data that nothing runs.
EVERYWHERE = [
    {"type": "module", "src": "/static/js/offline.js"},
    {"type": "application/ld+json"},
]
SCRIPT = {"type": "module", "src": "/static/js/hold_timer.js"}
HELD = {"name": "Press", "steps": ["Press."], "hold_min": 10, "hold_max": 15}
MOVED = {"name": "Roll", "steps": ["Roll."], "repeats": 5}


def stream(kind, value):
    return [{"type": kind, "value": value}]


def brought(client, address):
    document = Document(client.get(address).text)
    scripts = [script for script in document.all("script") if script not in EVERYWHERE]
    assert len(document.all("template", id="hold-timer")) == len(scripts)
    return scripts


@pytest.mark.parametrize(
    ("fields", "seconds", "rounds"),
    [
        ({}, 0, 1),
        ({"hold_min": 10, "hold_max": 15}, 15, 1),
        ({"hold_min": 10, "repeats": 3}, 10, 3),
        ({"hold_max": 30, "sides": "each"}, 30, 2),
        ({"hold_min": 20, "repeats": 2, "sides": "each"}, 20, 4),
    ],
)
def test_timer_runs_for_the_longest_hold_and_all_rounds(fields, seconds, rounds):
    exercise = ExerciseBlock().to_python(fields)
    assert (exercise.timer_seconds, exercise.timer_rounds) == (seconds, rounds)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "scripts"),
    [
        (stream("text", "<p>Words.</p>"), []),
        (stream("exercise", MOVED), []),
        (stream("exercise", HELD), [SCRIPT]),
        (stream("exercise", HELD) * 3, [SCRIPT]),
        (stream("exercises", {"heading": "At home", "exercises": [MOVED]}), []),
        (stream("exercises", {"heading": "At home", "exercises": [MOVED, HELD]}), [SCRIPT]),
    ],
)
def test_only_articles_with_a_held_exercise_bring_the_script(client, body, scripts):
    make_home()
    assert brought(client, make_article(body=body).url) == scripts


@pytest.mark.django_db
@pytest.mark.parametrize(("exercise", "scripts"), [(MOVED, []), (HELD, [SCRIPT])])
def test_area_of_pain_brings_the_script_for_what_helps_at_home(client, exercise, scripts):
    page = make_home().add_child(instance=WhereItHurtsPage(title="Where?", slug="where"))
    PainArea.objects.create(name="Jaw", slug="jaw", at_home=stream("exercise", exercise))
    assert brought(client, f"{page.url}jaw/") == scripts


@pytest.mark.django_db
def test_sheet_for_paper_brings_no_script(client):
    make_home()
    assert brought(client, make_article(body=stream("exercise", HELD)).sheet_url) == []
