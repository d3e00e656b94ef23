"""Slow queries of whatever talks to the database: pages, the worker, commands."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

_LITERAL: Final = re.compile(r"'(?:[^']|'')*'")
MOST_LETTERS: Final = 2_000


def watch_queries(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """For django.db.backends.signals.connection_created: each thread has a connection."""
    if _note_if_slow not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note_if_slow)


def _note_if_slow(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """A warning for what takes longer than settings.SLOW_QUERY_MS; never with its values."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        ms = round((time.perf_counter() - began) * 1000)
        if ms >= settings.SLOW_QUERY_MS:
            logger.warning("A query took %s ms: %s", ms, _without_values(str(sql)))


def _without_values(sql: str) -> str:
    return " ".join(_LITERAL.sub("'…'", sql).split())[:MOST_LETTERS]
