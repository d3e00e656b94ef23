import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from site_project.processes import Processes

pytestmark = pytest.mark.once

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DIE = [sys.executable, "-c", ""]
DEAF = [
    sys.executable,
    "-c",
    "import pathlib, signal, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path('deaf').touch(); time.sleep(60)",
]


def wait_until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(child):
    return child.process.poll() is None


def test_processes_stop_when_one_that_may_not_die_has_died(tmp_path):
    with Processes(tmp_path) as processes:
        other = processes.start(SLEEP)
        processes.start(DIE)
        processes.watch()
    assert (is_running(other), processes.stopping) == (False, False)


def test_processes_restart_one_that_may_die_after_growing_pauses(tmp_path):
    with Processes(tmp_path) as processes:
        child = processes.start(DIE, restarts=True)
        child.pause = 0.1
        first = child.process.pid
        wait_until(lambda: processes.are_up() and child.process.pid != first)
        second = child.process.pid
        wait_until(lambda: processes.are_up() and child.process.pid != second)
        assert child.pause == 0.4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_processes_end_on_a_signal(tmp_path, number):
    before = signal.getsignal(number)
    with Processes(tmp_path) as processes:
        child = processes.start(SLEEP)
        threading.Timer(0.2, os.kill, [os.getpid(), number]).start()
        processes.watch()
    assert (is_running(child), processes.stopping) == (False, True)
    assert signal.getsignal(number) == before


def test_processes_kill_what_does_not_listen(tmp_path, monkeypatch):
    monkeypatch.setattr("site_project.processes.GRACE_SECONDS", 0.2)
    with Processes(tmp_path) as processes:
        child = processes.start(DEAF)
        wait_until((tmp_path / "deaf").exists)
    assert child.process.returncode == -signal.SIGKILL


def test_processes_leave_no_grandchild(tmp_path):
    parent = f"import subprocess\nprint(subprocess.Popen({SLEEP!r}).pid, file=open('pid', 'w'))"
    with Processes(tmp_path) as processes:
        processes.start([sys.executable, "-c", parent])
        processes.watch()
    grandchild = int((tmp_path / "pid").read_text())
    wait_until(lambda: not is_alive(grandchild))


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
