"""Sites of the bench, made when a part first asks for one, and thrown away with its folder."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from .engines import Engine, postgresql, sqlite
from .sites import Site


@dataclass
class Workshop:
    """`share` makes all numbers smaller, for a try: 1 is what docs/performance.md tells of."""

    folder: Path
    rounds: int = 5
    share: float = 1
    say: Callable[[str], None] = print
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    ends: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self.ends.close()

    def some(self, number: int) -> int:
        """So many, or fewer in a try."""
        return max(1, int(number * self.share))

    @cached_property
    def postgresql(self) -> Engine:
        return self.ends.enter_context(postgresql(self.folder / "postgresql"))

    @cached_property
    def sqlite(self) -> Engine:
        return sqlite(self.folder / "sqlite")

    @cached_property
    def demo(self) -> Site:
        """The demonstration with 20 pages more, on PostgreSQL."""
        return self._with_pages("demo", 20)

    @cached_property
    def big(self) -> Site:
        """The demonstration with 20,000."""
        return self._with_pages("big", self.some(20_000))

    @cached_property
    def demo_in_a_file(self) -> Site:
        """The demonstration, on SQLite."""
        return self._demo(self.sqlite)

    @cached_property
    def few(self) -> Site:
        """A practice with 100 requests and visits, and no pages; of each list a page is full."""
        return self._practice("few", 100, unsettled=67)

    @cached_property
    def many(self) -> Site:
        """A practice with 100,000."""
        return self._practice("many", self.some(100_000), unsettled=self.some(3_300))

    def diaries(self, site: Site, *sizes: tuple[int, int]) -> list[int]:
        """Add a service for each pair, of so many practitioners and visits; their keys."""
        with site.inside() as inside:
            keys = []
            for practitioners, visits in sizes:
                number = self.some(visits)
                self.say(f"Filling {site.name}, {site.engine.name}: {number} visits")
                keys.append(inside.do("diary", practitioners=practitioners, visits=number))
        site.engine.settle(site.name)
        return keys

    @cached_property
    def _base(self) -> Site:
        return self._demo(self.postgresql)

    def _with_pages(self, name: str, number: int) -> Site:
        site = self._copy(self._base, name)
        shutil.copytree(self._base.folder / "media", site.folder / "media")
        self._fill(site, "pages", number=number)
        return site

    def _demo(self, engine: Engine) -> Site:
        site = self._copy(self._migrated(engine), "base")
        self.say(f"Loading the demonstration, {engine.name}")
        site.manage("load_demo", "--verbosity", "0", settings="local")
        return site

    def _practice(self, name: str, rows: int, *, unsettled: int) -> Site:
        site = self._copy(self._migrated(self.postgresql), name)
        self._fill(site, "volume", rows=rows, unsettled=unsettled)
        return site

    def _migrated(self, engine: Engine) -> Site:
        site = self._site(engine, "migrated")
        if site.name not in engine.store.names():
            self.say(f"Making a database, {engine.name}")
            engine.store.make(site.name)
            site.manage("migrate", "--verbosity", "0")
            self._fill(site, "files")
        return site

    def _copy(self, source: Site, name: str) -> Site:
        source.engine.store.copy(source.name, name)
        return self._site(source.engine, name)

    def _site(self, engine: Engine, name: str) -> Site:
        folder = self.folder / engine.name / name
        folder.mkdir(parents=True, exist_ok=True)
        shared = self.folder / "shared"
        shared.mkdir(exist_ok=True)
        return Site(name=name, engine=engine, folder=folder, shared=shared)

    def _fill(self, site: Site, what: str, **arguments: Any) -> Any:
        self.say(f"Filling {site.name}, {site.engine.name}: {what} {arguments or ''}")
        with site.inside() as inside:
            found = inside.do(what, **arguments)
        site.engine.settle(site.name)
        return found
