"""Visitors who ask again as soon as they are answered, each over a connection that is kept.

No pipelining: a browser does not do it, and it would flatter a server.
"""

import gzip
import re
import selectors
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final
from urllib.parse import urlencode

HOST: Final = "practice.example"
CSRF_TOKEN: Final = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105  cookie and field say the same
PATIENCE_SECONDS: Final = 60
_CHUNK: Final = 256 * 1024
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    @property
    def size(self) -> int:
        """Bytes on the wire."""
        return len(self.head) + len(self.body)

    @property
    def text(self) -> bytes:
        """The body as it was before it was packed."""
        body = _unchunk(self.body) if _CHUNKED.search(self.head) else self.body
        return gzip.decompress(body) if self.header("content-encoding") == "gzip" else body

    def header(self, name: str) -> str:
        """Empty where there is none."""
        found = re.search(rf"\r\n{name}: *([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""


@dataclass
class Load:
    """What came of many requests. `waits` are seconds, one for each."""

    seconds: float = 0
    waits: list[float] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.waits) / self.seconds

    def wait(self, share: float) -> float:
        """The seconds in which this share of the requests (0.95) was answered."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def get(path: str, headers: Mapping[str, str] | None = None) -> bytes:
    """A GET as it comes from the proxy for a browser."""
    return _request("GET", path, headers or {}, b"")


def post(path: str, data: Mapping[str, str], *, client: str) -> bytes:
    """The POST of a form by a visitor at the address `client`."""
    body = urlencode({"csrfmiddlewaretoken": CSRF_TOKEN, **data}).encode()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        "Cookie": f"__Host-csrftoken={CSRF_TOKEN}",
        "Origin": f"https://{HOST}",
        "X-Forwarded-For": client,
    }
    return _request("POST", path, headers, body)


def _request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    sent = {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.1",
        "Accept-Encoding": "gzip",
    } | headers
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def ask(port: int, request: bytes) -> Answer:
    """One request over a connection of its own; OSError where nobody answers."""
    return load(port, [request], connections=1).answers[0]


def answers(port: int, path: str) -> bool:
    """Whether somebody serves this page already."""
    try:
        return ask(port, get(path)).status == 200
    except OSError:
        return False


def ask_again(port: int, request: bytes, *, times: int, status: int, connections: int = 8) -> Load:
    """The same request `times` times; raises where one is not answered with `status`."""
    done = load(port, repeat(request, times), connections=connections)
    others = {answer.status for answer in done.answers} - {status}
    if others:
        raise RuntimeError(f"Answered with {others} instead of {status}: {request[:200]!r}")
    return done


def load(port: int, requests: Iterable[bytes], *, connections: int) -> Load:
    """All requests, spread over so many connections; answers in the order in which they came."""
    waiting, result = iter(requests), Load()
    with selectors.DefaultSelector() as ready, ExitStack() as open_ones:
        busy = 0
        for _count in range(connections):
            busy += _next(open_ones.enter_context(_Connection(port, ready)), waiting)
        start = time.perf_counter()
        while busy:
            events = ready.select(PATIENCE_SECONDS)
            if not events:
                raise TimeoutError(f"No answer for {PATIENCE_SECONDS} seconds.")
            for key, _mask in events:
                answer = key.data.receive()
                if answer:
                    result.answers.append(answer)
                    result.waits.append(time.perf_counter() - key.data.sent)
                    busy -= not _next(key.data, waiting)
        result.seconds = time.perf_counter() - start
    return result


def _next(connection: "_Connection", waiting: Iterator[bytes]) -> bool:
    request = next(waiting, None)
    if request is not None:
        connection.send(request)
    return request is not None


class _Connection:
    def __init__(self, port: int, ready: selectors.BaseSelector) -> None:
        self.port, self.ready = port, ready
        self.sent, self.got = 0.0, b""

    def __enter__(self) -> "_Connection":
        self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.ready.register(self.socket, selectors.EVENT_READ, self)
        return self

    def __exit__(self, *error: object) -> None:
        self.ready.unregister(self.socket)
        self.socket.close()

    def send(self, request: bytes) -> None:
        self.got, self.sent = b"", time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> Answer | None:
        """What has come; None while more of the answer is on its way."""
        data = self.socket.recv(_CHUNK)
        if not data:
            raise ConnectionError("The server closed the connection.")
        self.got += data
        head, end, body = self.got.partition(b"\r\n\r\n")
        return Answer(int(head[9:12]), head, body) if end and _is_whole(head, body) else None


def _unchunk(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _end, body = body.partition(b"\r\n")
        whole, body = whole + body[: int(size, 16)], body[int(size, 16) + 2 :]
    return whole


def _is_whole(head: bytes, body: bytes) -> bool:
    length = _LENGTH.search(head)
    if length:
        return len(body) >= int(length[1])
    return not _CHUNKED.search(head) or body.endswith(b"0\r\n\r\n")
