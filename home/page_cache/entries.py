"""One answer that is kept, and all of them in one process."""

import gzip
import re
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from threading import Lock
from typing import Final

from django.http import HttpResponse

from . import stamps
from .addresses import Address
from .limits import Limits
from .stamps import Stamp, Stamps

# Less is not worth it, as for Django's GZipMiddleware.
LEAST_PACKED_BYTES: Final = 200
# What Python needs beside the bytes of an entry, roughly.
OVERHEAD_BYTES: Final = 1500
# No entry takes more than this part of the room: one huge page would drive out all others.
LARGEST_PART: Final = 8
# Of the answer that was made, not of the one that is given.
_MADE_ANEW: Final = {"content-encoding", "content-length", "age"}
# What a 304 repeats (RFC 9110, 15.4.5); the browser keeps the rest from the answer that it has.
_REPEATED: Final = {"cache-control", "content-location", "etag", "expires", "vary"}
_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)

type Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer with status 200, true while its stamps stay and until its time is over."""

    depends_on: tuple[Stamp, ...]
    stamps: Stamps
    made: float
    until: float
    etag: str
    headers: Headers
    body: bytes
    length: int
    packed: bool

    @classmethod
    def of(
        cls, response: HttpResponse, plain: bytes, found: Limits, before: dict[Stamp, bytes]
    ) -> "Entry":
        """Of a finished answer with an ETag, and its body before it was packed.

        `before` is how all stamps stood before it was made.
        """
        body = response.content
        if not is_packed(response) and len(plain) >= LEAST_PACKED_BYTES:
            body = gzip.compress(plain, compresslevel=6, mtime=0)
        packed = len(body) < len(plain)
        headers = [pair for pair in response.items() if pair[0].lower() not in _MADE_ANEW]
        depends_on = tuple(sorted(found.stamps))
        return cls(
            depends_on=depends_on,
            stamps=tuple(before[stamp] for stamp in depends_on),
            made=time.time(),
            until=found.until.timestamp(),
            etag=response.headers["ETag"],
            headers=headers,
            body=body if packed else plain,
            length=len(plain),
            packed=packed,
        )

    def is_true(self) -> bool:
        """Whether it would be made the same now."""
        return time.time() < self.until and stamps.read(*self.depends_on) == self.stamps

    def size(self) -> int:
        """In bytes, roughly."""
        return len(self.body) + sum(len(n) + len(v) for n, v in self.headers) + OVERHEAD_BYTES

    def whole(self, accepted: str) -> tuple[Headers, bytes]:
        """Headers and body for somebody who sent `accepted` as Accept-Encoding."""
        headers = [*self.headers, self._age()]
        if not self.packed:
            return [*headers, ("Content-Length", str(self.length))], self.body
        if accepts_gzip(accepted):
            headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(self.body)))]
            return headers, self.body
        return [*headers, ("Content-Length", str(self.length))], gzip.decompress(self.body)

    def not_modified(self) -> Headers:
        """Headers for somebody who has it already."""
        return [*(pair for pair in self.headers if pair[0].lower() in _REPEATED), self._age()]

    def _age(self) -> tuple[str, str]:
        return "Age", str(max(0, int(time.time() - self.made)))


class Entries:
    """Those of one process, in at most `most_bytes`; who was not asked for longest goes first.

    For several threads. Its lock is held for a moment only, never while anything is made.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._kept: OrderedDict[Address, Entry] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, address: Address) -> Entry | None:
        with self._lock:
            entry = self._kept.get(address)
            if entry is not None:
                self._kept.move_to_end(address)
            return entry

    def keep(self, address: Address, entry: Entry) -> None:
        """In place of what was there; not at all where it is too large."""
        with self._lock:
            self._drop(address)
            if entry.size() * LARGEST_PART > self.most_bytes:
                return
            self._kept[address] = entry
            self.bytes += self.size_of(address)
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._kept)))

    def size_of(self, address: Address) -> int:
        """What is kept under `address` takes so many bytes, roughly; 0 where nothing is."""
        entry = self._kept.get(address)
        return entry.size() + sum(map(len, address)) if entry else 0

    def _drop(self, address: Address) -> None:
        self.bytes -= self.size_of(address)
        self._kept.pop(address, None)


def is_packed(response: HttpResponse) -> bool:
    return response.headers.get("Content-Encoding") == "gzip"


def plain_content(response: HttpResponse) -> bytes:
    """The body before it was packed."""
    content: bytes = response.content
    return gzip.decompress(content) if is_packed(response) else content


def etag_of(plain: bytes) -> str:
    """Weak: the same page packed or not has the same one."""
    return f'W/"{sha256(plain).hexdigest()[:32]}"'


@lru_cache(64)
def accepts_gzip(accepted: str) -> bool:
    return bool(_GZIP.search(accepted))
