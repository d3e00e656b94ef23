import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from home.figures import VIEWS, best_view, pain_choices, region_choices, view_choices
from home.figures.drawing import mirrored
from home.figures.places import marked_maps, pain_atlas
from home.models import PainArea

VIEWS_BY_KEY = [pytest.param(view, id=view.key) for view in VIEWS.values()]


def render(view, *keys, **options):
    return render_to_string(
        "figures/figure.html", {"drawing": view.draw(keys), "name": "figure-1"} | options
    )


def test_choices_are_the_drawn_views_and_muscles():
    assert [key for key, _ in view_choices()] == [
        "side",
        "front",
        "back",
        "upper_back",
        "lower_back",
        "forearm",
    ]
    assert [key for key, _ in region_choices()] == [
        "suboccipitals",
        "scalenes",
        "trapezius",
        "scm",
        "temporalis",
        "masseter",
        "frontalis",
        "splenius",
        "levator",
        "rhomboids",
        "infraspinatus",
        "erectors",
        "quadratus_lumborum",
        "piriformis",
        "gluteus_minimus",
        "gluteus_medius",
        "gluteus_maximus",
        "wrist_flexors",
        "pronator_teres",
        "brachioradialis",
        "thenar",
        "wrist_extensors",
    ]
    assert [key for key, _ in pain_choices()] == [
        "around_head",
        "forehead",
        "temples",
        "eyes",
        "jaw",
        "skull_base",
        "neck",
        "shoulders",
        "upper_back",
        "lower_back",
        "hips",
        "elbow",
        "forearm",
        "hand",
    ]


def test_mirrored_path_is_on_the_other_side():
    assert mirrored("M10 20L150 30C1 2 3 4 5 6Z") == "M290 20L150 30C299 2 297 4 295 6Z"


def test_best_view_shows_the_most_muscles_then_the_pain():
    assert best_view(["scm", "masseter"]) is VIEWS["side"]
    assert best_view(["frontalis", "scm"]) is VIEWS["front"]
    assert best_view(["trapezius"], pain="upper_back") is VIEWS["back"]
    assert best_view(["", "infraspinatus"]) is VIEWS["upper_back"]
    assert best_view([], pain="shoulders") is VIEWS["back"]
    assert best_view(["erectors"], pain="lower_back") is VIEWS["lower_back"]
    assert best_view(["erectors"], pain="upper_back") is VIEWS["upper_back"]
    assert best_view(["", "soleus"], pain="") is None


def test_area_is_shaded_and_named_in_place_of_the_dotted_lines():
    source = render_to_string(
        "figures/figure.html",
        {"drawing": VIEWS["side"].draw(["trapezius"], pain="temples"), "name": "figure-1"},
    )
    assert source.count('class="figure__pain"') == 1
    assert "figure__refers" not in source
    assert "1 Upper trapezius; pain: Temples</desc>" in source


def test_atlas_numbers_areas_in_their_order_in_every_view_that_shows_them():
    neck, jaw, knee, shoulders = (
        PainArea(name=region, figure_region=region) for region in ("neck", "jaw", "", "shoulders")
    )
    atlas = pain_atlas([neck, jaw, knee, shoulders])
    assert [
        (found.view.key, [(place.number, place.area) for place in found.places])
        for found in atlas.maps
    ] == [
        ("side", [(1, neck), (2, jaw)]),
        ("front", [(1, neck), (2, jaw)]),
        ("back", [(1, neck), (2, shoulders)]),
        ("upper_back", [(1, shoulders)]),
    ]
    assert (atlas.areas, atlas.elsewhere) == ([neck, jaw, knee, shoulders], [knee])
    assert pain_atlas([knee]).maps == []


def test_numbers_follow_the_list_and_skip_what_is_not_drawn():
    drawing = VIEWS["side"].draw(["masseter", "rhomboids", "trapezius"])
    assert [(mark.number, mark.region.key) for mark in drawing.marks] == [
        (1, "masseter"),
        (3, "trapezius"),
    ]


def test_muscles_are_drawn_the_deepest_first_whatever_the_order_of_the_list():
    drawing = VIEWS["side"].draw(["scm", "scalenes"])
    assert [region.key for region in drawing.layers] == ["scalenes", "scm"]


def test_referred_pain_is_drawn_for_few_muscles_only():
    view = VIEWS["side"]
    assert len(view.draw(["trapezius", "suboccipitals"]).refers) == 2
    assert view.draw(["trapezius", "suboccipitals", "scm"]).refers == []


@pytest.mark.parametrize("view", VIEWS_BY_KEY)
def test_figure_is_well_formed_named_and_without_styles(view):
    source = render(view, *view.regions)
    svg = ElementTree.fromstring(source)  # noqa: S314  our own text
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert ids == ["figure-1-t", "figure-1-d"]
    assert svg.get("aria-labelledby").split() == ids
    assert svg.findtext("title") == str(view.title)
    assert svg.findtext("desc").startswith("1 ")
    assert not [element for element in svg.iter() if element.get("style")]


@pytest.mark.parametrize("view", VIEWS_BY_KEY)
def test_figure_stays_small(view):
    assert len(render(view, *view.regions).encode()) < 6_500


@pytest.mark.parametrize("view", VIEWS_BY_KEY)
def test_every_path_stays_near_the_frame(view):
    left, top, width, height = view.box
    paths = [view.skin, view.ear, view.lines, *(region.shape for region in view.pains)]
    for region in view.layers:
        paths += [region.shape, region.fibres, region.refers]
    for region in [*view.layers, *view.pains]:
        x, y = region.mark
        assert left < x < left + width
        assert top < y < top + height
    for path in paths:
        numbers = [int(number) for number in re.findall(r"-?\d+", path)]
        assert all(-10 <= number <= max(left + width, top + height) + 10 for number in numbers)


def test_numbers_can_be_left_out():
    assert "<text" not in render(VIEWS["side"], "scm", unnumbered=True)
    assert "<text" in render(VIEWS["side"], "scm")


def marked(*regions: str) -> list[tuple[str, list[int]]]:
    """Each map's view, with the numbers on it."""
    areas = [PainArea(name=region.title(), figure_region=region) for region in regions]
    maps = marked_maps(areas)
    return [(map_.view.key, [place.number for place in map_.places]) for map_ in maps]


@pytest.mark.parametrize(
    ("regions", "maps"),
    [
        ([], []),
        (["", "nowhere"], []),
        (["jaw"], [("side", [1])]),
        (["", "jaw", "forehead"], [("side", [2, 3])]),
        (["lower_back", "jaw", "hand"], [("side", [2]), ("lower_back", [1]), ("forearm", [3])]),
    ],
)
def test_marked_maps_are_few_and_numbered_as_the_list(regions, maps):
    assert marked(*regions) == maps


def test_marked_maps_show_every_area_once():
    regions = [key for key, _label in pain_choices()]

    maps = marked(*regions)

    numbers = sorted(number for _view, found in maps for number in found)
    assert numbers == list(range(1, len(regions) + 1))
    assert len(maps) < len(VIEWS)
