import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from home.jobs import beat, job, last_error, last_success
from home.models import Job

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def test_job_that_never_ran():
    assert last_success("backup") is None
    assert last_error("backup") == ""


def test_success_counts_from_its_start():
    with time_machine.travel(MONDAY, tick=False) as clock, job("backup"):
        clock.shift(dt.timedelta(minutes=5))

    assert last_success("backup") == MONDAY
    row = Job.objects.get()
    assert (row.name, row.finished_at) == ("backup", MONDAY + dt.timedelta(minutes=5))


def test_failure_keeps_the_last_success_and_no_words_of_the_error():
    with time_machine.travel(MONDAY, tick=False), job("backup"):
        pass
    later = MONDAY + dt.timedelta(days=1)

    with time_machine.travel(later, tick=False), pytest.raises(ValueError), job("backup"):  # noqa: PT011
        raise ValueError("Frida Muster, frida@example.org")

    assert last_success("backup") == MONDAY
    assert last_error("backup") == "ValueError"


def test_run_after_a_failure_clears_it():
    with pytest.raises(OSError), job("backup"):  # noqa: PT011
        raise OSError

    with job("backup"):
        assert last_error("backup") == ""

    assert last_error("backup") == ""
    assert last_success("backup") <= timezone.now()


def test_round_is_written_once_a_minute(django_assert_num_queries):
    with time_machine.travel(MONDAY, tick=False) as clock:
        beat("tick")
        clock.shift(dt.timedelta(seconds=30))
        with django_assert_num_queries(1):
            beat("tick")
        assert last_success("tick") == MONDAY

        clock.shift(dt.timedelta(seconds=30))
        beat("tick")

    assert last_success("tick") == MONDAY + dt.timedelta(minutes=1)


def test_round_with_failed_parts_is_written_at_once():
    with time_machine.travel(MONDAY, tick=False) as clock:
        beat("tick")
        clock.shift(dt.timedelta(seconds=5))
        beat("tick", failed=["mail", "publishing"])
        assert (last_success("tick"), last_error("tick")) == (MONDAY, "mail, publishing")

        clock.shift(dt.timedelta(seconds=5))
        beat("tick")

    assert (last_success("tick"), last_error("tick")) == (MONDAY + dt.timedelta(seconds=10), "")
