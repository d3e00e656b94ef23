"""The stylesheets of components, and by which class each of them is known."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from site_project.finders import SOURCES

COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR: Final = re.compile(r"([^{};]+)\{")
CLASS: Final = re.compile(r"\.([a-z][\w-]*)", re.IGNORECASE)
ATTRIBUTE: Final = re.compile(r'\sclass="([^"]*)"')


@dataclass(frozen=True)
class Sheet:
    """One file of `css/components/`."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def classes(self) -> list[str]:
        """All classes that it selects by, each once, in its own order."""
        css = COMMENT.sub("", self.path.read_text())
        selectors = " ".join(SELECTOR.findall(css))
        return list(dict.fromkeys(CLASS.findall(selectors)))

    @property
    def own_class(self) -> str:
        """The class of the component itself: named as the file, or else the first one."""
        named = self.path.stem.replace("_", "-")
        return named if named in self.classes else self.classes[0]


def component_sheets() -> list[Sheet]:
    return [Sheet(path) for path in sorted(SOURCES.glob("components/*.css"))]


def classes_in(html: str) -> set[str]:
    """Every class that some element of `html` has."""
    return {name for value in ATTRIBUTE.findall(html) for name in value.split()}
