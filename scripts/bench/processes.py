"""What processes cost: processor time and memory, of one and of all that it started."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psutil

PATIENCE_SECONDS: Final = 60
GRACE_SECONDS: Final = 10
ROOT: Final = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str],
    environment: Mapping[str, str],
    log: Path,
    is_up: Callable[[], bool],
    folder: Path = ROOT,
) -> Iterator[psutil.Process]:
    """A process in `folder` that has come up; it and all that it started have ended afterwards."""
    with log.open("ab") as words:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_up():
            if child.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command} did not start: {log.read_text()[-2000:]}")
            time.sleep(0.01)
        yield psutil.Process(child.pid)
    finally:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def cpu_seconds(*roots: psutil.Process) -> float:
    """Processor time of these processes and their descendants, the ended ones among them.

    The system counts it in hundredths of a second: what is measured must take many of them.
    """
    return sum(sum(process.cpu_times()[:4]) for process in _families(roots))


def heaviest_mib(root: psutil.Process) -> float:
    """The biggest process that `root` started (PSS: what is shared counts by its share)."""
    sizes = [process.memory_full_info().pss for process in root.children(recursive=True)]
    return float(max(sizes)) / 1024 / 1024


def _families(roots: Sequence[psutil.Process]) -> Iterator[psutil.Process]:
    for root in roots:
        yield root
        yield from root.children(recursive=True)
