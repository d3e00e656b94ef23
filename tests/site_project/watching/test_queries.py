import pytest
from django.db import DatabaseError, connection

from home.models import Job
from home.traces import traced
from site_project.watching import queries
from tests.site_project.watching.reading import log

pytestmark = pytest.mark.django_db
LOGGER = queries.__name__


def test_slow_query_is_noted_with_its_mark_and_without_its_values(settings):
    settings.SLOW_QUERY_MS = 0
    with log(LOGGER) as lines, traced("0123abcd"):
        Job.objects.filter(name="canary-4711").update(error="canary-4712")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'canary-4713',\n 'it''s canary-4714'")

    told = [(line["trace"], line["message"].split(" ms: ")[1]) for line in lines.lines()]
    assert told == [
        (
            "0123abcd",
            'UPDATE "home_job" SET "error" = %s WHERE "home_job"."name" = %s',
        ),
        ("0123abcd", "SELECT '…', '…'"),
    ]


def test_quick_query_is_not_noted(settings):
    settings.SLOW_QUERY_MS = 60_000
    with log(LOGGER) as lines:
        Job.objects.count()
    assert lines.lines() == []


def test_query_that_fails_is_noted_too(settings):
    settings.SLOW_QUERY_MS = 0
    with log(LOGGER) as lines, connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("SELECT * FROM nothing_of_that_name")
    assert len(lines.lines()) == 1


def test_connection_that_comes_back_is_watched_once():
    queries.watch_queries(connection)
    queries.watch_queries(connection)
    watchers = [one for one in connection.execute_wrappers if one is queries._note_if_slow]
    assert len(watchers) == 1
