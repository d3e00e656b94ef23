"""The socket is held, and what serves comes and goes: new code, broken code, and who dies."""

import os
import signal
import time

import psutil
import pytest

from tests.drill.serving import Process, Server, environment

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

SETTINGS = "from site_project.settings.production import *\nROOT_URLCONF = 'changed_urls'\n"
CODE = """
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("robots.txt", lambda request: HttpResponse("{words}"))]
"""


@pytest.fixture
def env(tmp_path, static):
    (tmp_path / "changed_settings.py").write_text(SETTINGS)
    return environment(
        tmp_path,
        static=static,
        DJANGO_SETTINGS_MODULE="changed_settings",
        PYTHONPATH=str(tmp_path),
        PYTHONDONTWRITEBYTECODE="1",
        SERVER_PROCESSES="2",
    )


@pytest.fixture
def write(tmp_path):
    def write(code: str) -> None:
        (tmp_path / "changed_urls.py").write_text(code)

    write(CODE.format(words="one"))
    return write


def generation_of(server) -> psutil.Process:
    (generation,) = psutil.Process(server.process.pid).children()
    return generation


def wait_until(condition) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def reload(server) -> None:
    os.kill(server.process.pid, signal.SIGHUP)


def says(server) -> str:
    return server.ask("/robots.txt").text


def test_reload_brings_new_code_and_broken_code_leaves_the_old(env, write):
    with Server(env) as server:
        first = generation_of(server)
        assert says(server) == "one"

        write(CODE.format(words="two"))
        reload(server)
        wait_until(lambda: not first.is_running())
        second = generation_of(server)
        assert says(server) == "two"

        write("this is no code")
        reload(server)
        wait_until(lambda: "The new code does not come up" in server.log.read_text())
        assert (generation_of(server), says(server)) == (second, "two")

        write(CODE.format(words="three"))
        reload(server)
        reload(server)  # while the first of them is being done
        wait_until(lambda: not second.is_running())
        assert says(server) == "three"
        assert server.stop() == 0


def test_processes_share_what_is_loaded_and_one_that_died_is_replaced(env, write):
    with Server(env) as server:
        serving = generation_of(server).children()
        assert says(server) == "one"
        memory = [process.memory_full_info() for process in serving]
        # Each would have all of it for itself.
        assert [one.pss < 0.6 * one.rss for one in memory] == [True, True]

        serving[0].kill()
        wait_until(lambda: len(set(generation_of(server).children()) - {serving[0]}) == 2)
        assert {says(server) for _ in range(20)} == {"one"}
        assert server.stop() == 0


def test_server_ends_with_what_serves(env, write):
    with Server(env) as server:
        generation_of(server).kill()
        assert server.process.wait(30) == 1


def test_end_while_the_site_is_being_loaded(env, write):
    write(f"import time\nprint('loading', flush=True)\ntime.sleep(60)\n{CODE}")
    server = Server(env)
    Process.start(server)
    try:
        wait_until(lambda: "loading" in server.log.read_text())
        assert server.stop(patience=10) == 0
    finally:
        server.kill()


def test_site_that_does_not_load_ends_the_server(env, write):
    write("this is no code")
    server = Server(env)
    Process.start(server)
    assert server.process.wait(60) == 1
    assert "SyntaxError" in server.log.read_text()
