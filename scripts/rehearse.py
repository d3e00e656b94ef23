"""An upgrade, rehearsed: `make rehearse FROM=<revision>` before it is done for real.

In a folder of its own the code of that revision makes a site with the demonstration, or takes the
copy that DATABASE_URL and STATE_DIR name (a backup, restored elsewhere: never the site's own).
Then this code's migrations run, and three things must hold: no table has lost a row, the doctor
finds nothing wrong with what is stored, and the old code still serves its pages from the new
database, as it does for the minute in which both run (docs/deploy.md). Nothing else is touched.
"""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "site_project.settings.local"
# What a revision may rightly end or delete; their rows are counted, but may be fewer.
MAY_SHRINK = {"django_session", "auth_permission", "auth_group_permissions"}

COUNT = """
import json, django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    counts = {}
    for name in sorted(connection.introspection.table_names(cursor)):
        if "fts" not in name:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()[0]
print(json.dumps(counts))
"""
VISIT = """
import django
django.setup()
from django.test import Client
from wagtail.models import Page
client = Client(headers={"host": "localhost"})
paths = [page.url for page in Page.objects.live().filter(depth__gt=1)]
failed = [path for path in paths if path and client.get(path).status_code >= 400]
client.get("/admin/login/")
print(len(paths))
raise SystemExit(f"Not served: {failed}" if failed else 0)
"""
DOCTOR = """
import django
django.setup()
from site_project.operations.doctor import CHECKS, examine
found = examine({name: CHECKS[name] for name in ("database", "migrations", "diary", "uploads")})
ill = [f"{name}: {line.words}" for name, lines in found.items() for line in lines if line.is_wrong]
raise SystemExit(chr(10).join(ill) or 0)
"""


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("revision", help="the code that the site runs now: a tag or a commit")
    revision = parser.parse_args(arguments).revision
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder, "old")
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS}
        is_copy = "DATABASE_URL" in environment or "STATE_DIR" in environment
        environment.setdefault("STATE_DIR", str(Path(folder, "state")))
        say(f"Checking {revision} out, and installing what it needs")
        run(["git", "worktree", "add", "--quiet", "--detach", str(old), revision], ROOT)
        try:
            rehearse(old, environment, is_copy=is_copy)
        finally:
            run(["git", "worktree", "remove", "--force", str(old)], ROOT)
    say("It went well.")
    return 0


def rehearse(old: Path, environment: dict[str, str], *, is_copy: bool) -> None:
    """Upgrade from the code in `old`; exits with a sentence where something does not hold."""
    run(["sh", "scripts/venv.sh", "base"], old)
    before = python(old, environment)
    now = python(ROOT, environment)
    if not is_copy:
        say("Making a site with it")
        before("manage.py", "migrate", "--verbosity", "0")
        before("manage.py", "load_demo", "--verbosity", "0")
    counted = json.loads(before("-c", COUNT))
    say(f"{sum(counted.values())} rows in {len(counted)} tables; running the new migrations")
    print(now("manage.py", "migrate", "--verbosity", "1").strip())
    after = json.loads(now("-c", COUNT))
    lost = {
        name: (rows, after.get(name))
        for name, rows in counted.items()
        if name not in MAY_SHRINK and (after.get(name) or 0) < rows
    }
    if lost:
        raise SystemExit(f"Rows were lost (before, after): {lost}")
    now("-c", DOCTOR)
    say("No row was lost, and the doctor is content")
    for whose, code in {"Old": before, "New": now}.items():
        code("manage.py", "collectstatic", "--clear", "--no-input", "--verbosity", "0")
        say(f"{whose} code on the new database serves {code('-c', VISIT).strip()} pages")


def python(folder: Path, environment: dict[str, str]):
    """A function that runs the Python of the checkout in `folder` and gives what it printed."""

    def run_it(*arguments: str) -> str:
        return run([str(folder / ".venv/bin/python"), *arguments], folder, environment)

    return run_it


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nFailed: {command[:3]}")
    return done.stdout


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
