"""The server of a public installation: Granian with one listening socket for all its processes.

Granian opens a socket for each process on TCP, and what waits in one is reset when its process is
replaced. Here the parent holds the only one: a reload (SIGHUP) starts new processes on new code,
then ends the old ones, and a connection waits in the socket meanwhile. This module imports nothing
of the site, so that a reload sees all of it anew. `manage.py serve` starts it.
"""

import contextlib
import os
import signal
import socket
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Self

from environs import Env
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder
from granian.server import Server
from granian.server.mp import WorkerProcess

SITE: Final = "site_project.wsgi"
UNIX: Final = "unix:"
BACKLOG: Final = 1024
# Where systemd puts the first socket that it hands over (sd_listen_fds(3)).
HANDED_OVER: Final = 3
# Less than systemd's and a container engine's patience, which the documentation sets to 30.
LONGEST_ANSWER_SECONDS: Final = 25
# A new process may take this long to import the site before an old one stops taking connections.
START_SECONDS: Final = 5
# What tells a process to take no more connections, and how long those that it has just taken may
# need to be read: Granian closes whichever is not, and its request would have no answer.
LEAVE_QUEUE: Final = signal.SIGUSR1
READ_SECONDS: Final = 0.5


@dataclass(frozen=True)
class Serving:
    """How the site is served, from the environment.

    BIND
        Host and port, or `unix:` and a path. A socket handed over by systemd goes before it.
    SERVER_PROCESSES, SERVER_THREADS
        A process for each processor, with so many threads. Each thread answers one request at a
        time and keeps a connection to the database.
    """

    bind: str
    processes: int
    threads: int

    @classmethod
    def from_environment(cls) -> Self:
        env = Env()
        return cls(
            bind=env("BIND", "127.0.0.1:8000"),
            processes=env.int("SERVER_PROCESSES", 1),
            threads=env.int("SERVER_THREADS", 4),
        )

    def listen(self) -> socket.socket:
        """The socket to listen on: systemd's, or a new one at `bind`."""
        if os.environ.get("LISTEN_PID") == str(os.getpid()):
            return socket.socket(fileno=HANDED_OVER)
        if self.bind.startswith(UNIX):
            return _listen_at(Path(self.bind.removeprefix(UNIX)))
        host, _, port = self.bind.rpartition(":")
        if not host or not port.isdecimal():
            raise SystemExit(f"BIND={self.bind}: give a host and a port, or unix:/a/path.")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server(
            (host.strip("[]"), int(port)), family=family, backlog=BACKLOG, dualstack_ipv6=False
        )


def _listen_at(path: Path) -> socket.socket:
    """A socket in the file system, for whoever may enter its folder."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.stat().st_mode):
            raise SystemExit(f"BIND: {path} is there and no socket.")
        path.unlink()  # of a server that was killed
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.fspath(path))
    path.chmod(0o666)
    listener.listen(BACKLOG)
    return listener


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
    """Granian, told to hand one socket to all its processes, as it does itself on other systems."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(
            SITE,
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
            respawn_interval=START_SECONDS,
            workers_kill_timeout=LONGEST_ANSWER_SECONDS,
        )
        self._listener = serving.listen()

    def _init_shared_socket(self) -> None:
        self._sso = self._listener
        self._sfd = self._listener.fileno()
        is_unix = self._listener.family == socket.AF_UNIX
        self._shd = SocketHolder(self._sfd, is_unix, BACKLOG)

    def _spawn_worker(self, *args: Any, **options: Any) -> WorkerProcess:
        worker = super()._spawn_worker(*args, **options)
        worker.__class__ = LeavingProcess
        return worker


def load_site() -> Callable[..., Any]:
    """The WSGI application, in a new process."""
    signal.signal(LEAVE_QUEUE, leave_queue)
    # Until Granian listens for these the parent's handlers, which only tell the parent, are here.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    return import_module(SITE).application


def main() -> None:
    """Serve until SIGTERM or SIGINT; an argument stands for BIND."""
    os.environ.update(zip(["BIND"], sys.argv[1:], strict=False))
    # As a new process finds it, until it knows better.
    signal.signal(LEAVE_QUEUE, signal.SIG_IGN)
    OneSocketServer(Serving.from_environment()).serve(target_loader=load_site, wrap_loader=False)


if __name__ == "__main__":
    main()
