import shutil

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from site_project.operations import migrations, probes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothingknown_as_migrated_yet():
    migrations.known_as_migrated.clear()
    yield
    migrations.known_as_migrated.clear()


def test_living_process_says_so_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/-/live")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_ready_site_asks_once_for_migrations_and_then_for_a_sign_of_life(
    client, django_assert_num_queries
):
    assert (client.get("/-/ready").status_code, client.get("/-/ready").text) == (200, "ok\n")
    with django_assert_num_queries(1):
        client.get("/-/ready")


def test_database_older_than_the_code_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="home").latest("name").delete()
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.text) == (503, "missing: migrations\n")


def test_database_newer_than_the_code_is_ready(client):
    MigrationRecorder(connection).record_applied("home", "9999_of_tomorrow")
    assert client.get("/-/ready").status_code == 200


def test_process_whose_database_does_not_answer_lives_and_is_not_ready(client):
    def silent(execute, *rest):
        raise OperationalError("connection refused, for user frida at 10.1.2.3")

    with connection.execute_wrapper(silent):
        live, ready = client.get("/-/live"), client.get("/-/ready")

    assert (live.text, ready.status_code, ready.text) == ("ok\n", 503, "missing: database\n")


def test_full_disk_is_not_ready(client, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1))
    answer = client.get("/-/ready")
    assert (answer.status_code, answer.text) == (503, "missing: disk\n")


@pytest.mark.parametrize("address", [probes.LIVE, probes.READY])
def test_probe_by_another_host_in_clear_gets_no_redirect_and_no_cookie(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^-/(?:live|ready)$"]
    answer = client.get(address, headers={"host": "10.1.2.3:8000"})
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_probe_is_only_read(client, method):
    assert getattr(client, method)("/-/ready").status_code == 405
