"""What a figure is made of, and how some of it is switched on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise, cached_property

# With more muscles on, the dotted lines of referred pain turn to noise.
REFERS_UP_TO = 2


def mirrored(path: str, *, middle: int = 150) -> str:
    """The same path on the other side of the body: reflected at the vertical line x=`middle`.

    For absolute commands that take pairs of numbers (M, L, C) and Z.
    """
    numbers = iter(range(len(path)))

    def reflect(match: re.Match[str]) -> str:
        is_x = next(numbers) % 2 == 0
        return str(2 * middle - int(match[0])) if is_x else match[0]

    return re.sub(r"-?\d+", reflect, path)


def on_both_sides(path: str) -> str:
    """The path, drawn for the left of the picture, together with its mirror image."""
    return path + mirrored(path)


@dataclass(frozen=True)
class Region:
    """A muscle in a view. Paths are SVG path data in the view's own coordinates."""

    key: str
    label: str | Promise
    shape: str
    fibres: str
    mark: tuple[int, int]  # the middle of its number
    refers: str = ""  # the dotted way its pain takes


@dataclass(frozen=True)
class PainRegion:
    """Where a view can show pain: what a visitor points at."""

    key: str
    label: str | Promise
    shape: str
    mark: tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """A number on the figure: a place in the list beside it, from 1."""

    number: int
    region: Region


@dataclass(frozen=True)
class Drawing:
    """A view with some of its muscles and at most one area of pain switched on."""

    view: "View"
    layers: list[Region]
    marks: list[Mark]
    pain: PainRegion | None = None

    @property
    def refers(self) -> list[str]:
        """Left out where the area itself is shaded: that says it better."""
        if len(self.layers) > REFERS_UP_TO or self.pain:
            return []
        return [region.refers for region in self.layers if region.refers]


@dataclass(frozen=True, kw_only=True)
class View:
    """One way of looking at the body. `layers` are its muscles, the deepest first."""

    key: str
    label: str | Promise
    title: str | Promise
    box: tuple[int, int, int, int]
    skin: str
    outline: str
    ear: str = ""
    lines: str
    layers: list[Region]
    pains: list[PainRegion] = field(default_factory=list)

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {region.key: region for region in self.layers}

    @cached_property
    def pain_regions(self) -> dict[str, PainRegion]:
        return {region.key: region for region in self.pains}

    def draw(self, keys: Iterable[str], *, pain: str = "") -> Drawing:
        """Switches on the muscles named, in the order of a list; keys not drawn here keep

        their number in the list and are left out of the figure. `pain` names the region to shade.
        """
        wanted = list(keys)
        return Drawing(
            view=self,
            layers=[region for region in self.layers if region.key in wanted],
            marks=[
                Mark(number, self.regions[key])
                for number, key in enumerate(wanted, start=1)
                if key in self.regions
            ],
            pain=self.pain_regions.get(pain),
        )
