"""What a backup says of itself: from what it was made, and what must be in it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Self

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from .refusals import Damaged, Refused

# Raised when an older restore could not read the file.
FORMAT: Final = 1


@dataclass(frozen=True)
class Entry:
    """A file of the backup; the checksum is of its plain bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`rows` counts those of each table; `health_keys` are fingerprints, the newest key's first."""

    format: int
    made_at: str
    engine: str
    engine_version: int
    versions: dict[str, str]
    migrations: list[str]
    health_keys: list[str]
    rows: dict[str, int]
    files: list[Entry]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        try:
            said = json.loads(content)
            made_by = said["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged("its manifest cannot be read") from error
        if made_by != FORMAT:
            raise Refused(
                f"This backup has format {made_by}, and this version of the site reads {FORMAT}. "
                "Restore it with the version that made it."
            )
        try:
            return cls(**said | {"files": [Entry(**entry) for entry in said["files"]]})
        except (KeyError, TypeError) as error:
            raise Damaged("its manifest cannot be read") from error


def describe(
    *, engine: str, engine_version: int, rows: dict[str, int], files: Sequence[Entry]
) -> Manifest:
    """The manifest of a backup of this site."""
    return Manifest(
        format=FORMAT,
        made_at=timezone.now().isoformat(timespec="seconds"),
        engine=engine,
        engine_version=engine_version,
        versions={"django": django.__version__, "wagtail": wagtail.__version__},
        migrations=_names(MigrationRecorder(connection).applied_migrations()),
        health_keys=[fingerprint(key) for key in settings.HEALTH_KEYS],
        rows=rows,
        files=list(files),
    )


def _names(migrations: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(".".join(key) for key in migrations)


def fingerprint(key: str) -> str:
    """Tells keys apart and says nothing of them: they are chance, and long."""
    return hashlib.sha256(f"backup: {key}".encode()).hexdigest()[:16]


def refuse_newer_site(manifest: Manifest) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    unknown = sorted(set(manifest.migrations) - set(_names(loader.disk_migrations)))
    if unknown:
        raise Refused(
            f"This backup was made by a newer version of the site ({unknown[0]} is unknown here). "
            "Install that version, then restore."
        )


def refuse_without_health_keys(manifest: Manifest) -> None:
    here = {fingerprint(key) for key in settings.HEALTH_KEYS}
    if not set(manifest.health_keys) <= here:
        raise Refused(
            "HEALTH_KEYS lacks a key of the site that was backed up: health answers and notes "
            "could not be read. Set it as it was there; if it is lost, --without-health-keys "
            "restores all the rest."
        )
