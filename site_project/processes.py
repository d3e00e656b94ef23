"""Processes that one command runs side by side: started together, stopped together."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE_SECONDS = 10
LONGEST_PAUSE_SECONDS = 30
POLL_SECONDS = 0.1


@dataclass
class Child:
    """A process in a session of its own, so that Ctrl-C reaches it only through its parent."""

    command: list[str]
    folder: Path
    restarts: bool
    process: subprocess.Popen[bytes] = field(init=False)
    pause: float = 1
    start_at: float | None = None

    def start(self) -> None:
        self.start_at = None
        self.process = subprocess.Popen(self.command, cwd=self.folder, start_new_session=True)

    def restart_when_due(self) -> None:
        """Start it again after a pause that grows while it keeps dying."""
        if self.start_at is None:
            self.start_at = time.monotonic() + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE_SECONDS)
        elif time.monotonic() >= self.start_at:
            self.start()

    def send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Processes:
    """While it is open, SIGINT, SIGTERM and SIGHUP ask for the end; closing it ends them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.children: list[Child] = []
        self.stopping = False

    def __enter__(self) -> Self:
        self.handlers = {number: signal.signal(number, self._stop) for number in STOP_SIGNALS}
        return self

    def start(self, command: list[str], *, restarts: bool = False) -> Child:
        child = Child(command, self.folder, restarts)
        self.children.append(child)
        child.start()
        return child

    def are_up(self) -> bool:
        """Restart what may be restarted; False once the end is asked for or another has died."""
        for child in self.children:
            if child.process.poll() is not None:
                if not child.restarts:
                    return False
                child.restart_when_due()
        return not self.stopping

    def watch(self) -> None:
        while self.are_up():
            time.sleep(POLL_SECONDS)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0, deadline - time.monotonic()))
            child.send(signal.SIGKILL)  # and whatever it left behind
            child.process.wait()
        for number, handler in self.handlers.items():
            signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
