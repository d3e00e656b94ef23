"""Pictures and documents, wherever the site keeps them: asked through Django's storage."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage as storage

from .archive import MEDIA, Archive
from .refusals import Refused, writing_in


def names(folder: str = "") -> Iterator[str]:
    """Of all that is kept, as the storage calls them."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return  # nothing was ever uploaded
    prefix = f"{folder}/" if folder else ""
    for name in sorted(files):
        if name:  # some stores list a folder as an empty name in itself
            yield prefix + name
    for name in sorted(folders):
        yield from names(prefix + name)


def add_all(archive: Archive) -> int:
    """Put every file into the archive; their number.

    To be called after the database was copied: then no row of the copy lacks its file, but for
    one that was deleted since.
    """
    count = 0
    for name in names():
        with suppress(FileNotFoundError), storage.open(name) as file:
            archive.add(MEDIA + name, file, file.size)
            count += 1
    return count


@contextmanager
def put_back(folder: Path) -> Iterator[None]:
    """Store the files of `folder` under their names, then do what the caller does.

    Where either fails, what was added is taken away again. A file of the same name gives way: no
    two uploads share one, so it is the same file, or was changed behind the site's back.
    """
    added: list[str] = []
    try:
        with _writing():
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                _store(path, path.relative_to(folder).as_posix(), added)
        yield
    except BaseException:
        for name in added:
            storage.delete(name)
        raise


def keep_only(wanted: Collection[str]) -> None:
    """Delete what belongs to nothing that was put back."""
    for name in [name for name in names() if name not in wanted]:
        storage.delete(name)


def _store(path: Path, name: str, added: list[str]) -> None:
    if storage.exists(name):
        if _is_same(path, name):
            return
        storage.delete(name)
    else:
        added.append(name)
    with path.open("rb") as file:
        stored = storage.save(name, File(file))
    if stored != name:
        added.append(stored)
        raise Refused(f"The media storage keeps {name} under another name, {stored}.")


def _is_same(path: Path, name: str) -> bool:
    with path.open("rb") as ours, storage.open(name) as theirs:
        while True:
            part = ours.read(shutil.COPY_BUFSIZE)
            if theirs.read(shutil.COPY_BUFSIZE) != part:
                return False
            if not part:
                return True


@contextmanager
def _writing() -> Iterator[None]:
    try:
        where = Path(storage.path(""))
    except NotImplementedError:
        yield  # a store elsewhere has words of its own
        return
    with writing_in(where):
        yield
