"""A server of this machine that takes reports of errors, as Sentry would."""

import gzip
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli

from site_project.watching.reporting import ReportErrors

UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Sink(ThreadingHTTPServer):
    """Keeps whole what is sent to it: `sent` are headers and bodies, in clear."""

    daemon_threads = True

    def __init__(self) -> None:
        self.sent: list[str] = []
        super().__init__(("127.0.0.1", 0), _Taker)

    @property
    def dsn(self) -> str:
        return f"http://key@127.0.0.1:{self.server_port}/1"

    @property
    def events(self) -> list[dict[str, Any]]:
        """What was reported, out of its envelopes."""
        bodies = [whole.split("\n\n", 1)[1].splitlines() for whole in self.sent]
        return [json.loads(lines[2]) for lines in bodies]


class _Taker(BaseHTTPRequestHandler):
    server: Sink

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        body = UNPACK[self.headers.get("Content-Encoding", "")](body)
        self.server.sent.append(
            f"{self.path}\n{self.headers.as_string().strip()}\n\n{body.decode()}"
        )
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def sink() -> Iterator[Sink]:
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def reported() -> Iterator[tuple[Sink, ReportErrors]]:
    """A sink that is told of errors, and the handler that tells it, to be flushed first."""
    with sink() as server:
        handler = ReportErrors(server.dsn)
        handler.setLevel(logging.ERROR)
        logging.getLogger().addHandler(handler)
        try:
            yield server, handler
        finally:
            logging.getLogger().removeHandler(handler)
            handler.close()
