"""What PostgreSQL does for the queries of a page."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def plans(look: Callable[[], Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each SELECT that `look` sends, with the nodes of its plan (EXPLAIN, FORMAT JSON)."""
    with CaptureQueriesContext(connection) as sent:
        look()
    asked = [query["sql"] for query in sent if query["sql"].startswith("SELECT")]
    return [(sql, list(_nodes(_explain(sql)))) for sql in asked]


def big_scans(look: Callable[[], Any], *, rows: int = 5_000) -> list[str]:
    """The tables of more than `rows` rows that a query of `look` reads from end to end."""
    return [
        f"{node['Relation Name']}: {sql[:300]}"
        for sql, nodes in plans(look)
        for node in nodes
        if node["Node Type"] == "Seq Scan" and _size(node["Relation Name"]) > rows
    ]


def _explain(sql: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql.replace("%", "%%"), [])
        found = cursor.fetchone()[0]
    return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from _nodes(inner)


def _size(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return int(cursor.fetchone()[0])
