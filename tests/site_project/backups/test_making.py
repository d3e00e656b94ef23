"""What a backup is: one file, whole or not there, which says nothing without the key."""

import fcntl
import re
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection

from site_project.backups.archive import DATABASE, MEDIA
from site_project.backups.refusals import Refused
from site_project.backups.restoring import check
from tests.factories.bookings import make_request
from tests.site_project.backups.copies import KEEPER, back_up, little_space, upload, uploads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

PAGE = 4096
CANARY = "canary-notes-4711"


def content(folder):
    return sorted(path.name for path in folder.iterdir())


def test_backup_has_every_row_and_file(folder):
    make_request(name="Vera Visitor")
    upload("documents/leaflet.pdf")
    upload("original_images/neck.webp")

    manifest = check(back_up(folder), identities=[KEEPER])

    assert [entry.name for entry in manifest.files] == [
        DATABASE,
        *(MEDIA + name for name in uploads()),
    ]
    assert uploads().keys() >= {"documents/leaflet.pdf", "original_images/neck.webp"}
    assert manifest.rows["bookings_bookingrequest"] == 1
    assert manifest.rows["django_migrations"] == len(manifest.migrations)


def test_backup_says_nothing_without_the_key(folder, settings):
    make_request(name=CANARY, health=CANARY)
    upload(f"documents/{CANARY}.txt", CANARY.encode())

    sealed = back_up(folder).read_bytes()

    assert CANARY.encode() not in sealed
    assert [line for line in (b"SQLite format", b"PGDMP", b"bookings_") if line in sealed] == []
    assert content(settings.STATE_DIR) == ["backup.lock"]


@pytest.mark.once
def test_backup_is_for_its_owner_only(folder):
    path = back_up(folder)

    assert re.fullmatch(r"practice-\d{8}T\d{12}Z\.tar\.gz\.age", path.name)
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.once
def test_newest_are_kept_and_other_files_left_alone(folder):
    folder.mkdir()
    (folder / "practice-notes.txt").touch()

    paths = [back_up(folder, keep=2) for _ in range(3)]

    assert content(folder) == sorted([paths[1].name, paths[2].name, "practice-notes.txt"])


@pytest.mark.once
def test_last_backup_is_kept_whatever_is_asked(folder):
    path = back_up(folder, keep=0)

    assert content(folder) == [path.name]


@pytest.mark.once
def test_what_a_killed_backup_left_is_deleted(folder, settings):
    left = settings.STATE_DIR / "backup-in-plain-x"
    left.mkdir(parents=True)
    (left / "database").touch()
    folder.mkdir()
    (folder / "practice-20261101T020000Z.tar.gz.draft").touch()

    path = back_up(folder)

    assert (content(settings.STATE_DIR), content(folder)) == (["backup.lock"], [path.name])


@pytest.mark.once
def test_two_at_a_time_are_refused(folder, settings):
    back_up(folder)
    with (settings.STATE_DIR / "backup.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(Refused, match=r"^Another backup or restore is under way"):
            back_up(folder)

    assert len(content(folder)) == 1


@pytest.mark.parametrize("size", [1000, 300_000])
def test_full_disk_is_said_in_words_and_leaves_nothing(folder, settings, size):
    make_request()
    upload("documents/big.pdf", bytes(range(256)) * 8000)
    path = back_up(folder)

    with little_space(size), pytest.raises(Refused):
        back_up(folder)

    assert (content(settings.STATE_DIR), content(folder)) == (["backup.lock"], [path.name])


@pytest.mark.only_on("sqlite")
def test_full_disk_is_named(folder, settings):
    with (
        little_space(100_000),  # more than the log that connecting makes
        pytest.raises(Refused, match=f"^There is no space left in {settings.STATE_DIR}"),
    ):
        back_up(folder)


@pytest.mark.once
def test_file_that_was_deleted_meanwhile_is_left_out(folder, settings, monkeypatch):
    upload("documents/leaflet.pdf")
    monkeypatch.setattr(type(storages["default"]), "listdir", lambda self, path: ([], ["gone.pdf"]))

    manifest = check(back_up(folder), identities=[KEEPER])

    assert [entry.name for entry in manifest.files] == [DATABASE]


@pytest.mark.only_on("sqlite")
def test_damaged_database_is_no_backup(folder, databases):
    make_request()
    connection.close()
    with Path(databases.config["NAME"]).open("r+b") as file:
        file.seek(20 * PAGE)
        file.write(b"\xff" * 40 * PAGE)

    with pytest.raises(Refused, match="damaged"):
        back_up(folder)

    assert content(folder) == []
