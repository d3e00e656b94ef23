"""What the bench measures with: visitors, processor time, a bare view, nginx."""

import os
import sys

import pytest

from scripts.bench.bare import bare
from scripts.bench.client import ask, ask_again, get, load
from scripts.bench.nginx import find_nginx, nginx
from scripts.bench.processes import cpu_seconds, heaviest_mib, running

pytestmark = pytest.mark.once

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"4\r\nText\r\n",
    b"2\r\nl.\r\n0\r\n\r\n",
)


@pytest.fixture(scope="module")
def bare_view(tmp_path_factory):
    with bare(tmp_path_factory.mktemp("bare"), processes=1) as (process, port):
        yield process, port


def test_every_request_is_answered_and_counted(bare_view):
    _process, port = bare_view
    done = ask_again(port, get("/"), times=50, status=200, connections=3)
    assert [len(answer.body) for answer in done.answers] == [8192] * 50
    assert len(done.waits) == 50
    assert done.wait(1) == max(done.waits)


def test_another_status_ends_the_measurement(bare_view):
    _process, port = bare_view
    with pytest.raises(RuntimeError, match=r"Answered with \{404\} instead of 200"):
        ask_again(port, get("/nowhere/"), times=2, status=200)


def test_processor_time_is_that_of_the_servers_processes(bare_view):
    process, port = bare_view
    before = cpu_seconds(process)
    ask_again(port, get("/"), times=1000, status=200)
    assert cpu_seconds(process) > before
    assert heaviest_mib(process) > 1


def test_processes_that_have_ended_count(tmp_path):
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    command = f"import subprocess, sys, time; subprocess.run([sys.executable, '-c', {burn!r}])"
    mark = tmp_path / "done"
    command += f"; open({str(mark)!r}, 'w').close(); time.sleep(60)"
    with running(
        [sys.executable, "-c", command], os.environ, tmp_path / "log", mark.exists
    ) as process:
        assert process.children() == []
        assert cpu_seconds(process) >= 0.3


def test_what_does_not_start_says_why(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('No such thing')"]
    with (
        pytest.raises(RuntimeError, match="No such thing"),
        running(command, os.environ, tmp_path / "log", lambda: False),
    ):
        pass


def test_answer_in_chunks_is_read_to_its_end(socket_that_says):
    answer = ask(socket_that_says(CHUNKED), get("/"))
    assert (answer.status, answer.text) == (200, b"Textl.")


def test_connection_that_ends_early_ends_the_measurement(socket_that_says):
    port = socket_that_says([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHalf"])
    with pytest.raises(ConnectionError):
        load(port, [get("/")], connections=1)


def test_nginx_gives_the_same_bytes_where_there_is_one(tmp_path):
    if find_nginx():
        with nginx(tmp_path, b"The page.", processes=1) as (_process, port):
            assert ask(port, get("/page")).body == b"The page."
    else:
        with pytest.raises(RuntimeError, match="no nginx"), nginx(tmp_path, b"", processes=1):
            pass
