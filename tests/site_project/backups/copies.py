"""Backups of the test's site, whole and spoilt."""

import dataclasses
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pyrage.x25519 import Identity

from site_project.backups import media
from site_project.backups.age import opened, sealed
from site_project.backups.archive import packing, unpack
from site_project.backups.making import make_backup
from site_project.backups.manifest import Manifest
from site_project.backups.restoring import PutBack, restore

KEEPER = Identity.generate()


def back_up(folder: Path, *, keep: int = 3) -> Path:
    return make_backup(folder, recipients=[KEEPER.to_public()], keep=keep).path


def put_back(path: Path, *, replace: bool = False, **options: bool) -> PutBack:
    return restore(path, identities=[KEEPER], replace=replace, **options)


def upload(name: str, content: bytes = b"a leaflet") -> str:
    return default_storage.save(name, ContentFile(content))


def uploads() -> dict[str, bytes]:
    found = {}
    for name in media.names():
        with default_storage.open(name) as file:
            found[name] = file.read()
    return found


def rewrite(path: Path, folder: Path, change: Callable[[dict], dict]) -> Path:
    """The same backup, whole and well encrypted, with another manifest: `change` gets a part."""
    with opened(path, [KEEPER]) as stream:
        manifest = unpack(stream, folder, wanted=lambda name: True)
    said = {field.name: getattr(manifest, field.name) for field in dataclasses.fields(Manifest)}
    target = folder / "rewritten.age"
    with (
        target.open("wb") as file,
        sealed(file, [KEEPER.to_public()]) as stream,
        packing(stream) as archive,
    ):
        for entry in manifest.files:
            with (folder / entry.name).open("rb") as content:
                archive.add(entry.name, content, entry.size)
        archive.finish(Manifest(**said | change(said)))
    return target


@contextmanager
def little_space(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
