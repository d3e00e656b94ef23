"""A block that lacks a part says which; a heading out of order is refused."""

import pytest
from wagtail.blocks.stream_block import StreamBlockValidationError

from home.blocks import ArticleBody, AtHome, CareCards, StandardBody
from tests.factories.pictures import make_image

STANDARD = StandardBody().child_blocks


def refusals(*blocks, body=None):
    """Every message that the editor would show for these blocks."""
    body = body or (StandardBody() if blocks[0][0] == "review_date" else ArticleBody())
    stream = body.to_python([{"type": name, "value": value} for name, value in blocks])
    try:
        body.clean(stream)
    except StreamBlockValidationError as error:
        return list(messages(error.as_json_data()))
    return []


def messages(data):
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from messages(part)
    else:
        yield str(data)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("lead", "", ['Fill in "Lead".']),
        ("text", "", ['Fill in "Text".']),
        ("image", {"image": None}, ['Fill in "Image".']),
        (
            "video_card",
            {},
            [f'Fill in "{part}".' for part in ("Picture", "Title", "Length", "Address")],
        ),
        ("quote", {}, ['Fill in "What was said".']),
        ("question", {}, ['Fill in "Question".', 'Fill in "Answer".']),
        ("checklist", {"items": []}, ['Add at least one to "Points".']),
        ("checklist", {"items": ["a", ""]}, ['Fill in "Point".']),
        ("steps", {"steps": []}, ['Add at least one to "Steps".']),
        ("steps", {"steps": [{"title": ""}]}, ['Fill in "Step".']),
        (
            "do_and_dont",
            {"dos": [], "donts": []},
            ['Add at least one to "Do".', 'Add at least one to "Don\'t".'],
        ),
        ("exercise", {"name": "", "steps": ["x"]}, ['Fill in "Name".']),
        (
            "exercises",
            {"exercises": [{"name": "", "steps": []}]},
            ['Fill in "Name".', 'Add at least one to "Steps".'],
        ),
        ("care_card", {"heading": "", "items": ["x"]}, ['Fill in "Heading".']),
        ("callout", {}, ['Fill in "Heading".', 'Fill in "Text".']),
        (
            "testimonial",
            {},
            [
                f'Fill in "{part}".'
                for part in (
                    "What the client wrote",
                    "Who",
                    "The person has agreed to these words being here",
                )
            ],
        ),
        ("author_card", {}, ['Fill in "About the author".']),
        ("review_date", {}, ['Fill in "Last reviewed".']),
        ("price_list", {"extras": [{"what": ""}]}, ['Fill in "What".', 'Fill in "Price".']),
        ("call_to_action", {"label": "Ask"}, ['Fill in "Service".']),
        ("muscle_list", {"muscles": []}, ['Add at least one to "Muscles".']),
        ("related_pages", {"pages": []}, ['Add at least one to "Pages".']),
    ],
)
def test_block_without_a_part_says_which(name, value, said):
    assert refusals((name, value)) == said


def test_areas_of_pain_say_which_part_is_missing():
    card = ("care_card", {"heading": "", "items": []})
    exercise = ("exercise", {"name": "", "steps": ["x"]})
    assert refusals(card, body=CareCards()) == [
        'Fill in "Heading".',
        'Add at least one to "Signs".',
    ]
    assert refusals(exercise, body=AtHome()) == ['Fill in "Name".']


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "review_date",
            {"reviewed_on": "2026-02-01", "next_review_on": "2026-01-01"},
            "Enter a day after the last review.",
        ),
        ("price_list", {"extras": [{"what": "x", "price": "-1"}]}, "greater than or equal to 0"),
    ],
)
def test_block_with_a_wrong_part_says_what_is_wrong(name, value, said):
    (message,) = refusals((name, value))
    assert said in message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "javascript:alert(1)"}, "Enter an address that starts with https://."),
        ({"url": "http://video.example/1"}, "Enter an address that starts with https://."),
        ({"length": "4 minutes"}, "Enter minutes and seconds, such as 4:30."),
        ({"length": "4:75"}, "Enter minutes and seconds, such as 4:30."),
    ],
)
def test_video_says_what_is_wrong_with_it(change, said):
    value = {"title": "x", "length": "4:30", "url": "https://video.example/1"} | change
    assert said in refusals(("video_card", value))


@pytest.mark.django_db
@pytest.mark.parametrize("block", ["image", "video_card", "author_card"])
def test_picture_without_words_says_what_to_do(block):
    picture = {"image": make_image().pk, "alt_text": "", "decorative": False}
    value = {
        "image": {"image": picture},
        "video_card": {"picture": picture, "title": "x", "length": "1:00", "url": "https://x.org"},
        "author_card": {"picture": picture, "about": "x"},
    }[block]
    said = 'Say in "Alt text" what the picture shows, or tick "Image is decorative".'
    assert refusals((block, value)) == [said]


@pytest.mark.parametrize(
    ("block", "label"), [("price_list", "Price list"), ("review_date", "Review date")]
)
def test_second_of_what_a_page_has_once_is_refused(block, label):
    value = {"reviewed_on": "2026-02-01"}
    said = f'A page has room for one "{label}". Keep one of them and delete the others.'
    assert refusals((block, value), (block, value)) == [said]


def test_donts_keep_their_beginning_to_the_template():
    block = ArticleBody().child_blocks["do_and_dont"]
    donts = ["Do not pull", "don't press", "don’t  bend", "donate"]
    donts += ["nicht drücken", "Keine Wärme auflegen", "Nicht: ziehen", "keinesfalls ziehen"]
    value = block.clean(block.to_python({"dos": ["x"], "donts": donts}))
    english, german = list(value["donts"])[:4], list(value["donts"])[4:]
    assert english == ["pull", "press", "bend", "donate"]
    assert german == ["drücken", "Wärme auflegen", "ziehen", "keinesfalls ziehen"]
    assert "<li>do not pull</li>" in block.render(value)


STRAY = (
    '"In short" is a sub-heading with no section heading above it. '
    "Make it a section heading (Heading 2), or put one above it."
)


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([("text", "<h3>In short</h3><p>x</p>")], [STRAY]),
        ([("text", "<p>x</p>"), ("text", "<h3>In short</h3><h2>Then</h2>")], [STRAY]),
        ([("callout", {"heading": "Mind", "text": "x"}), ("text", "<h3>In short</h3>")], [STRAY]),
        ([("text", "<h2>First</h2><h3>In short</h3>")], []),
        ([("checklist", {"heading": "Clues", "items": ["a"]}), ("text", "<h3>In short</h3>")], []),
        ([("callout", {"heading": "Mind", "text": "x"}), ("text", "<h2>First</h2>")], []),
    ],
)
def test_sub_heading_before_any_section_is_refused(blocks, said):
    assert refusals(*blocks) == said


def test_draft_may_be_unfinished():
    body = ArticleBody()
    stream = body.to_python(
        [
            {"type": "checklist", "value": {"items": []}},
            {"type": "text", "value": "<h3>In short</h3>"},
        ]
    )
    body.defer_required_validation()
    try:
        assert len(body.clean(stream)) == 2
    finally:
        body.restore_deferred_validation()  # its blocks are those of every other body
