"""What `make test` runs: the suite on SQLite and, beside it, on PostgreSQL.

TEST_DATABASE_URL names another PostgreSQL. What does not depend on the database, such as the
browser tests, runs on SQLite only. Arguments go to pytest both times.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import IO

from tests.browser.chromium import find_chromium
from tests.postgres import postgres

CACHE = Path(__file__).resolve().parent.parent / ".cache"
NOTHING_COLLECTED = 5


def main(arguments: list[str]) -> int:
    given = os.environ.pop("TEST_DATABASE_URL", None)
    start = time.monotonic()
    # Two runs, because one keeps only one processor busy. The second one waits with its words.
    with nullcontext(given) if given else postgres(CACHE) as url, tempfile.TemporaryFile() as words:
        print("On SQLite, and on PostgreSQL beside it:", flush=True)
        second = _pytest(
            ["--second-database", *_colour(), *arguments], output=words, TEST_DATABASE_URL=url
        )
        codes = {"SQLite": _pytest(arguments).wait(), "PostgreSQL": second.wait()}
        print("\nOn PostgreSQL:", flush=True)
        words.seek(0)
        sys.stdout.buffer.write(words.read())
    print(f"\nAfter {time.monotonic() - start:.0f} seconds:")
    for name, code in codes.items():
        print(f"{name + ':':12} {_verdict(code)}")
    if not find_chromium():
        print(
            "Left out: the browser tests, because there is no Chromium (CHROMIUM=path names one)."
        )
    return max(0 if code == NOTHING_COLLECTED else code for code in codes.values())


def _pytest(
    arguments: list[str], *, output: IO[bytes] | None = None, **environment: str
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL if output else None,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )


def _colour() -> list[str]:
    return ["--color=yes"] if sys.stdout.isatty() else []


def _verdict(code: int) -> str:
    return {0: "passed", NOTHING_COLLECTED: "nothing to run"}.get(code, "FAILED")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
