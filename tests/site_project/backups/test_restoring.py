"""A site comes back whole, elsewhere or in place of what is there; or nothing of it does."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from pyrage.x25519 import Identity

from bookings.models import BookingRequest, HealthAnswers, OutboxMessage
from home.jobs import job, last_success
from home.models import Job
from site_project.accounts.models import Session
from site_project.backups import media
from site_project.backups.refusals import Damaged, Refused
from site_project.backups.restoring import check, restore
from tests.factories.bookings import make_request, make_service
from tests.factories.people import make_user
from tests.site_project.backups.copies import (
    KEEPER,
    back_up,
    little_space,
    put_back,
    rewrite,
    upload,
    uploads,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.fixture
def site(own_database):
    """One request with health answers, one document."""
    upload("documents/leaflet.pdf")
    return make_request(name="Vera Visitor", health="Since the spring.")


def names():
    return sorted(BookingRequest.objects.values_list("name", flat=True))


# --- What comes back ---------------------------------------------------------------------


def test_site_comes_back_in_an_empty_place(site, folder, elsewhere):
    path, kept = back_up(folder), uploads()
    before = check(path, identities=[KEEPER]).rows

    with elsewhere():
        manifest = put_back(path).manifest

        assert HealthAnswers.objects.get().answers["notes"] == "Since the spring."
        assert uploads() == kept
        assert manifest.rows == before
        again = check(back_up(folder), identities=[KEEPER]).rows
        # The clean-up runs before anybody looks.
        assert again == before | {"home_job": 1}
        call_command("check", databases=["default"])
        assert Browser().get(BookingRequest.objects.get().service.url).status_code == 200


def test_what_is_there_gives_way_when_asked_to(site, folder):
    path, kept = back_up(folder), uploads()
    make_request(name="Late Visitor")
    upload("documents/later.pdf")
    media.storage.delete("documents/leaflet.pdf")
    upload("documents/leaflet.pdf", b"something else")

    put_back(path, replace=True)

    assert names() == ["Vera Visitor"]
    assert uploads() == kept


@pytest.mark.once
def test_restoring_twice_is_restoring_once(site, folder):
    path, kept = back_up(folder), uploads()

    put_back(path, replace=True)
    put_back(path, replace=True)

    assert (names(), uploads()) == (["Vera Visitor"], kept)


@pytest.mark.once
def test_mails_of_the_past_do_not_go_out_again(site, folder):
    waiting = OutboxMessage.objects.waiting().count()
    path = back_up(folder)

    assert put_back(path, replace=True).after.stopped == waiting > 0
    assert OutboxMessage.objects.waiting().count() == 0


@pytest.mark.once
def test_nobody_is_signed_in_afterwards(site, folder):
    browser = Browser()
    browser.force_login(make_user(is_superuser=True))
    assert browser.get("/admin/").status_code == 200
    path = back_up(folder)

    put_back(path, replace=True)

    assert Session.objects.count() == 0
    assert browser.get("/admin/").status_code == 302


@pytest.mark.once
def test_backup_knows_of_the_one_before_it(site, folder):
    with job("backup"):
        pass
    before = last_success("backup")
    with job("backup"):
        path = back_up(folder)

    put_back(path, replace=True)

    assert (last_success("backup"), Job.objects.get(name="backup").finished_at) == (before, None)


# --- What does not, and leaves all as it was ---------------------------------------------


def refuses(path, *, reason, **options):
    """That nothing is changed by what is refused, whatever is there."""
    make_request(name="Late Visitor")
    upload("documents/later.pdf")
    before = names(), uploads()
    with pytest.raises(Refused, match=reason):
        put_back(path, **{"replace": True} | options)
    assert (names(), uploads()) == before


def test_site_that_holds_anything_is_not_written_over(site, folder):
    refuses(back_up(folder), replace=False, reason=r"^The database here is not empty\. With --rep")


def test_uploads_alone_are_not_written_over(site, folder, elsewhere):
    path = back_up(folder)

    with elsewhere():
        upload("documents/other.pdf")
        with pytest.raises(Refused, match=r"^There are pictures or documents here"):
            put_back(path)
        assert list(uploads()) == ["documents/other.pdf"]
        assert connection.introspection.table_names() == []


@pytest.mark.once
@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.999])
def test_backup_that_was_cut_off_is_refused(site, folder, share):
    path = back_up(folder)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])

    with pytest.raises(Damaged):
        check(path, identities=[KEEPER])
    refuses(path, reason="^This file is damaged: ")


@pytest.mark.once
def test_backup_that_was_altered_is_refused(site, folder):
    path = back_up(folder)
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)

    refuses(path, reason=r"^This file is damaged: it was cut off or altered\. Use another")


@pytest.mark.once
def test_wrong_key_is_refused(site, folder):
    path = back_up(folder)

    with pytest.raises(Refused, match=r"^This secret key does not open the file"):
        restore(path, identities=[Identity.generate()], replace=True)
    assert names() == ["Vera Visitor"]


@pytest.mark.once
def test_file_that_is_not_there_is_refused(site, folder):
    refuses(folder / "none.age", reason=r"none\.age cannot be read: No such file or directory\.")


def test_backup_of_the_other_database_is_refused(site, folder, tmp_path):
    path = rewrite(back_up(folder), tmp_path, lambda said: {"engine": "another"})

    refuses(path, reason="^This backup is of another, and the database here is ")


@pytest.mark.once
def test_backup_of_a_newer_site_is_refused(site, folder, tmp_path):
    path = rewrite(
        back_up(folder),
        tmp_path,
        lambda said: {"migrations": [*said["migrations"], "home.9999_later"]},
    )

    refuses(path, reason=r"newer version of the site \(home\.9999_later is unknown here\)")


@pytest.mark.once
def test_backup_in_a_later_format_is_refused(site, folder, tmp_path):
    path = rewrite(back_up(folder), tmp_path, lambda said: {"format": 2})

    refuses(path, reason=r"^This backup has format 2, and this version of the site reads 1")


@pytest.mark.only_on("postgresql")
def test_backup_of_a_newer_server_is_refused(site, folder, tmp_path):
    path = rewrite(back_up(folder), tmp_path, lambda said: {"engine_version": 99})

    refuses(path, reason="^This backup is of PostgreSQL 99, and the database here is ")


def test_backup_that_lacks_rows_is_refused(site, folder, tmp_path):
    path = rewrite(
        back_up(folder),
        tmp_path,
        lambda said: {"rows": said["rows"] | {"bookings_bookingrequest": 2}},
    )
    # So that there is something to store, and to take away again.
    media.storage.delete("documents/leaflet.pdf")

    refuses(path, reason="rows")


@pytest.mark.once
def test_backup_that_lacks_a_file_is_refused(site, folder, tmp_path):
    path = rewrite(back_up(folder), tmp_path, lambda said: {"files": said["files"][:-1]})

    refuses(path, reason="^This file is damaged: its files are not those of its manifest")


@pytest.mark.once
def test_site_without_the_key_of_health_answers_is_refused(site, folder, settings):
    path = back_up(folder)
    settings.HEALTH_KEYS = ["YW5vdGhlci1rZXktMDEyMzQ1Njc4OWFiY2RlZmdoaTA="]

    refuses(path, reason="^HEALTH_KEYS lacks a key of the site that was backed up")

    put_back(path, replace=True, needs_health_keys=False)
    assert names() == ["Vera Visitor"]


def test_site_in_use_is_refused(site, folder):
    path = back_up(folder)
    other = connection.copy()
    try:
        other.ensure_connection()
        refuses(path, reason=r"^The database is in use.* Stop the site and its workers, then rest")
    finally:
        other.close()


def test_full_disk_is_refused(site, folder):
    path = back_up(folder)

    with little_space(100_000), pytest.raises(Refused, match=r"^There is no space left in"):
        put_back(path, replace=True)

    assert names() == ["Vera Visitor"]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("content", [b"no database", b""], ids=["garbage", "nothing"])
def test_database_beyond_reading_gives_way(site, folder, databases, content):
    path = back_up(folder)
    connection.close()
    Path(databases.config["NAME"]).write_bytes(content)

    put_back(path, replace=True)

    assert names() == ["Vera Visitor"]


@pytest.mark.once
def test_older_site_is_brought_up_to_date(folder, tmp_path):
    make_service()
    call_command("migrate", "home", "0002", verbosity=0)
    path = back_up(folder)

    put_back(path, replace=True)

    call_command("migrate", check_unapplied=True, verbosity=0)
    assert Job.objects.filter(name="tick").count() == 0
