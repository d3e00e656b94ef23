"""The site is lost: last night's backup, made while people asked for times, brings it back.

Row 12 of docs/security.md. Everything is done by the commands of docs/recovery.md.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from bookings.models import BookingRequest, HealthAnswers, OutboxMessage
from tests.bookings.worker import wait_until
from tests.drill.serving import Server, environment
from tests.drill.visitors import Visitor, address_of
from tests.files import ROOT
from tests.postgres_client import client_folder

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

CANARY = "canary-notes-4711"
AT_ONCE = 4
BEFORE = 20
# More than can ask while a backup is made.
MOST = 500
PICTURE = "media/original_images/neck.webp"


def manage(env: Mapping[str, str], *arguments: str | Path) -> str:
    """What the command prints; fails with what it complains of."""
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def people_asking(server: Server, service, answers) -> Iterator[dict[str, str]]:
    """The confirmation pages of those who were told so, by mail address; more all the time."""
    acknowledged: dict[str, str] = {}
    open_doors = True
    visitors = [
        Visitor(number, server=server, service=service, answers=answers) for number in range(MOST)
    ]

    def ask(some: list[Visitor]) -> None:
        for visitor in some:
            if not open_doors:
                return
            visitor.check_patiently()
            acknowledged[visitor.email] = address_of(visitor.insist())

    with ThreadPoolExecutor(AT_ONCE) as threads:
        asking = [threads.submit(ask, visitors[first::AT_ONCE]) for first in range(AT_ONCE)]
        try:
            yield acknowledged
        finally:
            open_doors = False
    for one in asking:
        one.result()


def test_site_is_back_elsewhere_with_the_newest_request(
    tmp_path, databases, static, service, answers, figures
):
    here, there, key = tmp_path / "here", tmp_path / "there", tmp_path / "key"
    (here / PICTURE).parent.mkdir(parents=True)
    (here / PICTURE).write_bytes(b"RIFF of a neck")
    there.mkdir()
    tools = {"PG_BIN": client_folder()}
    env = environment(here, static=static, **tools)
    env["BACKUP_RECIPIENT"] = manage(env, "backup_key", key).strip().partition("=")[2]

    with (
        Server(env) as server,
        people_asking(server, service, answers | {"notes": CANARY}) as acknowledged,
    ):
        wait_until(lambda: len(acknowledged) >= BEFORE)
        sure = dict(acknowledged)
        began = time.monotonic()
        manage(env, "backup")
        backing_up = time.monotonic() - began
        meanwhile = len(acknowledged) - len(sure)
        wait_until(lambda: len(acknowledged) > len(sure) + meanwhile)
    (backup,) = (here / "backups").glob("practice-*")
    content = backup.read_bytes()
    manage(env, "backup", "--check", backup, "--identity", key)

    with databases.empty():
        env = environment(there, static=static, **tools)
        began = time.monotonic()
        manage(env, "restore", backup, "--identity", key)
        restoring = time.monotonic() - began

        kept = {f"/requested/{request.public_id}/" for request in BookingRequest.objects.all()}
        health = [row.answers["notes"] for row in HealthAnswers.objects.all()]
        lost = [email for email, page in sure.items() if page not in kept]
        figures.append(
            f"{connection.vendor}: {len(acknowledged)} requests acknowledged, {len(sure)} before "
            f"the backup, {len(kept)} in it, LOST {len(lost)}; {len(content)} bytes; command of "
            f"backup {backing_up:.1f} s, of restore {restoring:.1f} s"
        )
        assert (lost, len(kept) < len(acknowledged)) == ([], True)
        assert health == [CANARY] * len(kept)
        assert OutboxMessage.objects.waiting().count() == 0
        manage(env, "check_diary")
        manage(env, "check", "--database", "default")
        with Server(env) as server:
            assert server.ask(service.url).status == 200
            assert server.ask(acknowledged_page(sure)).status == 200
            assert server.ask(f"/{PICTURE}").text == "RIFF of a neck"
    assert CANARY.encode() not in content


def acknowledged_page(acknowledged: Mapping[str, str]) -> str:
    """That of the last who was told that her request is there."""
    return list(acknowledged.values())[-1]
