"""One site of the bench: a database, a folder of state, its server, and a process inside it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

import psutil

from site_project.settings.keys import local_keys

from .client import HOST, answers
from .engines import Engine
from .processes import ROOT, cpu_seconds, free_port, running


@dataclass(frozen=True)
class Serving:
    """A server that answers at `port`; `processes` are its own and the database's."""

    port: int
    server: psutil.Process
    processes: tuple[psutil.Process, ...]


@dataclass(frozen=True)
class Site:
    """`keys` and `static` are shared by all sites of a bench."""

    name: str
    engine: Engine
    folder: Path
    shared: Path

    def environment(self, settings: str = "production") -> dict[str, str]:
        """As an installation sets it. Limits are off: all visitors of a bench have one address."""
        keys = local_keys(self.shared)
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return inherited | {
            "DJANGO_SETTINGS_MODULE": f"site_project.settings.{settings}",
            "SECRET_KEY": keys["SECRET_KEY"],
            "LINK_KEY": f"links in mails: {keys['SECRET_KEY']}",
            "HEALTH_KEYS": keys["HEALTH_KEY"],
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "MAIL_FROM": f"desk@{HOST}",
            "DATABASE_URL": self.engine.url(self.name),
            "STATE_DIR": str(self.folder),
            "STATIC_ROOT": str(self.shared / "static"),
            "REQUEST_LIMITS": "off",
            "STAFF_SECOND_FACTOR": "off",
            "PYTHONUNBUFFERED": "1",
        }

    def manage(self, *arguments: str, settings: str = "production") -> None:
        """Run a command of manage.py; RuntimeError with its words where it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(settings),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]}: {done.stderr[-2000:]}")

    @contextmanager
    def served(self, *, processes: int) -> Iterator[Serving]:
        """By `manage.py serve`, from the first 200 on."""
        port = free_port()
        environment = self.environment() | {
            "BIND": f"127.0.0.1:{port}",
            "SERVER_PROCESSES": str(processes),
        }
        command = [sys.executable, "manage.py", "serve"]
        log = self.folder / "server.log"
        with running(command, environment, log, lambda: answers(port, "/")) as server:
            yield Serving(port, server, (server, *self.engine.processes))

    @contextmanager
    def inside(self) -> Iterator["Inside"]:
        """A process that has the site loaded and does what it is told (inside.py)."""
        with (self.folder / "inside.log").open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-m", "scripts.bench.inside"],
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert child.stdin  # noqa: S101
        assert child.stdout  # noqa: S101
        with child:
            yield Inside(self, child.stdin, child.stdout)
            child.stdin.close()


@dataclass
class Inside:
    """Tells a process what to do, one thing after the other, and waits for what it gives."""

    site: Site
    orders: IO[str]
    answers: IO[str]
    done: list[str] = field(default_factory=list)

    def do(self, what: str, **arguments: Any) -> Any:
        """What a function of filling.py or looking.py gives."""
        self.orders.write(json.dumps({"do": what, **arguments}) + "\n")
        self.orders.flush()
        line = self.answers.readline()
        if not line:
            raise RuntimeError(f"{what}: {(self.site.folder / 'inside.log').read_text()[-2000:]}")
        return json.loads(line)

    def look(self, what: str, *, times: int, **arguments: Any) -> "Look":
        """The same for something that is done `times` times, with what the database spent."""
        before = cpu_seconds(*self.site.engine.processes)
        found = self.do(what, times=times, **arguments)
        spent = cpu_seconds(*self.site.engine.processes) - before
        return Look(found["cpu_ms"] + spent * 1000 / times, found["sql"])


@dataclass(frozen=True)
class Look:
    """Of one time: processor time of Python and the database, and the queries."""

    cpu_ms: float
    sql: int

    @classmethod
    def nothing(cls) -> Self:
        return cls(0, 0)
