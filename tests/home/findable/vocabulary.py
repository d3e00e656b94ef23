"""Does structured data keep to schema.org? By its own vocabulary, in tests/fixtures."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tests.files import ROOT

VOCABULARY = json.loads((ROOT / "tests/fixtures/schemaorg-30.0.json").read_text())
TYPES, PROPERTIES, MEMBERS = VOCABULARY["types"], VOCABULARY["props"], VOCABULARY["enums"]
PREFIX = "https://schema.org/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

type Graph = list[dict[str, Any]]


def graph_of(html: str) -> Graph:
    """The nodes of a page's one data block; empty if it has none."""
    blocks = [json.loads(text) for text in SCRIPT.findall(html)]
    assert len(blocks) <= 1
    assert all(block["@context"] == "https://schema.org" for block in blocks)
    return blocks[0]["@graph"] if blocks else []


def node_of(graph: Graph, kind: str) -> dict[str, Any]:
    (found,) = [node for node in graph if node["@type"] == kind]
    return found


def breaches(graph: Graph) -> list[str]:
    """What the vocabulary does not know, and every reference that leads nowhere."""
    kinds = {node["@id"]: node["@type"] for node in graph}
    found = [] if len(kinds) == len(graph) else ["two nodes with one @id"]
    return found + [breach for node in graph for breach in _of_node(node, kinds)]


@cache
def lineage(kind: str) -> frozenset[str]:
    """The type and all above it; none for a type that there is not."""
    above = [lineage(parent) for parent in TYPES.get(kind, [])]
    return frozenset({kind}.union(*above)) if kind in TYPES else frozenset()


def _of_node(node: dict[str, Any], kinds: dict[str, str]) -> Iterator[str]:
    kind = node.get("@type", "")
    if not lineage(kind):
        yield f"no type {kind!r}"
        return
    for name, value in node.items():
        if name in {"@type", "@id"}:
            continue
        rule = PROPERTIES.get(name)
        if rule is None or not lineage(kind) & set(rule["d"]):
            yield f"{kind} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _of_value(f"{kind}.{name}", one, rule["r"], kinds)


def _of_value(where: str, value: Any, allowed: list[str], kinds: dict[str, str]) -> Iterator[str]:
    if value in ("", None, [], {}):
        yield f"{where} is empty"
    elif isinstance(value, dict):
        if set(value) == {"@id"} and value["@id"] not in kinds:
            yield f"{where} leads nowhere: {value['@id']}"
            return
        kind = kinds[value["@id"]] if set(value) == {"@id"} else value.get("@type", "")
        if not lineage(kind) & set(allowed):
            yield f"{where} is no {kind}"
        if set(value) != {"@id"}:
            yield from _of_node(value, kinds)
    elif not any(_is(value, kind) for kind in allowed):
        yield f"{where} is not {value!r}"


def _is(value: Any, kind: str) -> bool:
    if kind in TESTS:
        return TESTS[kind](value)
    name = str(value).removeprefix(PREFIX)
    return str(value).startswith(PREFIX) and kind in MEMBERS.get(name, [])


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and bool(urlsplit(value).scheme and urlsplit(value).netloc)


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _is_date(value: Any) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def _is_moment(value: Any) -> bool:
    try:
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value))


TESTS = {
    # An address is text to the vocabulary; one where only text makes sense is a slip of ours.
    "Text": lambda value: isinstance(value, str) and not value.startswith(PREFIX),
    "URL": _is_url,
    "Number": _is_number,
    "Integer": lambda value: isinstance(value, int),
    "Date": _is_date,
    "DateTime": _is_moment,
    "Time": _is_time,
}
