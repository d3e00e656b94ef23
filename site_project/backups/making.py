"""One file with all that the site is: its database at one moment, then pictures and documents."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.utils import timezone
from pyrage.x25519 import Recipient

from . import media
from .age import sealed
from .archive import DATABASE, packing
from .engines import engine_of_site
from .manifest import describe
from .refusals import writing_in
from .workspace import workspace

NAME: Final = "practice-{:%Y%m%dT%H%M%S%f}Z.tar.gz.age"
PATTERN: Final = "practice-*Z.tar.gz.age"
DRAFT: Final = ".draft"


@dataclass(frozen=True)
class Made:
    """`path` is on the disk, whole; `rows` are those of all tables."""

    path: Path
    size: int
    tables: int
    rows: int
    files: int


def make_backup(folder: Path, *, recipients: Sequence[Recipient], keep: int) -> Made:
    """Write a backup into `folder`, and leave the `keep` newest there; the site may go on.

    Only the owners of `recipients` can read it. Raises Refused, and then leaves all as it was.
    """
    with writing_in(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / NAME.format(timezone.now())
    draft = path.with_suffix(DRAFT)
    try:
        with workspace() as plain:
            for left in folder.glob(f"practice-*{DRAFT}"):  # by one that was killed
                left.unlink()
            made = _write(draft, plain / DATABASE, recipients)
            draft.rename(path)
            _sync(folder)
    finally:
        draft.unlink(missing_ok=True)
    for old in sorted(folder.glob(PATTERN), reverse=True)[max(1, keep) :]:
        with suppress(FileNotFoundError):
            old.unlink()
    return Made(path, path.stat().st_size, **made)


def _write(draft: Path, database: Path, recipients: Sequence[Recipient]) -> dict[str, int]:
    engine = engine_of_site()
    # Before the files: each row of the copy then has its own.
    with writing_in(database.parent):
        rows = engine.copy(database)
    with writing_in(draft.parent), _create(draft) as file:
        with sealed(file, recipients) as stream, packing(stream) as archive:
            with database.open("rb") as copy:
                archive.add(DATABASE, copy, database.stat().st_size)
            database.unlink()
            files = media.add_all(archive)
            archive.finish(
                describe(
                    engine=engine.name,
                    engine_version=engine.version(),
                    rows=rows,
                    files=archive.entries,
                )
            )
        file.flush()
        os.fsync(file.fileno())
    return {"tables": len(rows), "rows": sum(rows.values()), "files": files}


def _create(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
