"""A site with something to lose, and an empty place beside it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

from tests.postgres_client import client_folder
from tests.site_project.backups.copies import KEEPER


@pytest.fixture(autouse=True)
def places(settings, tmp_path) -> None:
    """State and uploads of this test's own, and the PostgreSQL client of the suite."""
    settings.STATE_DIR = tmp_path / "state"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_RECIPIENT = [str(KEEPER.to_public())]
    settings.PG_BIN = client_folder()


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def elsewhere(databases, own_database, tmp_path) -> Callable[[], AbstractContextManager[None]]:
    """An empty database and no uploads, while the context is open."""

    @contextmanager
    def elsewhere() -> Iterator[None]:
        with databases.empty(), override_settings(MEDIA_ROOT=tmp_path / "other media"):
            yield

    return elsewhere
