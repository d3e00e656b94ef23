"""Bytes as nobody's browser would send them, to a running server."""

import re
import socket
from contextlib import suppress

from tests.drill.serving import CSRF_TOKEN, HOST, SITE, Server

PATIENCE_SECONDS = 60
# What the proxy adds, and a browser that has seen the form.
HEADERS = (
    f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.1\r\n"
    f"Connection: close\r\nOrigin: {SITE}\r\nCookie: __Host-csrftoken={CSRF_TOKEN}\r\n"
)
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


def request(line: str, headers: str = "", body: bytes = b"") -> bytes:
    """`line` without its version, `headers` in lines that end in CR LF, each character a byte."""
    return f"{line} HTTP/1.1\r\n{HEADERS}{headers}\r\n".encode("latin-1") + body


def form(path: str, body: bytes, *, kind: str = "application/x-www-form-urlencoded") -> bytes:
    """A form that its page could have sent; the token goes before the `body`."""
    body = f"csrfmiddlewaretoken={CSRF_TOKEN}&".encode() + body
    headers = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return request(f"POST {path}", headers, body)


def tell(server: Server, data: bytes, *, hang_up: bool = False) -> tuple[int, str]:
    """The status of the answer (0 for none) and all of its text.

    With `hang_up` nothing more can come, as when a phone loses its network on the way.
    """
    address = ("127.0.0.1", server.port)
    answer = b""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as connection:
        # Refused before all of it has been read, or cut off in the middle of an answer.
        with suppress(ConnectionError):
            connection.sendall(data)
            if hang_up:
                connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while part := connection.recv(65_536):
                answer += part
    found = STATUS.match(answer)
    return int(found[1]) if found else 0, answer.decode("utf-8", "replace")
