"""The banner on the admin's home page while something that runs by itself does not."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from home.jobs import beat, job
from site_project.roles import EDITOR, OWNER, RECEPTION
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

SILENT = "The worker does not run"
NO_BACKUP = "The last backup failed, or is older than it should be."
NOT_DELETED = "What is no longer needed of clients was not deleted."


def home(client, role):
    client.force_login(make_user(role=role))
    return client.get("/admin/").text


def test_nothing_is_said_while_all_runs(client, settings):
    settings.BACKUP_HOURS = 26
    beat("tick")
    with job("backup"):
        pass
    page = home(client, OWNER)
    assert [words for words in (SILENT, NO_BACKUP, NOT_DELETED) if words in page] == []


@pytest.mark.parametrize(("role", "is_told"), [(OWNER, True), (RECEPTION, True), (EDITOR, False)])
def test_silent_worker_is_told_to_who_answers_clients(client, role, is_told):
    beat("tick")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=20)):
        assert (SILENT in home(client, role)) == is_told


def test_failed_clean_up_and_missing_backup_are_told(client, settings):
    settings.BACKUP_HOURS = 26
    beat("tick")
    with pytest.raises(ValueError, match="for the test"), job("retention"):
        raise ValueError("for the test")
    page = home(client, OWNER)
    assert [words for words in (SILENT, NO_BACKUP, NOT_DELETED) if words in page] == [
        NO_BACKUP,
        NOT_DELETED,
    ]


def test_trial_needs_no_backup(client, settings):
    settings.BACKUP_HOURS = 0
    beat("tick")
    assert NO_BACKUP not in home(client, OWNER)
