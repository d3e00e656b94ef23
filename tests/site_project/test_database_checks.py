"""Each setting of the database that the diary relies on, switched off and heard of."""

from contextlib import contextmanager

import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, connections

from site_project.database_checks import refuse_wrong_database
from site_project.settings.databases import database

pytestmark = pytest.mark.usefixtures("own_database")


def errors():
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [error.id for error in found if error.id.startswith("site_project.")]


@contextmanager
def options(**changes):
    """The default connection anew, with other OPTIONS."""
    config, before = connections.settings["default"], connections["default"]
    own = config["OPTIONS"]
    before.close()
    config["OPTIONS"] = own | changes
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        config["OPTIONS"] = own
        connections["default"] = before


def test_database_of_the_product_is_set_right():
    assert errors() == []
    refuse_wrong_database()


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("mode", ["DEFERRED", None])
def test_transactions_that_do_not_take_the_write_lock_are_heard_of(mode):
    with options(transaction_mode=mode):
        assert errors() == ["site_project.E002"]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("pragma", "hint"),
    [
        ("journal_mode=DELETE", "journal_mode=WAL"),
        ("synchronous=NORMAL", "synchronous=FULL"),
        ("synchronous=OFF", "synchronous=FULL"),
        ("foreign_keys=OFF", "foreign_keys=ON"),
    ],
)
def test_pragma_that_loses_something_is_heard_of(pragma, hint):
    right = database("sqlite:///unused.sqlite3")["OPTIONS"]["init_command"]
    with options(init_command=f"{right} PRAGMA {pragma};"):
        found = run_checks(tags=[Tags.database], databases=["default"])

    assert [error.id for error in found] == ["site_project.E003"]
    assert f'Add "PRAGMA {hint};" to the "init_command"' in found[0].msg


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(("seconds", "found"), [(5, ["site_project.E007"]), (20, [])])
def test_short_patience_is_heard_of(seconds, found):
    with options(timeout=seconds):
        assert errors() == found


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(
    ("setting", "error"),
    [
        ("default_transaction_isolation=serializable", "site_project.E004"),
        ("synchronous_commit=off", "site_project.E008"),
        ("statement_timeout=0", "site_project.E009"),
    ],
)
def test_setting_that_loses_something_is_heard_of(setting, error):
    right = database("postgres:///unused")["OPTIONS"]["options"]
    with options(options=f"{right} -c {setting}"):
        assert errors() == [error]


@pytest.mark.only_on("postgresql")
def test_missing_exclusion_constraint_is_heard_of():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bookings_appointment DROP CONSTRAINT appointment_no_overlap")
        assert errors() == ["site_project.E006"]
        cursor.execute("DROP EXTENSION btree_gist")
        assert errors() == ["site_project.E005", "site_project.E006"]


@pytest.mark.only_on("postgresql")
def test_database_before_its_first_migration_is_let_through():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bookings_appointment CASCADE")

    assert errors() == []


def spoil():
    """Something that both engines hear of."""
    if connection.vendor == "sqlite":
        return options(transaction_mode="DEFERRED")
    return options(options="-c default_transaction_isolation=serializable")


def test_server_does_not_start_on_a_wrong_database():
    with spoil(), pytest.raises(ImproperlyConfigured, match=r"site_project\.E00[24]"):
        refuse_wrong_database()


def test_worker_does_not_start_on_a_wrong_database():
    with spoil(), pytest.raises(SystemCheckError, match=r"site_project\.E00[24]"):
        call_command("worker", skip_checks=False)
