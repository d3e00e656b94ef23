"""The plain inside of a backup: a compressed tar with a checksum of every file in its manifest."""

import hashlib
import io
import os
import shutil
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from .manifest import Entry, Manifest
from .refusals import Damaged

MANIFEST: Final = "manifest.json"
DATABASE: Final = "database"
MEDIA: Final = "media/"
# What packs best is small; pictures are packed already.
COMPRESSION: Final = 3


class Hashing:
    """Reads from `file`, or writes to it, and keeps the checksum of what passed."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        return self._note(self.file.read(size))

    def write(self, data: bytes) -> int:
        self.file.write(data)
        return len(self._note(data))

    def entry(self, name: str) -> Entry:
        return Entry(name, self.size, self.digest.hexdigest())

    def _note(self, data: bytes) -> bytes:
        self.digest.update(data)
        self.size += len(data)
        return data


class Archive:
    """Files are added one by one; `finish` writes the manifest, without which it is none."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.entries: list[Entry] = []

    def add(self, name: str, file: BinaryIO, size: int) -> None:
        """Raises OSError where `file` ends before `size` bytes."""
        hashing = Hashing(file)
        self.tar.addfile(_member(name, size), hashing)
        self.entries.append(hashing.entry(name))

    def finish(self, manifest: Manifest) -> None:
        content = manifest.to_bytes()
        self.tar.addfile(_member(MANIFEST, len(content)), io.BytesIO(content))


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


@contextmanager
def packing(stream: BinaryIO) -> Iterator[Archive]:
    with tarfile.open(fileobj=stream, mode="w|gz", compresslevel=COMPRESSION) as tar:
        yield Archive(tar)


def unpack(stream: BinaryIO, folder: Path, *, wanted: Callable[[str], bool]) -> Manifest:
    """Put the files whose name is `wanted` into `folder`, and check all of them.

    Raises Damaged where one is missing, too many, or not what the manifest says.
    """
    manifest, found = None, []
    try:
        with tarfile.open(fileobj=stream, mode="r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None:
                    raise Damaged(f"{member.name} is no file")
                if member.name == MANIFEST:
                    manifest = Manifest.from_bytes(content.read())
                else:
                    keep = folder if wanted(member.name) else None
                    found.append(_take(member.name, content, keep))
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise Damaged("its content is not whole") from error
    if manifest is None:
        raise Damaged("its manifest is missing")
    if found != manifest.files:
        raise Damaged("its files are not those of its manifest")
    return manifest


def _take(name: str, content: BinaryIO, folder: Path | None) -> Entry:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise Damaged(f"{name} points out of it")
    path = folder / name if folder else Path(os.devnull)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        hashing = Hashing(file)
        shutil.copyfileobj(content, hashing)
    return hashing.entry(name)
