"""Areas of pain on the figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from home.figures import VIEWS, PainRegion, View


class Placed(Protocol):
    """An area of pain: whatever has the key of a place in the figures."""

    figure_region: str


@dataclass(frozen=True)
class Place:
    """An area where a view shows it, with its number in the list under the figure."""

    number: int
    area: Any
    region: PainRegion


@dataclass(frozen=True)
class PainMap:
    """A view to point at."""

    view: View
    places: list[Place]


@dataclass(frozen=True)
class PainAtlas:
    """All areas, the views that show some of them, and the areas that no view shows."""

    areas: list[Any]
    maps: list[PainMap]
    elsewhere: list[Any]


def pain_atlas(areas: Iterable[Placed]) -> PainAtlas:
    areas = list(areas)
    maps = [PainMap(view, _places(view, areas)) for view in VIEWS.values()]
    shown = {place.region.key for found in maps for place in found.places}
    return PainAtlas(
        areas=areas,
        maps=[found for found in maps if found.places],
        elsewhere=[area for area in areas if area.figure_region not in shown],
    )


def marked_maps(areas: Iterable[Placed]) -> list[PainMap]:
    """As few views as show all of these areas, for paper: each area once, numbered as listed.

    An area that no view shows keeps its number in the list.
    """
    left = dict(enumerate(areas, start=1))
    maps: list[PainMap] = []
    while left:
        candidates = [_marked(view, left) for view in VIEWS.values()]
        best = max(candidates, key=lambda candidate: len(candidate.places))
        if not best.places:
            break
        maps.append(best)
        for place in best.places:
            del left[place.number]
    return maps


def _marked(view: View, numbered: Mapping[int, Placed]) -> PainMap:
    return PainMap(
        view,
        [
            Place(number, area, view.pain_regions[area.figure_region])
            for number, area in numbered.items()
            if area.figure_region in view.pain_regions
        ],
    )


def _places(view: View, areas: list[Placed]) -> list[Place]:
    here = [area for area in areas if area.figure_region in view.pain_regions]
    return [
        Place(number, area, view.pain_regions[area.figure_region])
        for number, area in enumerate(here, start=1)
    ]
