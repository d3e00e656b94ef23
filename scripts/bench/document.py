"""Where the figures stand for who does not run the bench: docs/performance.md and its drawing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .figures import Figure
from .picture import picture
from .table import table

START: Final = "<!-- what make bench measured: from here on it writes -->"
END: Final = "<!-- to here -->"


def write(folder: Path, figures: Sequence[Figure], where: str) -> None:
    """Replace what stands between the marks; `where` says on what machine it was."""
    document = folder / "performance.md"
    before, _start, rest = document.read_text().partition(START)
    _old, _end, after = rest.partition(END)
    block = f"\n\n{where}\n\n{table(figures)}\n\n"
    document.write_text(f"{before}{START}{block}{END}{after}")
    (folder / "performance.svg").write_text(picture(figures))
