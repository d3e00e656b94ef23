"""A site as `wagtail start` makes it, on the same server: what Wagtail holds before our code."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

from .client import answers
from .processes import free_port, running

NAME: Final = "new"
THREADS: Final = 4


@contextmanager
def new_site(folder: Path, *, processes: int) -> Iterator[psutil.Process]:
    """Its server, after the first answer. It lies in `folder`, on SQLite."""
    place = folder / "new_site"
    place.mkdir()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"{NAME}.settings.dev"}
    for command in (
        [Path(sys.executable).with_name("wagtail"), "start", NAME, place],
        [sys.executable, place / "manage.py", "migrate"],
    ):
        subprocess.run(command, env=environment, check=True, capture_output=True)
    port = free_port()
    served = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    served += ["--workers", str(processes), "--blocking-threads", str(THREADS)]
    served.append(f"{NAME}.wsgi:application")
    log = folder / "new_site.log"
    with running(served, environment, log, lambda: answers(port, "/"), place) as server:
        yield server
