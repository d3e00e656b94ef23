"""Databases that go away, fill up and turn read-only under a server that runs, and come back."""

import ctypes
import resource
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Self

import psutil
import psycopg
from django.db import connection

from tests.bookings.worker import database_url
from tests.drill.serving import Server

# linux/prctl.h, linux/capability.h
PR_CAPBSET_DROP: Final = 24
CAP_DAC_OVERRIDE: Final = 1


def processes(server: Server) -> list[int]:
    main = psutil.Process(server.process.pid)
    return [main.pid, *(child.pid for child in main.children(recursive=True))]


# --- SQLite ------------------------------------------------------------------------------


@contextmanager
def no_byte_more(server: Server) -> Iterator[None]:
    """No file can be written to, its log neither, as on a disk that is full."""
    infinity = resource.RLIM_INFINITY
    for pid in processes(server):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, infinity))
    try:
        yield
    finally:
        for pid in processes(server):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (infinity, infinity))


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Somebody writes for longer than anybody waits."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def may_only_be_read() -> Iterator[None]:
    """The file and what lies beside it, for whoever `without_privileges` opens it now."""
    name = connection.settings_dict["NAME"]
    connection.close()
    files = [Path(name + ending) for ending in ("", "-wal", "-shm")]
    modes = {file: file.stat().st_mode for file in files if file.exists()}
    for file in modes:
        file.chmod(0o444)
    try:
        yield
    finally:
        for file, mode in modes.items():
            if file.exists():
                file.chmod(mode)


def without_privileges(start: Callable[[], None]) -> None:
    """Call `start` so that what it starts may write to no file that says otherwise, root or not."""

    def run() -> None:
        # Of this thread alone, and of what it starts; who is not root has no such right anyway.
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)
        start()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()


# --- PostgreSQL --------------------------------------------------------------------------


class Wire:
    """A way to the test's PostgreSQL that can be cut, and can fall silent."""

    def __init__(self) -> None:
        self.silent = False
        self.lock = threading.Lock()
        self.ends: list[socket.socket] = []
        self.listener: socket.socket | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self.mend()
        return self

    def __exit__(self, *error: object) -> None:
        self.cut()

    @property
    def url(self) -> str:
        """DATABASE_URL by this way."""
        login = database_url().removeprefix("postgres://").rpartition("@")[0]
        return f"postgres://{login}@127.0.0.1:{self.port}/{connection.settings_dict['NAME']}"

    def mend(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, args=[self.listener], daemon=True).start()

    def cut(self) -> None:
        """As when the database server is stopped."""
        if self.listener:
            # To wake whoever accepts.
            with suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.listener = None
        self.hang_up()

    def hang_up(self) -> None:
        with self.lock:
            ends, self.ends = self.ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _address = listener.accept()
            except OSError:
                return
            with self.lock:
                self.ends.append(caller)
            if not self.silent:
                self._put_through(caller)

    def _put_through(self, caller: socket.socket) -> None:
        database = _dial()
        with self.lock:
            self.ends.append(database)
        for source, target in ((caller, database), (database, caller)):
            threading.Thread(target=_pump, args=[source, target], daemon=True).start()


def _dial() -> socket.socket:
    host, port = connection.settings_dict["HOST"], connection.settings_dict["PORT"] or 5432
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    end = socket.socket(socket.AF_UNIX)
    end.connect(f"{host}/.s.PGSQL.{port}")
    return end


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def stopped(wire: Wire) -> Iterator[None]:
    """Nobody listens where it was."""
    wire.cut()
    yield
    wire.mend()


@contextmanager
def silent(wire: Wire) -> Iterator[None]:
    """Its machine takes calls and says nothing."""
    wire.silent = True
    wire.hang_up()
    yield
    wire.silent = False
    wire.hang_up()


@contextmanager
def read_only(wire: Wire) -> Iterator[None]:
    """For all who connect from now on, as a standby is."""
    database = f'ALTER DATABASE "{connection.settings_dict["NAME"]}"'
    with closing(psycopg.connect(database_url(), autocommit=True)) as operator:
        operator.execute(f"{database} SET default_transaction_read_only = on")
        wire.hang_up()
        yield
        operator.execute(f"{database} RESET default_transaction_read_only")


@contextmanager
def full(wire: Wire) -> Iterator[None]:
    """What the server says when its disk is full: really filling it would stop the suite's."""
    with closing(psycopg.connect(database_url(), autocommit=True)) as operator:
        operator.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
        )
        table = "bookings_bookingrequest"
        operator.execute(
            f"CREATE TRIGGER refuse BEFORE INSERT ON {table} EXECUTE FUNCTION refuse()"
        )
        yield
        operator.execute("DROP FUNCTION refuse CASCADE")
