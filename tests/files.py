"""The project's own files, as the tests about the project see them."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("site_project", "bookings", "blog", "services", "home")
# What .gitignore names, and git's own folder. Not asked of git: an export has none.
IGNORED = {".git", ".venv", ".cache", "var", "__pycache__"} | {
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
}


def project_files(*folders: str, ending: str = "") -> list[Path]:
    """Files below the named folders (the whole project by default) with that ending, sorted."""
    starts = [ROOT / folder for folder in folders] or [ROOT]
    return sorted(file for start in starts for file in _walk(start) if file.name.endswith(ending))


def _walk(start: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(start):
        folders[:] = [name for name in folders if name not in IGNORED]
        yield from (Path(folder, name) for name in names)


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()
