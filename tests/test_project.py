"""The project as a whole: its settings, its scripts, its requirements, its databases."""

import json
import os
import re
import subprocess
import sys

import pytest
import wagtail
from django.core.management import call_command
from django.db import connection

from tests.files import ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "site_project.settings.production",
    "SECRET_KEY": "for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "LINK_KEY": "links-of-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "HEALTH_KEYS": "Zm9yLXRoaXMtdGVzdC1vbmx5LTAxMjM0NTY3ODlhYmM=",
    "ALLOWED_HOSTS": "practice.example",
    "SITE_URL": "https://practice.example",
    "MAIL_FROM": "desk@practice.example",
}
READ_SETTINGS = [
    "-c",
    "from django.conf import settings; print(settings.DEBUG, settings.ALLOW_DEMO_CONTENT)",
]


def run_python(arguments, environment):
    """Run this Python in the project with nothing but that environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def read_lock(name):
    return (ROOT / "requirements" / f"{name}.txt").read_text()


# --- Production settings -----------------------------------------------------------------


@pytest.mark.once
def test_production_starts_with_its_secrets(tmp_path):
    done = run_python(READ_SETTINGS, PRODUCTION | {"STATE_DIR": str(tmp_path)})
    assert (done.returncode, done.stdout) == (0, "False False\n"), done.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "LINK_KEY", "HEALTH_KEYS", "ALLOWED_HOSTS", "SITE_URL", "MAIL_FROM"]
)
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_production_does_not_start_without(name, value, tmp_path):
    environment = PRODUCTION | {"STATE_DIR": str(tmp_path), name: value}
    done = run_python(READ_SETTINGS, {k: v for k, v in environment.items() if v is not None})
    assert done.returncode == 1
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "too-short"),
        ("LINK_KEY", "too-short"),
        ("HEALTH_KEYS", "not-a-fernet-key"),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", "http://practice.example"),
        ("DATABASE_URL", "mysql://practice.example/practice"),
    ],
)
def test_production_does_not_start_with(name, value, tmp_path):
    done = run_python(READ_SETTINGS, PRODUCTION | {"STATE_DIR": str(tmp_path), name: value})
    assert done.returncode == 1
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.once
def test_production_passes_the_deployment_checks(tmp_path):
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = run_python(arguments, PRODUCTION | {"STATE_DIR": str(tmp_path)})
    assert (done.returncode, done.stdout + done.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.once
def test_production_does_not_pass_with_mails_that_are_only_printed(tmp_path):
    environment = {"MAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    done = run_python(
        ["manage.py", "check", "--deploy"],
        PRODUCTION | {"STATE_DIR": str(tmp_path)} | environment,
    )
    assert (done.returncode, "mail.E001" in done.stderr) == (1, True)


# --- manage.py and scripts ---------------------------------------------------------------


@pytest.mark.once
def test_manage_py_needs_no_environment(tmp_path):
    done = run_python(["manage.py", "check"], {"STATE_DIR": str(tmp_path)})
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


def test_python_sh_advises_in_three_lines_on_a_bare_machine():
    done = subprocess.run(
        ["/bin/sh", "scripts/python.sh"],
        cwd=ROOT,
        env={"PATH": "/nowhere", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:  # this machine has one where the script looks without PATH
        assert done.stdout.startswith(("/usr/local/", "/opt/homebrew/", "/Library/"))
    else:
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 3)


def test_python_sh_takes_the_python_it_is_given():
    done = subprocess.run(
        ["/bin/sh", "scripts/python.sh"],
        cwd=ROOT,
        env={"PATH": "/nowhere", "HOME": "/nowhere", "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{sys.executable}\n"


# --- Requirements ------------------------------------------------------------------------


def test_wagtail_is_the_version_that_was_asked_for():
    # Some packages, pinned below 8, would silently bring an older one.
    assert wagtail.VERSION[:2] >= (8, 0)


@pytest.mark.parametrize("name", ["base", "dev"])
def test_lock_has_hashes_and_no_address(name):
    lock = read_lock(name)
    packages = re.split(r"\n(?=\S)", lock.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"\S*(?://|--index|--find|--extra)\S*", lock) == []


def test_lock_of_the_html_validator_has_hashes_and_no_registry():
    lock = json.loads((ROOT / "tests/html/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert len(packages) > 1


def test_every_requirement_has_a_reason_and_is_locked():
    text = (ROOT / "requirements.txt").read_text()
    locked = read_lock("dev").lower()
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    named = {re.match(r"[\w-]+", line)[0].lower() for line in lines}
    assert [line for line in lines if "  # " not in line] == []
    assert [name for name in named if not re.search(rf"^{name}==", locked, re.MULTILINE)] == []


def test_base_lock_is_part_of_the_development_lock():
    base, dev = (
        {line for line in read_lock(name).splitlines() if "==" in line} for name in ("base", "dev")
    )
    assert base - dev == set()


# --- Databases ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.only_on("sqlite")
@pytest.mark.django_db
def test_sqlite_is_told_to_lose_nothing():
    def pragma(name):
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    full, seconds = 2, 20
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == full
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == seconds * 1000
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db
def test_postgresql_gives_up_on_a_slow_statement():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("20s",)


def test_make_lists_its_targets():
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    for target in ("run", "dev", "test", "check", "drill", "lock", "clean"):
        assert f"make {target} " in done.stdout
    assert os.environ.get("MAKELEVEL") is None or done.stderr == ""
