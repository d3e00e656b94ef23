"""Numbers that change whenever something does that pages show, known to all processes at once.

A stamp is read before something is made and kept with it; what was made is true for as long as
the stamp is the same. So a change while it is being made spoils it, and nothing has to be found
and thrown away. They lie in one small file that every process of the machine maps into its memory:
writing one needs no room on the disk, reading one costs a look at whether it is still that file.
"""

import mmap
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings

SIZE: Final = 8  # bytes of one stamp


class Stamp(IntEnum):
    """What has changed; the value is its place in the file."""

    # Whatever a public page is made of.
    PAGES = 0
    # Visits and what is held: what only pages with free times are made of, too.
    DIARY = 1
    # Accounts, and what each may do: what the desk's lists offer to choose from.
    PEOPLE = 2


LENGTH: Final = len(Stamp) * SIZE

# The stamps at one moment, to be compared with those of another.
type Stamps = tuple[bytes, ...]

# What has to hold, if anything, for something to be kept in this process.
_conditions: list[Callable[[], bool]] = []
_PLACES: Final = {stamp: slice(stamp * SIZE, (stamp + 1) * SIZE) for stamp in Stamp}


@dataclass(frozen=True, slots=True)
class _Map:
    """The file as this process has mapped it, and which one that was."""

    shared: mmap.mmap
    file: tuple[int, int]


_maps: dict[Path, _Map] = {}
_opening: Final = Lock()


def keep_only_while(holds: Callable[[], bool]) -> None:
    """Nothing is kept in this process, nor given from what is, while `holds` says no."""
    _conditions[:] = [holds]


def read(*stamps: Stamp) -> Stamps | None:
    """How they stand; None where nothing may be kept: switched off, or no place for the file."""
    if not settings.PAGE_CACHE or not all(holds() for holds in _conditions):
        return None
    try:
        shared = _shared()
    except OSError:
        return None
    return tuple([shared[_PLACES[stamp]] for stamp in stamps])


def change(*stamps: Stamp) -> None:
    """Everything made before is no longer true.

    By chance, not by counting: two processes that change one at once need no lock.
    """
    if not settings.PAGE_CACHE:
        return
    try:
        shared = _shared()
    except OSError:
        return  # then no process of this machine keeps anything either
    for stamp in stamps:
        shared[_PLACES[stamp]] = secrets.token_bytes(SIZE)


def _shared() -> mmap.mmap:
    """The file's bytes. Looked for each time: one that was removed is another one's no more."""
    path: Path = settings.STAMPS_FILE
    found = _maps.get(path)
    if found is not None:
        with suppress(FileNotFoundError):
            now = path.stat()
            if (now.st_dev, now.st_ino) == found.file and now.st_size >= LENGTH:
                return found.shared
    with _opening:
        _maps[path] = _open(path)
        return _maps[path].shared


def _open(path: Path) -> _Map:
    path.parent.mkdir(parents=True, exist_ok=True)
    # As the database beside it: who may write to that has to tell of it here.
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        # Never shorter: whoever has mapped the rest would be killed for reading it.
        if os.fstat(file).st_size < LENGTH:
            os.posix_fallocate(file, 0, LENGTH)
            for stamp in Stamp:
                os.pwrite(file, secrets.token_bytes(SIZE), stamp * SIZE)
        now = os.fstat(file)
        return _Map(mmap.mmap(file, LENGTH), (now.st_dev, now.st_ino))
    finally:
        os.close(file)
