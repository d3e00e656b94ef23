"""How the site is served: what the environment says, and on which socket."""

import os
import socket
import stat
import subprocess
import sys

import pytest

from site_project.server import Serving, leave_queue
from tests.bookings.smtp import free_port
from tests.files import ROOT

pytestmark = pytest.mark.once


def serving(bind):
    return Serving(bind=bind, processes=1, threads=1)


def test_environment_says_where_and_with_how_many(monkeypatch):
    for name in ("BIND", "SERVER_PROCESSES", "SERVER_THREADS"):
        monkeypatch.delenv(name, raising=False)
    assert Serving.from_environment() == Serving("127.0.0.1:8000", processes=1, threads=4)

    monkeypatch.setenv("BIND", "unix:/run/practice/site.sock")
    monkeypatch.setenv("SERVER_PROCESSES", "3")
    monkeypatch.setenv("SERVER_THREADS", "8")
    assert Serving.from_environment() == Serving("unix:/run/practice/site.sock", 3, 8)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_port_is_listened_on(host):
    port = free_port()
    with (
        serving(f"{host}:{port}").listen() as listener,
        socket.create_connection((host.strip("[]"), port)),
    ):
        assert listener.getsockname()[:2] == (host.strip("[]"), port)


def test_socket_of_a_killed_server_is_replaced_and_open_to_the_proxy(tmp_path):
    path = tmp_path / "site.sock"
    with serving(f"unix:{path}").listen():
        pass
    with serving(f"unix:{path}").listen(), socket.socket(socket.AF_UNIX) as proxy:
        proxy.connect(os.fspath(path))
        assert stat.S_IMODE(path.stat().st_mode) == 0o666


def test_file_in_the_place_of_the_socket_is_left_alone(tmp_path):
    path = tmp_path / "site.sock"
    path.write_text("mine")
    with pytest.raises(SystemExit, match="is there and no socket"):
        serving(f"unix:{path}").listen()
    assert path.read_text() == "mine"


@pytest.mark.parametrize("bind", ["8000", ":8000", "127.0.0.1:", "localhost:http"])
def test_bind_that_says_no_place_is_refused(bind):
    with pytest.raises(SystemExit, match="give a host and a port, or unix:/a/path"):
        serving(bind).listen()


def test_process_leaves_the_queue_to_the_others():
    """Its own numbers of the socket take nobody any more; the socket goes on listening."""
    with serving(f"127.0.0.1:{free_port()}").listen() as listener:
        address = listener.getsockname()
        leaving = os.fork()
        if not leaving:
            leave_queue()
            listener.setblocking(False)
            with socket.create_connection(address):
                try:
                    listener.accept()
                except BlockingIOError:
                    os._exit(0)
            os._exit(1)
        assert os.waitpid(leaving, 0)[1] == 0
        listener.settimeout(5)
        taken, _ = listener.accept()
        taken.close()


def test_server_imports_nothing_of_the_site():
    """What the parent has loaded, a reload would not load anew."""
    loaded = "import site_project.server, sys; print([m for m in sys.modules if 'django' == m])"
    run = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
