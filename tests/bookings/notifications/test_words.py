"""One text with placeholders becomes both parts of a mail."""

import pytest

from bookings.notifications.words import (
    bullets,
    crowded_blocks,
    fill,
    fill_line,
    has_stray_bracket,
    inline,
    lines,
    link,
    paragraphs,
    placeholders_in,
)

VALUES = {
    "service": inline("Neck <b>& more"),
    "nothing": inline(""),
    "visit": lines(["Tuesday, 10:00", "", "with Thea"], strong_first=True),
    "times": bullets(["one", "two"]),
    "silence": lines([]),
    "message": paragraphs("First.\r\nStill first.\n\n\nSecond."),
    "page": link("Open", "https://example.org/?a&b"),
    "no_page": link("Open", ""),
}


def filled(body):
    return fill(body, VALUES.__getitem__)


def test_sentence_is_escaped_in_the_html_only():
    assert filled("For {service} <i>.") == (
        "For Neck <b>& more <i>.",
        "<p>For Neck &lt;b&gt;&amp; more &lt;i&gt;.</p>",
    )


def test_empty_lines_part_paragraphs_and_single_breaks_stay():
    assert filled("One\r\ntwo\r\n \r\n\n\nthree\n") == (
        "One\ntwo\n\nthree",
        "<p>One<br>two</p>\n<p>three</p>",
    )


def test_block_stands_by_itself():
    assert filled("{visit}\n\n{times}") == (
        "Tuesday, 10:00\nwith Thea\n\n- one\n- two",
        "<p><strong>Tuesday, 10:00</strong><br>with Thea</p>\n<ul><li>one</li><li>two</li></ul>",
    )


def test_message_keeps_its_paragraphs():
    assert filled("{message}") == (
        "First.\nStill first.\n\nSecond.",
        "<p>First.<br>Still first.</p>\n<p>Second.</p>",
    )


def test_link_is_a_link_and_its_address_is_to_be_read_in_the_text():
    text, html = filled("{page}")

    assert text == "Open: https://example.org/?a&b"
    assert '<a href="https://example.org/?a&amp;b"' in html


@pytest.mark.parametrize("body", ["{silence}", "{no_page}", "With {nothing}{nothing}."])
def test_paragraph_of_nothing_but_empty_placeholders_is_left_out(body):
    assert filled(f"Before.\n\n{body}\n\nAfter.") == (
        "Before.\n\nAfter.",
        "<p>Before.</p>\n<p>After.</p>",
    )


def test_what_stands_for_a_placeholder_is_not_filled_in_again():
    text, _html = fill("{a}", {"a": inline("{b} [[personal-link]]")}.__getitem__)

    assert text == "{b} [[personal-link]]"


def test_subject_is_one_line_whatever_stands_in_it():
    values = {"name": inline("Vera\r\nBcc: all@example.org")}

    assert fill_line("From {name} \n", values.__getitem__) == "From Vera Bcc: all@example.org"


@pytest.mark.parametrize(
    ("words", "stray"),
    [("", False), ("{a} b", False), ("a}", True), ("{a", True), ("{{a}}", True), ("{a}{b}", False)],
)
def test_stray_brackets_are_seen(words, stray):
    assert has_stray_bracket(words) is stray


def test_placeholders_are_found_in_order():
    assert placeholders_in("{b} and {a}, {b}, { c }") == ["b", "a", "b", " c "]


def test_blocks_inside_of_a_sentence_are_seen():
    body = "See {visit}\n\n{visit}\n\n{times}\n{visit}"

    assert crowded_blocks(body, {"visit", "times"}) == ["visit", "times", "visit"]
