"""What another machine on the same PostgreSQL changes is heard of; a deaf process keeps nothing."""

import time
from contextlib import closing

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.page_cache import listening, stamps
from home.page_cache.listening import CHANNEL, NOTIFY
from home.page_cache.stamps import Stamp
from tests.bookings.worker import database_url, wait_until

on_postgresql = pytest.mark.only_on("postgresql")
pytestmark = pytest.mark.usefixtures("own_database", "page_cache")


@pytest.fixture
def listener():
    """The only one of this process, and sure."""
    listener = listening.start()
    wait_until(listener.is_sure)
    yield listener
    listener.stop()
    stamps.keep_only_while(lambda: True)


@pytest.fixture
def elsewhere():
    """A session of another machine, where nothing is known of this one's stamps."""
    with closing(psycopg.connect(database_url(), autocommit=True)) as session:
        yield session


def heard(session, seconds=0.5):
    return [word.payload for word in session.notifies(timeout=seconds)]


def cut_off(session, last_words):
    """The connection of the listener that said so last."""
    found = session.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE %s",
        [f"%{last_words}%"],
    ).fetchall()
    assert found == [(True,)]


@on_postgresql
def test_word_of_another_machine_changes_that_stamp(listener, elsewhere):
    pages, diary, people = stamps.read(*Stamp)

    elsewhere.execute(NOTIFY, [CHANNEL, "DIARY"])
    wait_until(lambda: stamps.read(Stamp.DIARY) != (diary,))

    assert stamps.read(Stamp.PAGES, Stamp.PEOPLE) == (pages, people)


@on_postgresql
def test_what_nobody_knows_changes_nothing(listener, elsewhere):
    before = stamps.read(*Stamp)

    elsewhere.execute(NOTIFY, [CHANNEL, "another's echo"])
    time.sleep(0.3)

    assert (stamps.read(*Stamp), listener.is_sure()) == (before, True)


@on_postgresql
def test_change_is_told_once_when_it_is_committed_and_is_no_query_of_django(elsewhere):
    elsewhere.execute(f"LISTEN {CHANNEL}")

    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        Page.objects.update(title="Another")
        Page.objects.update(title="And another")
        before = heard(elsewhere)

    assert (before, heard(elsewhere), len(asked)) == ([], ["PAGES"], 2)


@on_postgresql
def test_change_that_is_rolled_back_is_not_told(elsewhere):
    elsewhere.execute(f"LISTEN {CHANNEL}")

    with transaction.atomic():
        with transaction.atomic():
            Page.objects.update(title="Given up")
            transaction.set_rollback(True)
        connection.cursor().execute("DELETE FROM bookings_appointment")

    assert heard(elsewhere) == ["DIARY"]


@on_postgresql
def test_connection_that_breaks_in_telling_is_an_error_as_any_other(elsewhere):
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    elsewhere.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    with pytest.raises(DatabaseError):
        listening.tell(connection, Stamp.PAGES)


@on_postgresql
@pytest.mark.parametrize("last_words", [f"LISTEN {CHANNEL}", f"pg_notify('{CHANNEL}'"])
def test_cut_off_process_keeps_nothing_until_it_hears_again(listener, elsewhere, last_words):
    before = stamps.read(*Stamp)

    cut_off(elsewhere, last_words)
    wait_until(lambda: stamps.read(*Stamp) is None, patience=listening.SURE_SECONDS)
    elsewhere.execute(NOTIFY, [CHANNEL, "PAGES"])  # to nobody's ears
    wait_until(listener.is_sure)

    assert all(old != new for old, new in zip(before, stamps.read(*Stamp), strict=True))


@on_postgresql
def test_database_that_passes_nothing_on_has_nothing_kept(elsewhere, caplog):
    name = connection.settings_dict["NAME"]
    elsewhere.execute(
        "CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT'"
    )
    elsewhere.execute(f'ALTER DATABASE "{name}" SET search_path = public, pg_catalog')
    listener = listening.start()
    try:
        wait_until(lambda: "passes no notifications on" in caplog.text)
        assert (listener.is_sure(), stamps.read(*Stamp)) == (False, None)
    finally:
        listener.stop()
        stamps.keep_only_while(lambda: True)


@on_postgresql
def test_stopped_one_ends_soon_and_nothing_is_kept_afterwards(listener):
    listener.stop()

    assert (listener.is_alive(), stamps.read(*Stamp)) == (False, None)


@on_postgresql
def test_nothing_listens_where_nothing_is_kept(settings):
    settings.PAGE_CACHE = False

    assert listening.start() is None


@pytest.mark.only_on("sqlite")
def test_sqlite_has_nobody_to_listen_to():
    assert (listening.start(), stamps.read(*Stamp) is None) == (None, False)
