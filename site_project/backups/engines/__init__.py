"""The two databases, copied and put back each in its own way."""

from pathlib import Path
from typing import Protocol

from django.db import connection

from ..manifest import Manifest
from . import postgres, sqlite


class Engine(Protocol):
    """Of the site's default database. What is put back comes at once or not at all."""

    name: str

    def version(self) -> int:
        """The version that a copy needs at least to be put back."""

    def copy(self, file: Path) -> dict[str, int]:
        """Write one moment of the database to `file`, while others write; its rows by table."""

    def examine(self, file: Path, manifest: Manifest) -> None:
        """Raise Damaged unless the copy is sound."""

    def is_empty(self) -> bool:
        """Has nobody made a table yet? A database that cannot be read is not empty."""

    def refuse_busy(self) -> None:
        """Raise Refused while somebody else is connected."""

    def put_back(self, file: Path, manifest: Manifest) -> None:
        """Make the database what the copy is; raises Refused where it cannot."""


def engine_of_site() -> Engine:
    return sqlite.Engine() if connection.vendor == "sqlite" else postgres.Engine()
