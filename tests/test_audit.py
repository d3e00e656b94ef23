"""The check for known holes (scripts/audit.py), on a report as pip-audit writes it."""

import datetime as dt

import pytest

from scripts.audit import accepted_on, holes

pytestmark = pytest.mark.once

DAY = dt.date(2026, 3, 2)
REPORT = [
    {"name": "good", "version": "1.0", "vulns": []},
    {
        "name": "holed",
        "version": "2.0",
        "vulns": [
            {"id": "PYSEC-2026-1", "fix_versions": ["2.1"], "aliases": ["CVE-2026-1"]},
            {"id": "PYSEC-2026-2", "fix_versions": [], "aliases": []},
        ],
    },
]


def test_each_known_hole_is_told():
    assert holes(REPORT, set()) == [
        "holed 2.0: PYSEC-2026-1, mended in 2.1",
        "holed 2.0: PYSEC-2026-2, mended in no version yet",
    ]


def test_hole_is_accepted_by_any_of_its_names():
    assert holes(REPORT, {"CVE-2026-1"}) == ["holed 2.0: PYSEC-2026-2, mended in no version yet"]


@pytest.mark.parametrize(("until", "accepted"), [("2026-03-03", {"CVE-1"}), ("2026-03-02", set())])
def test_hole_is_accepted_until_its_day(until, accepted):
    assert accepted_on(DAY, f"# a comment\n\nCVE-1 {until} not used here\n") == accepted
