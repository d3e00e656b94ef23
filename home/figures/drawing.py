from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise, cached_property

# With more muscles on, the dotted lines of referred pain turn to noise.
REFERS_UP_TO = 2


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
class Mark:
    """A muscle's number on the figure: its place in the list beside it, from 1."""

    number: int
    region: Region


@dataclass(frozen=True)
class Drawing:
    """A view with some of its muscles switched on, ready for the template."""

    view: "View"
    layers: list[Region]
    marks: list[Mark]

    @property
    def refers(self) -> list[str]:
        if len(self.layers) > REFERS_UP_TO:
            return []
        return [region.refers for region in self.layers if region.refers]


@dataclass(frozen=True)
class View:
    """One way of looking at the body. `layers` are its muscles, the deepest first."""

    key: str
    label: str | Promise
    title: str | Promise
    box: tuple[int, int, int, int]
    skin: str
    outline: str
    ear: str
    lines: str
    layers: list[Region]

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {region.key: region for region in self.layers}

    def draw(self, keys: Iterable[str]) -> Drawing:
        """Switches on the muscles named, in the order of a list; keys not drawn here keep

        their number in the list and are left out of the figure.
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
        )
