"""`make bench`: measure, print, and write docs/performance.md (see there).

ARGS="--only kept --rounds 3" runs a part, and writes nothing.
"""

import os
import platform
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from .document import write
from .figures import Figure
from .parts import PARTS
from .processes import ROOT
from .table import table
from .workshop import Workshop


def main(arguments: list[str]) -> int:
    """0 where every target is met."""
    given = _parse(arguments)
    start = time.monotonic()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        # PostgreSQL has a user of its own where this one is root.
        Path(folder).chmod(0o755)
        with Workshop(Path(folder), rounds=given.rounds, share=given.share, say=say) as bench:
            for name in given.only or PARTS:
                say(f"Measuring: {name}")
                figures += PARTS[name](bench)
    figures.sort(key=lambda figure: int(figure.target[1:].rstrip("b")))
    print(f"\n{table(figures)}\n")
    where = (
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{given.rounds} rounds in {(time.monotonic() - start) / 60:.0f} minutes."
    )
    print(where)
    if not given.only and given.share == 1:
        write(ROOT / "docs", figures, where)
    return int(any(figure.is_met is False for figure in figures))


def _parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="make bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", action="append", choices=PARTS, help="a part; may be repeated")
    parser.add_argument("--rounds", type=int, default=5, help="of each measurement (5)")
    parser.add_argument(
        "--share", type=float, default=1, help="of all numbers, for a try: 0.01 is a hundredth"
    )
    return parser.parse_args(arguments)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
