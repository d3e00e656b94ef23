"""Test databases at the price of a copy: migrate once, load the demonstration once, then clone.

Neither of the usual short cuts fits Wagtail: `--reuse-db` leaves an empty page tree behind after
a test with real commits, `--nomigrations` lacks the search tables, which only migrations make.
A template is named after what went into it, so it is never stale; two runs that make the same
one at the same time do the work twice and the later one stays.
"""

import hashlib
import itertools
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from tests.database_stores import Files, Server, Store
from tests.factories.volume import make_volume

KEPT_TEMPLATES = 3
AFTER_MIGRATE_SOURCES = ("site_project/apps.py", "site_project/roles.py")
DEMO_SOURCES = (
    "*/models.py",
    "*/models/*.py",
    "*/blocks/*.py",
    "site_project/content/*.py",
    "site_project/demo/**/*.*",
)


class Databases:
    """The databases of one run; one of them is what Django's default connection points at."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        # Every connection object of every thread reads its name here when it connects.
        self.config = connections.settings["default"]
        on_sqlite = self.config["ENGINE"].endswith("sqlite3")
        self.store: Store = Files(folder) if on_sqlite else Server(self.config)
        self.run = f"run_{os.getpid()}"
        self.copies = itertools.count()
        self.media = folder / f"{self.run}_media"

    def open(self) -> None:
        """Point the default connection at a migrated database of this run's own."""
        self.store.copy(self._migrated(), self.run)
        self.config["NAME"] = self.store.address(self.run)

    def close(self) -> None:
        connections["default"].close()
        for name in self.store.names():
            if name.startswith(self.run):
                self.store.drop(name)
        shutil.rmtree(self.media, ignore_errors=True)

    @contextmanager
    def own_copy(self, *, demo: bool) -> Iterator[None]:
        """A database for one test alone: commits are real, threads see each other's work."""
        # A name of its own too: a request of the test before may still have the file open.
        name = f"{self.run}_own_{next(self.copies)}"
        self.store.copy(self._with_demo() if demo else self._migrated(), name)
        with self._connected_to(name):
            yield
        self.store.drop(name)

    @contextmanager
    def empty(self) -> Iterator[None]:
        """A database without a single table, for one test alone that fills it itself."""
        name = f"{self.run}_empty"
        self.store.make(name)
        with self._connected_to(name):
            yield
        self.store.drop(name)

    @contextmanager
    def demo(self) -> Iterator[None]:
        """The demonstration site, one copy a run: whoever uses it rolls back."""
        name = f"{self.run}_demo"
        if name not in self.store.names():
            self.store.copy(self._with_demo(), name)
        with self._connected_to(name):
            yield

    @contextmanager
    def many(self) -> Iterator[None]:
        """A practice of many years, one copy a run: whoever uses it rolls back."""
        name = f"{self.run}_many"
        if name not in self.store.names():
            self.store.copy(self._with_many(), name)
        with self._connected_to(name):
            yield

    @contextmanager
    def _connected_to(self, name: str) -> Iterator[None]:
        # By a connection of its own, because a transaction may be open on the other.
        other, other_address = connections["default"], self.config["NAME"]
        connections["default"] = connections.create_connection("default")
        self.config["NAME"] = self.store.address(name)
        _forget_rows()
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = other
            self.config["NAME"] = other_address
            _forget_rows()

    def _migrated(self) -> str:
        name = f"migrated_{_migrations_fingerprint()}"
        if name not in self.store.names():
            draft = f"{self.run}_draft"
            self.store.make(draft)
            with self._connected_to(draft):
                call_command("migrate", verbosity=0, interactive=False)
            self._keep(draft, name)
        return name

    def _with_demo(self) -> str:
        name = f"demo_{_demo_fingerprint()}"
        media = self._media_of(name)
        if name not in self.store.names() or not media.exists():
            draft = f"{self.run}_draft"
            self.store.copy(self._migrated(), draft)
            media.mkdir(exist_ok=True)
            with self._connected_to(draft), override_settings(MEDIA_ROOT=media):
                call_command("load_demo", verbosity=0)
            self._keep(draft, name)
        shutil.copytree(media, self.media, dirs_exist_ok=True)
        return name

    def _with_many(self) -> str:
        name = f"many_{_many_fingerprint()}"
        if name not in self.store.names():
            draft = f"{self.run}_draft"
            self.store.copy(self._migrated(), draft)
            with self._connected_to(draft):
                make_volume()
            self._keep(draft, name)
        return name

    def _media_of(self, template: str) -> Path:
        return self.folder / f"{template}_{connections['default'].vendor}_media"

    def _keep(self, draft: str, name: str) -> None:
        """Make a draft a template, and drop older ones and what killed runs left behind."""
        self.store.rename(draft, name)
        kind = name.partition("_")[0] + "_"
        same_kind = [other for other in self.store.names() if other.startswith(kind)]
        for old in same_kind[KEPT_TEMPLATES:]:
            self.store.drop(old)
            shutil.rmtree(self._media_of(old), ignore_errors=True)
        for other in self.store.names():
            owner = re.match(r"run_(\d+)", other)
            if owner and not _is_running(int(owner[1])):
                self.store.drop(other)


def _forget_rows() -> None:
    """Empty what remembers rows of another database."""
    ContentType.objects.clear_cache()
    cache.clear()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _migrations_fingerprint() -> str:
    folders = [Path(config.path, "migrations") for config in apps.get_app_configs()]
    files = [file for folder in folders for file in sorted(folder.glob("*.py"))]
    files += [settings.BASE_DIR / name for name in AFTER_MIGRATE_SOURCES]
    return _fingerprint(f"{django.__version__} {wagtail.__version__}", files)


def _demo_fingerprint() -> str:
    found = [file for pattern in DEMO_SOURCES for file in settings.BASE_DIR.glob(pattern)]
    files = sorted(file for file in found if file.is_file() and file.suffix != ".pyc")
    # Its diary is about the day on which it was loaded: yesterday's holds have lapsed.
    start = f"{_migrations_fingerprint()} {timezone.now():%Y-%m-%d}"
    return _fingerprint(start, files)


def _fingerprint(start: str, files: Iterable[Path]) -> str:
    digest = hashlib.sha256(start.encode())
    for file in files:
        digest.update(f"\n{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _many_fingerprint() -> str:
    factories = Path(__file__).parent / "factories"
    files = [factories / name for name in ("volume.py", "bookings.py", "pages.py")]
    return _fingerprint(_migrations_fingerprint(), files)
