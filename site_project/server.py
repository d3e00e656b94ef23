"""The server of a public installation: it holds the socket, and what serves comes and goes.

This process imports nothing of the site and lives until it is told to end. A *generation*
(generation.py) is a process that loads the site and then parts into those that serve, which share
what it has loaded. A reload (SIGHUP) starts a new one on new code; when all its processes serve,
the old one takes no more connections, answers what it has in hand, and goes. A new one that does
not come up leaves the old one in its place. The socket stays open all the time, and connections
wait in it meanwhile. `manage.py serve` starts it.
"""

import contextlib
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from environs import Env

UNIX: Final = "unix:"
BACKLOG: Final = 1024
# Where systemd puts the first socket that it hands over (sd_listen_fds(3)).
HANDED_OVER: Final = 3
HEARD: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


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


class Generation:
    """A process of generation.py. `up` is readable: a byte from each process that serves."""

    def __init__(self, listener: socket.socket, processes: int) -> None:
        self.missing = processes
        self.is_leaving = False
        self.up, told = os.pipe()
        handed_over = (listener.fileno(), told)
        command = [sys.executable, "-m", "site_project.generation", *map(str, handed_over)]
        self.process = subprocess.Popen(command, pass_fds=handed_over)
        os.close(told)

    @property
    def is_up(self) -> bool:
        return self.missing <= 0

    def hear(self) -> None:
        """Once there is something to read: one more process serves, or the last one has gone."""
        self.missing -= len(os.read(self.up, self.missing))

    def leave(self) -> None:
        self.is_leaving = True
        self.process.terminate()


class Holder:
    """Holds the socket, and one generation that serves; for a while two."""

    def __init__(self, serving: Serving) -> None:
        self.processes = serving.processes
        self.listener = serving.listen()
        self.generations: list[Generation] = []  # the newest last
        self.is_ending = False
        self.code = 0
        self._reloads_again = False
        self._ready = selectors.DefaultSelector()

    def hold(self) -> int:
        """Until SIGTERM or SIGINT, or until what serves has died; the exit code."""
        with _signals() as told, self._ready:
            self._ready.register(told, selectors.EVENT_READ)
            self._start()
            while self.generations:
                for key, _mask in self._ready.select():
                    if key.fileobj is told:
                        for number in told.recv(BACKLOG):
                            self._heed(number)
                    elif key.data in self.generations:
                        self._hear(key.data)
        return self.code

    def _start(self) -> None:
        generation = Generation(self.listener, self.processes)
        self.generations.append(generation)
        self._ready.register(generation.up, selectors.EVENT_READ, generation)

    def _heed(self, number: int) -> None:
        if number == signal.SIGCHLD:
            for generation in list(self.generations):
                if generation.process.poll() is not None:
                    self._bury(generation)
        elif number != signal.SIGHUP:
            self._end()
        elif self.generations and not self.is_ending:
            if self.generations[-1].is_up:
                self._start()
            else:  # it may have read some of the code before that was changed again
                self._reloads_again = True

    def _hear(self, generation: Generation) -> None:
        before = generation.missing
        generation.hear()
        if generation.is_up or generation.missing == before:
            self._ready.unregister(generation.up)
        if generation.is_up:
            for older in self.generations[: self.generations.index(generation)]:
                older.leave()
            if self._reloads_again and not self.is_ending:
                self._reloads_again = False
                self._start()

    def _bury(self, generation: Generation) -> None:
        self.generations.remove(generation)
        with contextlib.suppress(KeyError):
            self._ready.unregister(generation.up)
        os.close(generation.up)
        if generation.is_leaving:
            return
        if self.generations and not generation.is_up:
            print("The new code does not come up: the old one goes on.", file=sys.stderr)  # noqa: T201
            self._reloads_again = False
            return
        self.code = 1
        self._end()

    def _end(self) -> None:
        self.is_ending = True
        for generation in self.generations:
            generation.leave()


@contextmanager
def _signals() -> Iterator[socket.socket]:
    """What of HEARD comes meanwhile, a byte each."""
    told, teller = socket.socketpair()
    with told, teller:
        teller.setblocking(False)
        before = {number: signal.signal(number, lambda *_: None) for number in HEARD}
        signal.set_wakeup_fd(teller.fileno())
        try:
            yield told
        finally:
            signal.set_wakeup_fd(-1)
            for number, handler in before.items():
                signal.signal(number, handler)


def main() -> None:
    """Serve until SIGTERM or SIGINT; an argument stands for BIND."""
    os.environ.update(zip(["BIND"], sys.argv[1:], strict=False))
    sys.exit(Holder(Serving.from_environment()).hold())


if __name__ == "__main__":
    main()
