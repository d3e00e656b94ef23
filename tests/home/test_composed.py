"""Levels, anchors and contents of a composed body."""

from home.blocks import ArticleBody
from home.blocks.composed import RESERVED, ComposedBody, with_anchors


def compose(*blocks):
    body = ArticleBody()
    return ComposedBody(body.to_python([{"type": name, "value": value} for name, value in blocks]))


def checklist(heading):
    return "checklist", {"heading": heading, "items": ["a point"]}


def care_card(heading):
    return "care_card", {"level": "urgent", "heading": heading, "items": ["a sign"]}


def levels(body):
    return [[(heading.text, heading.level) for heading in part.headings] for part in body.parts]


def test_block_under_a_section_is_one_level_lower():
    body = compose(checklist("Clues"), care_card("Call if:"))
    assert levels(body) == [[("Clues", 2)], [("Call if:", 3)]]


def test_block_before_any_section_stands_on_the_level_of_sections():
    body = compose(care_card("Call if:"), care_card("Ask if:"), checklist("Clues"))
    assert levels(body) == [[("Call if:", 2)], [("Ask if:", 2)], [("Clues", 2)]]


def test_text_that_starts_with_a_lower_heading_is_lifted():
    body = compose(("text", "<h3>First</h3><p>x</p><h2>Second</h2><h3>Third</h3>"))
    assert levels(body) == [[("First", 2), ("Second", 2), ("Third", 3)]]


def test_exercises_stand_below_their_heading():
    exercise = {"name": "Stretch", "steps": ["Tilt."]}
    with_heading = compose(("exercises", {"heading": "At home", "exercises": [exercise]}))
    without = compose(("exercises", {"heading": "", "exercises": [exercise, exercise]}))
    assert [(part.level, part.inner_level) for part in with_heading.parts] == [(2, 3)]
    assert [(part.level, part.inner_level) for part in without.parts] == [(2, 2)]


def test_contents_list_the_sections_and_nothing_else():
    body = compose(
        ("text", "<h2>What it is</h2><p>x</p><h3>In short</h3>"),
        care_card("Call if:"),
        checklist("Clues"),
        ("exercises", {"heading": "", "exercises": [{"name": "Stretch", "steps": ["Tilt."]}]}),
    )
    assert [(heading.text, heading.anchor) for heading in body.contents] == [
        ("What it is", "what-it-is"),
        ("Clues", "clues"),
    ]


def test_anchors_are_unique_and_not_those_of_the_page_itself():
    body = compose(checklist("Main"), checklist("Clues"), checklist("Clues"), checklist("???"))
    anchors = [part.anchor for part in body.parts]
    assert anchors == ["main-2", "clues", "clues-2", "section"]
    assert not RESERVED & set(anchors)


def test_anchors_keep_other_alphabets():
    assert [part.anchor for part in compose(checklist("Nacken & Größe")).parts] == ["nacken-größe"]


def test_headings_of_text_get_their_levels_and_anchors():
    body = compose(("text", '<h3 data-block-key="a">First <b>of</b> &amp; all</h3><p>x</p>'))
    html = with_anchors(body.parts[0].block.value.source, body.parts[0].headings)
    assert html == '<h2 id="first-of-all">First <b>of</b> &amp; all</h2><p>x</p>'
    assert body.contents[0].text == "First of & all"


def test_markers_of_the_editor_are_left_out():
    assert with_anchors('<p data-block-key="x1">A</p>', []) == "<p>A</p>"


def test_texts_are_expanded_together_and_each_keeps_its_own():
    body = compose(
        ("text", "<p>One</p>"),
        ("callout", {"heading": "Mind", "text": "<p>Two</p>"}),
        ("text", "<p>One</p>"),
        ("text", "<p>Odd \x1e one</p>"),
    )
    assert body.html == {"<p>One</p>": "<p>One</p>", "<p>Two</p>": "<p>Two</p>"}


def test_body_without_texts_has_nothing_to_expand():
    assert compose(checklist("Clues")).html == {}
