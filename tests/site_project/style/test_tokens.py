"""The variables of the look are read as the stylesheet has them."""

import pytest

from site_project.style.tokens import Colour, Group, Token, contrast, groups, ratios

PAPER = Colour("paper", "#fbf8f3", "#131d1a")
PINE = Colour("pine", "#1c5a49", "#93d8c0")
ON_PINE = Colour("on-pine", "#ffffff", "#10231d")
INK = Colour("ink", "#1f2d28", "#eaf0eb")
AMONG = [Group("", [PAPER, PINE, ON_PINE, INK])]

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the best known colour that just fails
        ("#ffffff", "#777777", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


def test_a_colour_is_measured_on_the_grounds_and_a_ground_is_not():
    (on_paper,) = ratios(INK, AMONG)
    assert (on_paper.ground, round(on_paper.light, 1), round(on_paper.dark, 1)) == (
        "paper",
        13.5,
        14.9,
    )
    assert ratios(PAPER, AMONG) == []


def test_what_stands_on_a_colour_is_measured_there():
    (on_pine,) = ratios(ON_PINE, AMONG)
    assert (on_pine.ground, round(on_pine.light, 1)) == ("pine", 8.1)


def test_variables_are_grouped_as_in_the_file():
    grounds = groups()[0]
    assert (grounds.title, grounds.colours[0]) == ("Grounds", PAPER)
    others = {token.name: token for group in groups() for token in group.others}
    assert others["radius"].length == others["radius"].value
    assert others["serif"] == Token("serif", others["serif"].value)
    assert others["serif"].length == ""
