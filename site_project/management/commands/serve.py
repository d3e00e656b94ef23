import os
import sys
from typing import Any, Final

from django.core.management import BaseCommand

# For glibc (mallopt(3)), which reads them as a process starts: what a picture took while it was
# decoded goes back to the system, rather than staying with each thread that ever decoded one.
MEMORY: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "262144",
    "MALLOC_TRIM_THRESHOLD_": "262144",
}


def become_server() -> None:
    """Never returns: the server keeps the process id, and loads the site in its own processes."""
    command = [sys.executable, "-m", "site_project.server"]
    os.execve(sys.executable, command, MEMORY | os.environ)  # noqa: S606


class Command(BaseCommand):
    help = (
        "Serve the site, behind a proxy, at BIND (127.0.0.1:8000, or unix:/a/path) with "
        "SERVER_PROCESSES and SERVER_THREADS. SIGHUP loads new code, SIGTERM ends it; neither "
        "drops a request."
    )

    def handle(self, **options: Any) -> None:
        become_server()
