"""Areas of pain on the figures."""

from collections.abc import Iterable
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
    """The views that show an area, and the areas that no view shows."""

    maps: list[PainMap]
    elsewhere: list[Any]


def pain_atlas(areas: Iterable[Placed]) -> PainAtlas:
    areas = list(areas)
    maps = [PainMap(view, _places(view, areas)) for view in VIEWS.values()]
    shown = {place.region.key for found in maps for place in found.places}
    return PainAtlas(
        maps=[found for found in maps if found.places],
        elsewhere=[area for area in areas if area.figure_region not in shown],
    )


def _places(view: View, areas: list[Placed]) -> list[Place]:
    here = [area for area in areas if area.figure_region in view.pain_regions]
    return [
        Place(number, area, view.pain_regions[area.figure_region])
        for number, area in enumerate(here, start=1)
    ]
