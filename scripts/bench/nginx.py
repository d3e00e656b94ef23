"""nginx with one file: what a server in C needs for the same bytes. Where it is not installed,
the bench runs without."""

import getpass
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

from .client import answers
from .processes import free_port, running

CONFIG: Final = """
daemon off; worker_processes {processes}; pid {folder}/nginx.pid; error_log stderr crit;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


def find_nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def nginx(folder: Path, body: bytes, *, processes: int) -> Iterator[tuple[psutil.Process, int]]:
    """Its process and its port; /page is `body`. Only where find_nginx() finds one."""
    program = find_nginx()
    if program is None:
        raise RuntimeError("There is no nginx on this machine.")
    port = free_port()
    (folder / "files").mkdir(parents=True, exist_ok=True)
    (folder / "files" / "page").write_bytes(body)
    # As root its workers would otherwise be somebody who may not enter the folder.
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, user=user, processes=processes))
    command = [program, "-p", str(folder), "-e", "stderr", "-c", str(config)]
    log = folder / "nginx.log"
    with running(command, os.environ, log, lambda: answers(port, "/page")) as process:
        yield process, port
