"""What is logged, as whoever reads the log sees it."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from site_project.watching import requests
from site_project.watching.lines import JSONLine


class Log:
    """The lines, each read back from JSON."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def lines(self, logger: str = "") -> list[dict[str, Any]]:
        """Those of this logger and below it."""
        read = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in read if line["logger"].startswith(logger)]


@contextmanager
def log(logger: str = "", level: int = logging.INFO) -> Iterator[Log]:
    """What this logger, and those below it, say from `level` on; the lines of requests included."""
    found = Log()
    handler = logging.StreamHandler(found.stream)
    handler.setFormatter(JSONLine())
    chosen = logging.getLogger(logger)
    levels = {one: one.level for one in (chosen, requests.logger)}
    chosen.addHandler(handler)
    for one in levels:
        one.setLevel(level)
    try:
        yield found
    finally:
        chosen.removeHandler(handler)
        for one, before in levels.items():
            one.setLevel(before)
