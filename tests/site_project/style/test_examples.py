"""Examples are taken out of pages whole, and do not get in each other's way."""

import pytest

from site_project.style.examples import Example, own_ids, parts
from site_project.style.sheets import Sheet, classes_in

pytestmark = pytest.mark.once


def test_ids_get_a_prefix_wherever_they_are_named():
    html = (
        '<h2 id="a">A</h2><a href="#a">A</a><a href="#b">B</a><label for="a"></label>'
        '<p aria-labelledby="a b" aria-describedby="a"></p>'
    )
    assert own_ids(html, "x") == (
        '<h2 id="x-a">A</h2><a href="#x-a">A</a><a href="#b">B</a><label for="x-a"></label>'
        '<p aria-labelledby="x-a b" aria-describedby="x-a"></p>'
    )


def test_addresses_stay_as_they_are():
    html = '<p id="services"></p><a href="/services/">S</a><a href="services">T</a>'
    assert own_ids(html, "x") == html.replace('id="services"', 'id="x-services"')


def test_parts_are_the_outermost_elements_that_fit():
    html = '<div class="a">1<div class="a">2</div></div><p class="a">3<br></p>'
    assert list(parts(html, ".a")) == [
        '<div class="a">1<div class="a">2</div></div>',
        '<p class="a">3<br></p>',
    ]


def test_parts_are_found_in_what_a_script_copies():
    assert list(parts('<template><p class="a">1</p></template>', ".a")) == ['<p class="a">1</p>']


def test_an_example_runs_no_script():
    assert Example("E", "", '<p>1</p><script src="/x.js"></script>').shown == "<p>1</p>"


def test_a_stylesheet_is_known_by_the_class_of_its_name_or_its_first_one(tmp_path):
    named, other = tmp_path / "care_card.css", tmp_path / "question.css"
    named.write_text("/* .no */ .body .care-card { color: red; } .care-card__x, .y { top: 0.5em; }")
    other.write_text("@media print { .answer > p { top: 0; } }")
    assert Sheet(named).own_class == "care-card"
    assert Sheet(named).classes == ["body", "care-card", "care-card__x", "y"]
    assert Sheet(other).own_class == "answer"


def test_an_example_names_the_sheets_whose_component_it_has(tmp_path):
    card, quote = tmp_path / "card.css", tmp_path / "quote.css"
    card.write_text(".card { top: 0; }")
    quote.write_text(".quote { top: 0; }")
    example = Example("E", "", '<p class="big card">1</p>')
    assert [sheet.name for sheet in example.sheets([Sheet(card), Sheet(quote)])] == ["card.css"]
    assert classes_in(example.html) == {"big", "card"}
