"""What lists, headings and closing lines become."""

import pytest

from blog.importing.compose import compose
from blog.importing.exercises import exercise_of, hold_of
from blog.importing.files import read_file, read_pasted
from blog.importing.muscles import pair_of
from home.models import Muscle
from tests.factories.bookings import make_service

pytestmark = pytest.mark.django_db


def body_of(markdown: str, **options):
    text = f"# Title\n\nLead.\n\n{markdown}\n"
    return compose(read_file(text.encode(), "a.md"), **options).body


def blocks_of(markdown: str) -> list[tuple]:
    return [(block["type"], block["value"]) for block in body_of(markdown)]


@pytest.mark.parametrize(
    "written",
    ["Upper trapezius", "upper Trapezius muscle", "Upper trapezius (top of the shoulder)"],
)
def test_known_muscle_is_linked_and_keeps_its_words(written):
    muscle = Muscle.objects.create(name="Upper trapezius", slug="trapezius")
    [(kind, value)] = blocks_of(f"- {written} – the temples\n- Somebody – nothing")
    assert kind == "muscle_list"
    assert value["muscles"] == [
        {"muscle": muscle.pk, "name": written, "text": "the temples"},
        {"muscle": None, "name": "Somebody", "text": "nothing"},
    ]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Temporalis – migraine", ("Temporalis", "migraine")),
        ("Temporalis - migraine", ("Temporalis", "migraine")),
        ("Temporalis—migraine – often", ("Temporalis", "migraine – often")),
        ("Temporalis: migraine", ("Temporalis", "migraine")),
        ("Temporalis -> migraine", ("Temporalis", "migraine")),
        ("Well-being is all", None),
        ("Temporalis –", None),
        ("Much more than eight words stand here before it – x", None),
    ],
)
def test_pair_of_muscle_and_words(line, pair):
    assert pair_of(line) == pair


def test_list_of_other_pairs_is_no_list_of_muscles():
    assert blocks_of("- Stress – tightens you\n- Posture – does too\n- Trapezius – hurts") == [
        (
            "text",
            "<ul><li>Stress – tightens you</li><li>Posture – does too</li>"
            "<li>Trapezius – hurts</li></ul>",
        )
    ]


def test_unknown_muscles_are_recognised_by_what_stands_around_them():
    points = "- Somebody – can cause headaches\n- Nobody – refers to the eye"
    assert [kind for kind, _ in blocks_of(f"Muscles to know:\n\n{points}")] == ["muscle_list"]
    assert [kind for kind, _ in blocks_of(f"Things to know:\n\n{points}")] == ["text"]


def test_list_with_one_point_of_another_kind_is_no_list_of_muscles():
    assert [kind for kind, _ in blocks_of("- Temporalis – migraine\n- and many more")] == ["text"]


def test_muscles_come_before_exercises():
    points = "- Trapezius – hold 10 seconds\n- Scalenes – hold 5 seconds"
    assert [kind for kind, _ in blocks_of(points)] == ["muscle_list"]


def test_exercises_come_before_a_checklist_and_keep_their_order():
    points = "- [ ] Walk\n- [ ] Tilt, hold 5 seconds\n- [ ] Rest\n- [ ] Sit"
    assert [(kind, value.get("items") or value["steps"]) for kind, value in blocks_of(points)] == [
        ("checklist", ["Walk"]),
        ("exercise", ["hold 5 seconds"]),
        ("checklist", ["Rest", "Sit"]),
    ]


@pytest.mark.parametrize(
    ("text", "hold"),
    [
        ("hold for 10-15 seconds", (10, 15)),
        ("Hold 10–15 sec", (10, 15)),
        ("hold it there for 20 to 30 seconds", (20, 30)),
        ("holding for thirty seconds", (30, 30)),
        ("Hold this for 1–2 minutes.", (60, 120)),
        ("hold 30-20 seconds", None),
        ("hold for 20 minutes", None),
        ("wait 10 seconds", None),
        ("Hold on. It takes 10 seconds", None),
    ],
)
def test_how_long_to_hold(text, hold):
    assert hold_of(text) == hold


def test_exercise_has_its_numbers():
    fields, is_named = exercise_of("Nod – hold 5 seconds, 3 times on each side", ["Sit up."])
    assert (is_named, fields["name"], fields["steps"]) == (
        True,
        "Nod",
        ["hold 5 seconds, 3 times on each side", "Sit up."],
    )
    assert (fields["repeats"], fields["sides"]) == (3, "each")


def test_long_exercise_keeps_its_sentence_under_a_short_name():
    sentence = "Press gently into the tight spot with your fingertips and hold it 10-15 seconds."
    fields, is_named = exercise_of(sentence, [])
    assert (is_named, fields["name"], fields["steps"]) == (
        False,
        "Press gently into the tight spot…",
        [sentence],
    )


@pytest.mark.parametrize("point", ["x" * 201, "See [this](https://example.org/)"])
def test_point_that_no_checklist_can_hold_stays_a_list(point):
    assert [kind for kind, _ in blocks_of(f"- [ ] One\n- [ ] {point}")] == ["text"]


def test_nested_lists_stay_as_they_are():
    assert blocks_of("- One\n  - Two\n- Three") == [
        ("text", "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>")
    ]


