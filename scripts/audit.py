"""Known holes in what the site installs: `python -m scripts.audit`, a part of `make check`.

Asks the package index by way of pip-audit, about the locks with their hashes. Where nobody can be
asked it says so and is content: a check that needs a network would stop work on a train. A hole
that is accepted for a while is a line in requirements/accepted.txt: its id, the day on which it
is to be looked at again, and the reason.
"""

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("base", "machines", "dev")
ACCEPTED = ROOT / "requirements" / "accepted.txt"
PATIENCE_SECONDS = 300


def main() -> int:
    report = ask()
    asked = [package for package in report if "skip_reason" not in package]
    if not asked:
        print("Not audited: nobody could be asked for known holes.")
        return 0
    found = holes(asked, accepted_on(dt.date.today(), ACCEPTED.read_text()))  # noqa: DTZ011
    print("\n".join(found) or f"Audited {len(asked)} of {len(report)} packages: no known holes.")
    return 1 if found else 0


def holes(packages: list[dict], accepted: set[str]) -> list[str]:
    """A line for each known hole of `packages` (as pip-audit reports them) that is not accepted."""
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in "
        f"{', '.join(hole['fix_versions']) or 'no version yet'}"
        for package in packages
        for hole in package["vulns"]
        if not accepted & {hole["id"], *hole.get("aliases", [])}
    ]


def ask() -> list[dict]:
    """What pip-audit says of each package of the locks; nothing where it found nobody to ask."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "audit.json")
        locks = [part for name in LOCKS for part in ("-r", f"requirements/{name}.txt")]
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", *locks]
        try:
            subprocess.run(
                [*command, "--format", "json", "--output", answer, "--progress-spinner", "off"],
                cwd=ROOT,
                capture_output=True,
                check=False,
                timeout=PATIENCE_SECONDS,
            )
            return json.loads(answer.read_text())["dependencies"]
        except (subprocess.TimeoutExpired, FileNotFoundError):
            return []


def accepted_on(day: dt.date, text: str) -> set[str]:
    """The ids in `text` (lines “id day reason”, # for comments) whose day has not come."""
    rows = [line.split(maxsplit=2) for line in text.splitlines() if line and line[0] != "#"]
    return {name for name, until, _reason in rows if day < dt.date.fromisoformat(until)}


if __name__ == "__main__":
    sys.exit(main())
