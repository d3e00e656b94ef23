"""The variables of the look, as `tokens.css` has them, and how well colours read on grounds."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from site_project.finders import SOURCES

# One declaration, or the comment that begins a group of them.
PIECE: Final = re.compile(
    r"/\*\s*(?P<group>.*?)\s*\*/|--(?P<name>[\w-]+):\s*(?P<value>[^;]+);", re.DOTALL
)
HEX: Final = r"#[0-9a-f]{3}(?:[0-9a-f]{3})?"
COLOUR: Final = re.compile(rf"light-dark\(({HEX}),\s*({HEX})\)|({HEX})", re.IGNORECASE)
LENGTH: Final = re.compile(r"[\d.]+(?:rem|em|px)")

# What words stand on; a colour named “on-…” stands on that one alone.
GROUNDS: Final = ("paper", "surface", "mist", "error-tint")
ON: Final = "on-"


@dataclass(frozen=True)
class Token:
    """A variable that is no colour."""

    name: str
    value: str

    @property
    def length(self) -> str:
        """Its value where that is one plain length, to draw it; else empty."""
        return self.value if LENGTH.fullmatch(self.value) else ""


@dataclass(frozen=True)
class Colour:
    """A variable with its colours, “#rrggbb”, on light and on dark grounds."""

    name: str
    light: str
    dark: str


class Ratio(NamedTuple):
    """The contrast with one ground, on light and on dark."""

    ground: str
    light: float
    dark: float


@dataclass(frozen=True)
class Group:
    """What stands below one comment."""

    title: str
    colours: list[Colour] = field(default_factory=list)
    others: list[Token] = field(default_factory=list)


def groups() -> list[Group]:
    """All variables, in the order of the file and below its own comments."""
    found = [Group("")]
    for piece in PIECE.finditer(_first_rule(SOURCES.joinpath("tokens.css").read_text())):
        if piece["group"]:
            found.append(Group(piece["group"]))
        elif colour := COLOUR.fullmatch(piece["value"].strip()):
            light, dark, both = colour.groups()
            colours = (_long(light or both), _long(dark or both))
            found[-1].colours.append(Colour(piece["name"], *colours))
        else:
            found[-1].others.append(Token(piece["name"], piece["value"].strip()))
    return [group for group in found if group.colours or group.others]


def ratios(colour: Colour, among: list[Group]) -> list[Ratio]:
    """How well it reads on every ground, or on the one that it is named after (“on-pine”)."""
    colours = {one.name: one for group in among for one in group.colours}
    named = colours.get(colour.name.removeprefix(ON)) if colour.name.startswith(ON) else None
    grounds = [named] if named else [colours[name] for name in GROUNDS if name in colours]
    if colour in grounds:
        return []
    return [
        Ratio(ground.name, contrast(colour.light, ground.light), contrast(colour.dark, ground.dark))
        for ground in grounds
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours “#rrggbb”, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it for sRGB."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _long(colour: str) -> str:
    digits = colour[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _first_rule(css: str) -> str:
    """What stands in the braces of the first `:root`."""
    return css.partition(":root {")[2].partition("\n}")[0]