def test_heading_and_intro_go_with_their_list():
    [(_, value)] = blocks_of("## Clues\n\nLook for:\n\n- [ ] One\n- [ ] Two")
    assert (value["heading"], value["intro"]) == ("Clues", "Look for:")


def test_intro_with_a_link_stays_text_with_its_heading():
    (first, text), (second, value) = blocks_of("## Clues\n\n[A](https://a.example):\n\n- [ ] One")
    assert (first, second, value["heading"]) == ("text", "checklist", "")
    assert text == '<h2>Clues</h2><p><a href="https://a.example">A</a>:</p>'


@pytest.mark.parametrize(
    "line",
    [
        "Schedule online here.",
        "Ready? Book now.",
        "If this is you, you can book a session with me.",
        "Request a time for a first visit.",
        "To schedule, call me.",
        "Make an appointment today.",
    ],
)
def test_closing_line_becomes_a_call_to_action(line):
    *_, (kind, value) = blocks_of(f"Words.\n\n{line}")
    assert (kind, value["text"]) == ("call_to_action", line)


@pytest.mark.parametrize("line", ["I read it in a book.", "My schedule was full.", "Rest."])
def test_other_closing_lines_stay_text(line):
    assert [kind for kind, _ in blocks_of(f"Words.\n\n{line}")] == ["text"]


def test_two_closing_lines_are_one_call_and_a_link_becomes_its_label():
    lines = "## Next\n\nBook a session.\n\n[Schedule online here](https://x.example)\n\nTake care!"
    found = [
        (kind, value if kind == "text" else (value["heading"], value["text"], value["label"]))
        for kind, value in blocks_of(lines)
    ]
    assert found == [
        ("call_to_action", ("Next", "Book a session.", "Schedule online here")),
        ("text", "<p>Take care!</p>"),
    ]


def test_call_leads_to_the_service_that_it_names_or_the_only_one():
    calming = make_service(title="Calm")
    assert body_of("Text.\n\nBook a session now.")[-1]["value"]["service"] == calming.pk
    other = make_service(title="Deep work")
    assert body_of("Text.\n\nBook a session now.")[-1]["value"]["service"] is None
    assert body_of("Text.\n\nBook deep work today.")[-1]["value"]["service"] == other.pk


def test_levels_of_headings_begin_with_a_section():
    markdown = "#### Deep\n\nWords.\n\n## Section\n\nWords.\n\n### Below\n\nWords."
    assert blocks_of(markdown) == [
        (
            "text",
            "<h2>Deep</h2><p>Words.</p><h2>Section</h2><p>Words.</p><h3>Below</h3><p>Words.</p>",
        )
    ]


def test_bold_line_is_taken_for_a_heading_with_a_doubt():
    draft = compose(read_file(b"# T\n\nLead.\n\n**What helps**\n\nWords.\n", "a.md"))
    assert draft.body == [{"type": "text", "value": "<h2>What helps</h2><p>Words.</p>"}]
    assert draft.doubts == ["Read as a heading: “What helps”."]


def test_title_that_is_too_long_stays_in_the_text():
    title = "word " * 80
    draft = compose(read_file(f"# {title}\n\nMore.".encode(), "a.md"))
    assert len(draft.title) <= 255
    assert draft.lead == title.strip()


def test_text_without_a_title_gets_the_name_of_its_file():
    draft = compose(read_pasted("only this sentence.\n\nand that."), fallback_title="Stiff necks")
    assert (draft.title, draft.lead) == ("Stiff necks", "only this sentence.")
    assert "No title was found: give the article one." in draft.doubts


def test_hard_wrapped_lines_are_one_paragraph_and_their_bullets_one_list():
    text = """Stiff necks

What I tell everybody who works at a desk for most of a long day and
has a stiff neck in the evening.

Why it happens
The muscles hold the head up all day long, and nobody gives them a
rest.

  1. Get up once an hour, and look out of the window while you are at
     it.
  2. Drink.
"""
    draft = compose(read_pasted(text))
    assert draft.lead.endswith("a long day and has a stiff neck in the evening.")
    assert draft.body == [
        {
            "type": "text",
            "value": "<h2>Why it happens</h2><p>The muscles hold the head up all day long, and "
            "nobody gives them a rest.</p><ol><li>Get up once an hour, and look out of the window "
            "while you are at it.</li><li>Drink.</li></ol>",
        }
    ]


def test_numbered_lines_are_headings_alone_and_a_list_in_a_row():
    text = "Necks\n\nLead.\n\n1. Why\n\nBecause.\n\n2. How\n\n1. So.\n\n2. And so."
    assert compose(read_pasted(text)).body == [
        {
            "type": "text",
            "value": "<h2>1. Why</h2><p>Because.</p><p>2. How</p><ol><li>So.</li>"
            "<li>And so.</li></ol>",
        }
    ]


def test_lines_without_bullets_under_a_colon_are_a_list_with_a_doubt():
    draft = compose(read_pasted("Necks\n\nLead.\n\nWhat helps:\nheat\nrest\na walk"))
    assert draft.body[0]["value"] == (
        "<p>What helps:</p><ul><li>heat</li><li>rest</li><li>a walk</li></ul>"
    )
    assert "Lines without bullets were read as a list: “heat”." in draft.doubts
