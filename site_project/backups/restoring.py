"""A backup read: checked where it lies, or put back in place of what is here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from pyrage.x25519 import Identity

from bookings.domain.restoring import Restored, after_restore
from site_project.accounts.models import Session

from . import media
from .age import opened
from .archive import DATABASE, MEDIA, unpack
from .engines import Engine, engine_of_site
from .manifest import Manifest, refuse_newer_site, refuse_without_health_keys
from .refusals import Damaged, Refused, writing_in
from .workspace import workspace


@dataclass(frozen=True)
class PutBack:
    """What was put back, and the mails that were stopped in it."""

    manifest: Manifest
    after: Restored


def check(path: Path, *, identities: Sequence[Identity]) -> Manifest:
    """Read the whole backup and compare it with its manifest; nothing here is changed.

    The database is examined where the site here has the same engine. Raises Refused.
    """
    engine = engine_of_site()
    with workspace() as folder:
        manifest = _unpack(path, folder, identities, wanted=lambda name: name == DATABASE)
        if manifest.engine == engine.name:
            _examine(engine, folder, manifest)
    return manifest


def restore(
    path: Path, *, identities: Sequence[Identity], replace: bool, needs_health_keys: bool = True
) -> PutBack:
    """Make this site what the backup holds: database, pictures and documents.

    Neither the site nor a worker may run. With `replace`, what is here is lost; without, an
    installation that holds anything is refused. Raises Refused before anything is changed; the
    database then comes whole, in one step. Then it is brought to the state of this code, everybody
    is signed out, and no mail of the past goes out again (`after_restore`).
    """
    connections.close_all()
    engine = engine_of_site()
    if not replace:
        _refuse_filled(engine)
    engine.refuse_busy()
    with workspace() as folder:
        manifest = _unpack(path, folder, identities, wanted=lambda name: True)
        _refuse_other_site(engine, manifest)
        if needs_health_keys:
            refuse_without_health_keys(manifest)
        _examine(engine, folder, manifest)
        with media.put_back(folder / MEDIA):
            engine.put_back(folder / DATABASE, manifest)
    media.keep_only({entry.name.removeprefix(MEDIA) for entry in manifest.files})
    return PutBack(manifest, _settle())


def _unpack(
    path: Path, folder: Path, identities: Sequence[Identity], *, wanted: Callable[[str], bool]
) -> Manifest:
    with writing_in(folder), opened(path, identities) as stream:
        return unpack(stream, folder, wanted=wanted)


def _settle() -> Restored:
    """What the code, the sessions and the mails of a restored database need before it is used."""
    cache.clear()
    call_command("migrate", interactive=False, verbosity=0)
    # Some were ended since, by somebody who had a reason.
    Session.objects.all().delete()
    return after_restore()


def _refuse_filled(engine: Engine) -> None:
    if not engine.is_empty():
        there = "The database here is not empty"
    elif next(media.names(), None) is not None:
        there = "There are pictures or documents here"
    else:
        return
    raise Refused(f"{there}. With --replace they give way to the backup, and are lost.")


def _refuse_other_site(engine: Engine, manifest: Manifest) -> None:
    if manifest.engine != engine.name:
        raise Refused(
            f"This backup is of {manifest.engine}, and the database here is {engine.name}. "
            "Point DATABASE_URL at the same kind."
        )
    refuse_newer_site(manifest)


def _examine(engine: Engine, folder: Path, manifest: Manifest) -> None:
    database = folder / DATABASE
    if not database.is_file():
        raise Damaged("its database is missing")
    engine.examine(database, manifest)
