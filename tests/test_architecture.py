"""Rules of the house that no tool checks. The import contracts are in pyproject.toml."""

import ast
import re

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.files import APPS, IGNORED, ROOT, project_files, shown

pytestmark = pytest.mark.once

MODULE_LINES = 250
HOOK_LINES = 100
TEST_LINES = 400
TEMPLATE_LINES = 80
# Spelt so that this file does not match.
FORBIDDEN = {
    "a registry's host": r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org",
    "a path of one machine": r"(?<![\w.}])/(?:[r]oot|[U]sers|[w]ork)/\w",
}


def guide_lines(name: str) -> int:
    if name.startswith("tests/"):
        return TEST_LINES
    if name.endswith(".html"):
        return TEMPLATE_LINES
    return HOOK_LINES if name.endswith("wagtail_hooks.py") else MODULE_LINES


def test_no_file_is_asking_to_be_two():
    files = project_files(*APPS, "tests", ending=".py") + project_files("templates")
    sizes = {
        shown(file): len(file.read_text().splitlines())
        for file in files
        if file.parent.name != "migrations"
    }
    assert {name: size for name, size in sizes.items() if size > guide_lines(name)} == {}


def test_wagtail_modeladmin_is_imported_by_one_module():
    importers = {
        shown(file)
        for file in project_files(*APPS, ending=".py")
        if any(name.startswith("wagtail_modeladmin") for name in imported_names(file.read_text()))
    }
    assert importers <= {"bookings/staff/lists.py"}


def imported_names(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


@pytest.mark.parametrize("name", ["services", "blog", "home"])
def test_the_rooms_below_do_not_name_bookings(name):
    naming = [
        shown(file)
        for file in project_files(name, ending=".py")
        if re.search(r"\bbookings\b", file.read_text())
    ]
    assert naming == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    found = []
    for file in project_files():
        if file.suffix in {".png", ".jpg", ".webp", ".avif", ".woff2", ".ico", ".mo", ".docx"}:
            continue
        match = re.search(FORBIDDEN[what], file.read_text(), re.IGNORECASE)
        if match:
            found.append(f"{shown(file)}: {match[0]}")
    assert found == []


def test_migrations_have_names_of_their_own():
    loader = MigrationLoader(None)
    made_up = [
        f"{label}.{name}"
        for (label, name), migration in loader.disk_migrations.items()
        if label in APPS and not migration.initial and name[5:] == migration.suggest_name()
    ]
    assert made_up == []


def test_every_test_folder_is_a_package():
    folders = {file.parent for file in project_files("tests", ending=".py")}
    assert [shown(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_top_level_is_what_the_readme_shows():
    readme = (ROOT / "README.md").read_text()
    folders = [file.name for file in ROOT.iterdir() if file.is_dir() and file.name[0] != "."]
    assert [name for name in folders if name not in IGNORED and f"`{name}/`" not in readme] == []
