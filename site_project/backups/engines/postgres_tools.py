"""pg_dump, pg_restore and psql: found in the server's own version, and run with its words heard."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from ..refusals import Refused

# Where Debian keeps the versions that are installed side by side.
DEBIAN: Final = Path("/usr/lib/postgresql")
NEEDED: Final = ("pg_dump", "pg_restore", "psql")


def find_tools(version: int) -> Path:
    """The folder with the three programs of this major version; raises Refused without one.

    Not a newer one either: what it writes may hold settings that this server does not know.
    """
    found = {}
    for folder in _folders():
        if all((folder / name).is_file() for name in NEEDED):
            found[folder] = _version_of(folder / "pg_dump")
    for folder, its_version in found.items():
        if its_version == version:
            return folder
    there = ", ".join(f"{number} in {folder}" for folder, number in found.items()) or "none"
    raise Refused(
        f"pg_dump, pg_restore and psql of PostgreSQL {version} are needed, as the server is; "
        f"found: {there}. Install that version's client, or set PG_BIN to its folder."
    )


def _folders() -> list[Path]:
    if settings.PG_BIN:
        return [Path(settings.PG_BIN)]
    on_path = [Path(folder) for folder in os.get_exec_path()]
    return [*on_path, *sorted(DEBIAN.glob("*/bin"), reverse=True)]


def _version_of(program: Path) -> int | None:
    """The major version that it says; None from a program that does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"\) (\d+)", said.stdout)
    return int(number[1]) if number else None


@dataclass(frozen=True)
class Tools:
    """The programs in `folder`, for the database that `conninfo` and `password` lead to."""

    folder: Path
    conninfo: str
    password: str | None

    def run(self, program: str, *arguments: str, connects: bool = True) -> None:
        """Run it to its end; raises Refused with the first line of its complaint."""
        command = [str(self.folder / program), *arguments]
        environment = {**os.environ, "LC_ALL": "C"}
        if connects:
            command.append(f"--dbname={self.conninfo}")
            if self.password is not None:
                environment["PGPASSWORD"] = self.password
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            complaint = next(iter(done.stderr.splitlines()), f"exit code {done.returncode}")
            raise Refused(f"{complaint}. Nothing has changed.")
