"""What `manage.py serve` hands over to the server that it becomes."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from site_project.management.commands.serve import MEMORY
from tests.files import ROOT

pytestmark = pytest.mark.once


@pytest.fixture
def handed_over(monkeypatch):
    """The environments of the servers that were started, instead of a server."""
    started = []
    monkeypatch.setattr(os, "execve", lambda path, command, env: started.append(dict(env)))
    return started


def test_server_gives_back_the_memory_of_decoded_pictures(handed_over):
    call_command("serve")

    (env,) = handed_over
    assert {name: env[name] for name in MEMORY} == MEMORY
    assert env["PATH"] == os.environ["PATH"]


def test_installation_may_set_its_memory_itself(handed_over, monkeypatch):
    monkeypatch.setenv("MALLOC_ARENA_MAX", "8")

    call_command("serve")

    assert handed_over[0]["MALLOC_ARENA_MAX"] == "8"


def test_site_is_not_loaded_before_the_server_is_there():
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "no.such.settings", "BIND": "nowhere"}

    ended = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr == "BIND=nowhere: give a host and a port, or unix:/a/path.\n"
