"""The three commands, as an operator types them."""

import re

import pytest
from django.core.management import CommandError, call_command

from bookings.models import BookingRequest
from home.models import Job
from tests.factories.bookings import make_request

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_database"),
]


@pytest.fixture
def key(tmp_path, settings, capsys):
    """A pair of keys: the secret half in the file, the public one in the settings."""
    path = tmp_path / "key"
    call_command("backup_key", path)
    name, _, public = capsys.readouterr().out.strip().partition("=")
    assert name == "BACKUP_RECIPIENT"
    settings.BACKUP_RECIPIENT = [public]
    return path


def test_backup_and_back(key, folder, capsys):
    make_request(name="Vera Visitor")
    call_command("backup", folder)
    (path,) = folder.iterdir()
    made = capsys.readouterr().out
    BookingRequest.objects.all().delete()

    call_command("backup", check=path, identity=key)
    looked_at = capsys.readouterr().out
    call_command("restore", path, identity=key, replace=True)
    restored = capsys.readouterr().out

    said = r"\d+ tables, \d+ rows, \d+ pictures and documents, [\d.]+ seconds\.\n"
    size = r"[\d.]+\xa0KB"
    assert re.fullmatch(rf"{re.escape(str(path))}: {size}, {said}", made)
    assert re.fullmatch(rf"{re.escape(str(path))} is whole: \w+, \S+, {said}", looked_at)
    assert re.match(rf"Restored what was here at \S+: {said}Mails stopped: \d+\. ", restored)
    assert BookingRequest.objects.get().name == "Vera Visitor"


def test_backup_says_that_it_was_made(key, folder):
    call_command("backup", folder)

    done = Job.objects.get(name="backup")
    assert (done.error, done.succeeded_at) == ("", done.started_at)


def test_backup_says_that_it_failed(key, folder, settings):
    settings.BACKUP_RECIPIENT = []

    with pytest.raises(CommandError, match=r"^BACKUP_RECIPIENT is not set\. Make a pair of keys"):
        call_command("backup", folder)

    done = Job.objects.get(name="backup")
    assert (done.error, done.succeeded_at) == ("Refused", None)


def test_check_needs_the_secret_key(folder):
    with pytest.raises(CommandError, match=r"^--check needs the secret key"):
        call_command("backup", check=folder / "any.age")


def test_restore_says_why_not(key, folder):
    with pytest.raises(CommandError, match=r"^The database here is not empty\. With --replace"):
        call_command("restore", folder / "any.age", identity=key)


def test_key_is_not_written_over(key):
    before = key.read_text()

    with pytest.raises(CommandError, match=f"^{re.escape(str(key))} exists, and may be the key"):
        call_command("backup_key", key)

    assert key.read_text() == before
