"""The least that Django can answer, on the server of the site: what everything is compared with.

BIND=127.0.0.1:9000 python -m scripts.bench.bare
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from site_project.server import OneSocketServer, Serving

from .client import answers
from .processes import free_port, running

BODY: Final = b"x" * 8192


@contextmanager
def bare(folder: Path, *, processes: int) -> Iterator[tuple[psutil.Process, int]]:
    """Its process and its port; / is the answer. It writes its log into `folder`."""
    port = free_port()
    serving = {"BIND": f"127.0.0.1:{port}", "SERVER_PROCESSES": str(processes)}
    command = [sys.executable, "-m", "scripts.bench.bare"]
    log = folder / "bare.log"
    with running(command, os.environ | serving, log, lambda: answers(port, "/")) as server:
        yield server, port


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


urlpatterns = [path("", answer)]


def load_site() -> Callable[..., Any]:
    """The WSGI application, in a new process."""
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="none", MIDDLEWARE=[])  # noqa: S106
    return WSGIHandler()


if __name__ == "__main__":
    OneSocketServer(Serving.from_environment()).serve(target_loader=load_site, wrap_loader=False)
