"""The figures as a drawing: how much of each target is used. Readable on white and on black."""

from collections.abc import Iterable
from html import escape
from typing import Final

from .figures import Figure
from .table import number

ROW, LEFT, SCALE, WIDTH, TOP = 22, 330, 300, 790, 44
# A bar that is longer ends here, and the values stand behind it.
MOST: Final = 1.2
VALUES: Final = round(LEFT + MOST * SCALE) + 10
STYLE: Final = """
text { font: 13px system-ui, sans-serif; fill: #222 }
.met { fill: #2f7d4f } .missed { fill: #b3392c } .target { stroke: #222 }
@media (prefers-color-scheme: dark) {
  text { fill: #eee } .met { fill: #6cc48f } .missed { fill: #f08a7c } .target { stroke: #eee }
}
"""


def picture(figures: Iterable[Figure]) -> str:
    """An SVG; figures without a target have no bar to draw."""
    drawn = [figure for figure in figures if figure.limit]
    height = TOP + ROW * len(drawn) + 8
    bars = "".join(_bar(TOP + ROW * place, figure) for place, figure in enumerate(drawn))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title">\n<title id="title">Share of each target that is used</title>\n'
        f"<style>{STYLE}</style>\n"
        f'<text x="{LEFT + SCALE}" y="20" text-anchor="middle">target</text>\n'
        f'<line class="target" x1="{LEFT + SCALE}" x2="{LEFT + SCALE}" y1="28" y2="{height}" '
        f'stroke-dasharray="3 3"/>\n{bars}</svg>\n'
    )


def _bar(top: int, figure: Figure) -> str:
    assert figure.limit  # noqa: S101
    share = figure.value / figure.limit
    length = max(2, round(min(share, MOST) * SCALE))
    kind = "met" if figure.is_met else "missed"
    value = f"{number(figure.value)} {figure.unit}"
    return (
        f'<text x="{LEFT - 10}" y="{top + 12}" text-anchor="end">{escape(figure.what)}</text>'
        f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{length}" height="16" rx="2"/>'
        f'<text x="{VALUES}" y="{top + 12}">{escape(value)}</text>\n'
    )
