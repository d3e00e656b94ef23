"""What serves between two reloads: the site, loaded once, and the processes that share it.

They part from the process that has loaded it, which has no connection and no thread of the site's
by then, and share its memory as long as nobody writes there: each takes three fifths of what it
would take alone.

Its arguments are two numbers of open files: the socket, and a pipe that each process that serves
writes a byte into.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import socket
import stat
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder
from granian.server import Server
from granian.server.mp import WorkerProcess

from site_project.server import BACKLOG, Serving

# Less than systemd's and a container engine's patience, which the documentation sets to 30.
LONGEST_ANSWER_SECONDS: Final = 25
# What tells a process to take no more connections, and how long those that it has just taken may
# need to be read: Granian closes whichever is not, and its request would have no answer.
LEAVE_QUEUE: Final = signal.SIGUSR1
READ_SECONDS: Final = 0.5


class LeavingProcess(WorkerProcess):
    """One that is taken from the queue before it is told to end."""

    def terminate(self) -> None:
        if self.inner.is_alive():
            os.kill(self.inner.pid, LEAVE_QUEUE)
            time.sleep(READ_SECONDS)
        super().terminate()


def leave_queue(*_: object) -> None:
    """Take no more connections in this process; those that wait are for the others.

    The socket is shared and must stay open, and Granian can't be told to stop listening alone.
    So each of its numbers here comes to stand for a socket that nobody knows.
    """
    with socket.socket(socket.AF_UNIX) as nobodys:
        nobodys.bind("")  # a name that the kernel makes up (unix(7), autobind)
        nobodys.listen()
        nobodys.setblocking(False)
        for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
            if number != nobodys.fileno() and _listens(number):
                os.dup2(nobodys.fileno(), number)


def _listens(number: int) -> bool:
    with contextlib.suppress(OSError):  # closed meanwhile, or a file
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            with socket.socket(fileno=os.dup(number)) as known:
                return bool(known.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    return False


class OneSocketServer(Server):
    """Granian, told to hand one socket to all its processes, as it does itself on other systems.

    It opens one for each process on TCP, and what waits in one is reset when its process goes.
    """

    def __init__(self, serving: Serving, listener: socket.socket) -> None:
        super().__init__(
            "site_project.wsgi",
            interface=Interfaces.WSGI,
            websockets=False,
            workers=serving.processes,
            blocking_threads=serving.threads,
            # A thread that ends takes its connection to the database along.
            blocking_threads_idle_timeout=600,
            backpressure=serving.threads * 2,
            backlog=BACKLOG,
            log_level=LogLevels.warning,
            # Its lines would say whole addresses, and some are secret (site_project/logs.py).
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=LONGEST_ANSWER_SECONDS,
        )
        self._listener = listener

    def _init_shared_socket(self) -> None:
        self._sso = self._listener
        self._sfd = self._listener.fileno()
        is_unix = self._listener.family == socket.AF_UNIX
        self._shd = SocketHolder(self._sfd, is_unix, BACKLOG)

    def _spawn_worker(self, *args: Any, **options: Any) -> WorkerProcess:
        worker = super()._spawn_worker(*args, **options)
        worker.__class__ = LeavingProcess
        return worker

    def serve_from(self, load: Callable[[], Any]) -> None:
        """Serve, until it is told to end, what `load` gives in each process that serves."""
        # As a new process finds it, until it knows better.
        signal.signal(LEAVE_QUEUE, signal.SIG_IGN)
        # Others would load what this process has loaded once more.
        multiprocessing.set_start_method("fork", force=True)
        self.serve(target_loader=partial(_loaded, load), wrap_loader=False)


def _loaded(load: Callable[[], Any]) -> Any:
    """In a new process: what it serves."""
    signal.signal(LEAVE_QUEUE, leave_queue)
    # Until Granian listens for these the parent's handlers, which only tell the parent, are here.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    return load()


@cache
def load_site() -> tuple[Any, Callable[[], Any]]:
    """The application, and what a process does before it serves it."""
    from site_project import loading  # noqa: PLC0415  not before it is known who loads it

    return loading.load(), loading.begin


def main() -> None:
    listener, told = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    serving = Serving.from_environment()

    def begin() -> Any:
        site, begin_with_it = load_site()
        begin_with_it()
        # Nobody reads it where another process has died and this one is in its place.
        with contextlib.suppress(OSError):
            os.write(told, b"1")
        return site

    # One alone would share it with this process only, which has no other use for it.
    if serving.processes > 1:
        load_site()
        # What is there now stays: looking through it would only make copies of it.
        gc.collect()
        gc.freeze()
    OneSocketServer(serving, listener).serve_from(begin)


if __name__ == "__main__":
    main()
