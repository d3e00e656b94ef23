"""What becomes of figures: a table, a drawing, a block in a document."""

from xml.etree import ElementTree

import pytest

from scripts.bench.document import END, START, write
from scripts.bench.figures import Figure, ratio
from scripts.bench.picture import picture
from scripts.bench.table import number, table
from tests.files import ROOT

pytestmark = pytest.mark.once

MET = Figure(target="T1", what="Article, kept", unit="ms", values=(0.09, 0.08, 0.11), limit=0.12)
MISSED = Figure(target="T13", what="Start <cold>", unit="s", values=(3.5,), limit=3)
COMPARED = Figure(target="T2", what="Bare Django view", unit="ms", values=(0.3,))


def test_figure_is_the_median_of_its_rounds():
    assert [(one.value, one.is_met) for one in (MET, MISSED, COMPARED)] == [
        (0.09, True),
        (3.5, False),
        (0.3, None),
    ]


def test_ratio_compares_round_by_round():
    assert ratio([1, 8], [2, 4]) == (0.5, 2.0)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0912, "0.091"), (1.234, "1.23"), (12.34, "12.3"), (1234.5, "1,234"), (20_000, "20,000")],
)
def test_numbers_have_three_figures(value, words):
    assert number(value) == words


def test_table_says_what_is_met():
    assert table([MET, MISSED, COMPARED]).splitlines() == [
        "|     | What             | Measured | From – to     | Target | Met    |",
        "|-----|------------------|----------|---------------|--------|--------|",
        "| T1  | Article, kept    | 0.090 ms | 0.080 – 0.110 | ≤ 0.12 | yes    |",
        "| T13 | Start <cold>     | 3.50 s   |               | ≤ 3    | **no** |",
        "| T2  | Bare Django view | 0.300 ms |               |        | –      |",
    ]


def test_picture_draws_what_has_a_target():
    drawn = ElementTree.fromstring(picture([MET, MISSED, COMPARED]))  # noqa: S314  our own
    bars = [bar.attrib for bar in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert [(bar["class"], bar["width"]) for bar in bars] == [("met", "225"), ("missed", "350")]


def test_document_keeps_what_stands_around_the_figures(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"# Title\n\n{START}\nold\n{END}\n\nMore.\n")

    write(tmp_path, [MET], "Here.")

    assert document.read_text() == (
        f"# Title\n\n{START}\n\nHere.\n\n{table([MET])}\n\n{END}\n\nMore.\n"
    )
    assert (tmp_path / "performance.svg").read_text() == picture([MET])


def test_document_of_the_project_has_a_place_for_them():
    text = (ROOT / "docs/performance.md").read_text()
    assert (text.count(START), text.count(END)) == (1, 1)
