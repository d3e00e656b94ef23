"""The programs of PostgreSQL are those of the server's own version, or none."""

import pytest

from site_project.backups.engines import postgres_tools
from site_project.backups.engines.postgres_tools import NEEDED, Tools, find_tools
from site_project.backups.refusals import Refused

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def nothing_installed(settings, monkeypatch, tmp_path):
    settings.PG_BIN = ""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres_tools, "DEBIAN", tmp_path / "debian")


@pytest.fixture
def install(tmp_path):
    """Programs that say their version, in a folder."""

    def install(version, place):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        for name in NEEDED:
            (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
            (folder / name).chmod(0o755)
        return folder

    return install


def test_those_of_the_server_s_version_are_taken_from_path(install, monkeypatch):
    folders = [install("15.18", "old"), install("18.6 (Debian 18.6-1)", "new")]
    monkeypatch.setenv("PATH", ":".join(map(str, folders)))

    assert [find_tools(15), find_tools(18)] == folders


def test_those_that_debian_keeps_apart_are_found(install):
    folder = install("17.2", "debian/17/bin")

    assert find_tools(17) == folder


def test_folder_that_was_set_is_the_only_one(install, settings):
    install("17.2", "debian/17/bin")
    settings.PG_BIN = str(install("18.6", "set"))

    with pytest.raises(Refused, match=rf"of PostgreSQL 17 .* found: 18 in {settings.PG_BIN}\. "):
        find_tools(17)


def test_without_any_it_says_what_to_install():
    with pytest.raises(Refused, match=r"found: none\. Install that version's client, or set PG_B"):
        find_tools(18)


def test_program_that_fails_is_heard(tmp_path):
    (tmp_path / "psql").write_text("#!/bin/sh\necho 'psql: error: no such role' >&2\nexit 2\n")
    (tmp_path / "psql").chmod(0o755)

    with pytest.raises(Refused, match=r"^psql: error: no such role\. Nothing has changed\.$"):
        Tools(tmp_path, "dbname=practice", None).run("psql")


def test_password_is_in_no_argument(tmp_path):
    heard = tmp_path / "heard"
    program = tmp_path / "psql"
    program.write_text(f'#!/bin/sh\necho "$@" "in secret: $PGPASSWORD" > {heard}\n')
    program.chmod(0o755)

    Tools(tmp_path, "dbname=practice", "wonder").run("psql", "--quiet")

    assert heard.read_text() == "--quiet --dbname=dbname=practice in secret: wonder\n"
