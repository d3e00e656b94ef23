import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator

import pytest


@pytest.fixture
def socket_that_says() -> Iterator[Callable[[Iterable[bytes]], int]]:
    """A function that opens a port where one visitor gets these pieces, whatever she asks."""
    threads, listeners = [], []

    def open_port(pieces: Iterable[bytes]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            visitor, _address = listener.accept()
            with visitor:
                visitor.recv(65536)
                for piece in pieces:
                    visitor.sendall(piece)
                    time.sleep(0.02)  # so that they arrive one by one

        threads.append(threading.Thread(target=serve))
        threads[-1].start()
        listeners.append(listener)
        return listener.getsockname()[1]

    yield open_port
    for thread, listener in zip(threads, listeners, strict=True):
        thread.join(5)
        listener.close()
