"""Where copies lie in plain while a backup is made or read: never longer than that."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from .refusals import Refused

PREFIX: Final = "backup-in-plain-"


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder beside the database, for this user only and for one backup or restore at a time.

    What one that was killed left behind is deleted first.
    """
    state = settings.STATE_DIR
    state.mkdir(parents=True, exist_ok=True)
    with (state / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("Another backup or restore is under way. Wait for it.") from error
        for left in state.glob(f"{PREFIX}*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=state) as folder:
            yield Path(folder)
