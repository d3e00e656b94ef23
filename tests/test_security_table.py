"""docs/security.md: each of its fifty rows has tests that exist, or says why it has none."""

import re
from functools import cache

import pytest

from tests.files import ROOT

pytestmark = pytest.mark.once

ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.*?) \| (.+?) \|$", re.MULTILINE)
# As pytest takes them, a file or one test in it.
TEST = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")


@cache
def rows() -> list[tuple[int, str, str]]:
    """Number, tests and result of each row."""
    found = ROW.findall((ROOT / "docs" / "security.md").read_text())
    return [(int(number), tests, result) for number, _holds, tests, result in found]


@cache
def source(path: str) -> str:
    file = ROOT / path
    return file.read_text() if file.exists() else ""


def test_table_has_all_fifty_rows_in_order():
    assert [number for number, _tests, _result in rows()] == list(range(1, 51))


def test_every_row_has_a_test_or_says_why_it_has_none():
    bare = [n for n, tests, result in rows() if not TEST.search(tests) and len(result.split()) < 5]

    assert bare == []


def test_every_test_of_the_table_exists():
    missing = [
        f"row {number}: {path}::{name}"
        for number, tests, _result in rows()
        for path, name in TEST.findall(tests)
        if not re.search(rf"^def {name or 'test_'}", source(path), re.MULTILINE)
    ]

    assert missing == []
