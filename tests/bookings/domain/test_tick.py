"""A round of the worker: mail and scheduled pages, each part for itself."""

import datetime as dt
import os
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone, translation

from blog.importing.waiting import keep, waiting_for
from bookings.domain.tick import PARTS, tick
from bookings.management.commands import tick as tick_command
from bookings.models import BookingRequest, OutboxMessage
from home.models import Job, PracticeSettings
from home.traces import current_trace
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request
from tests.factories.mails import queue_mails
from tests.factories.offers import make_offer
from tests.factories.outages import make_read_only
from tests.factories.pages import make_article
from tests.factories.people import make_user
from tests.site_project.watching.reading import log

# Between its parts a round lets go of old connections, and with them of a test's transaction.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def broken() -> int:
    raise RuntimeError("for the test")


def make_german() -> None:
    practice = PracticeSettings.current()
    practice.language = "de"
    practice.save()
    PracticeSettings.current()


def schedule(article, *, go_live_at=None, expire_at=None):
    article.go_live_at, article.expire_at = go_live_at, expire_at
    article.save_revision().publish()


def test_scheduled_article_is_published_when_its_time_has_come(client):
    with time_machine.travel(NOW, tick=False) as clock:
        article = make_article(title="Soon", live=False)
        schedule(article, go_live_at=NOW + HOUR)
        tick()
        assert client.get(article.url).status_code == 404

        clock.shift(HOUR + dt.timedelta(seconds=1))
        assert tick().failed == []

        assert client.get(article.url).status_code == 200
        article.refresh_from_db()
        assert (article.live, article.first_published_at) == (True, timezone.now())
        assert "Soon" in client.get("/feeds/articles.rss").text


def test_article_goes_when_its_time_is_over(client):
    with time_machine.travel(NOW, tick=False) as clock:
        article = make_article()
        schedule(article, expire_at=NOW + HOUR)
        clock.shift(HOUR + dt.timedelta(seconds=1))

        tick()

        assert client.get(article.url).status_code == 404


def test_page_that_cannot_be_published_is_logged_with_its_key(client, caplog):
    with time_machine.travel(NOW, tick=False) as clock:
        clash, later = make_article(title="Clash"), make_article(live=False)
        clash.save_revision().publish()
        clash.refresh_from_db()
        clash.slug = "wanted"
        schedule(clash, go_live_at=NOW + HOUR)
        schedule(later, go_live_at=NOW + 2 * HOUR)
        make_article(slug="wanted")
        clock.shift(3 * HOUR)

        assert tick().failed == ["publishing"]

        assert client.get(later.url).status_code == 200
    assert f"Scheduled, but failed: page {clash.pk} (Clash)" in caplog.text
    assert "The slug 'wanted' is already in use" in caplog.text


def test_forgotten_upload_of_an_import_goes_after_a_day():
    user = make_user()
    kept = keep(b"Words.", "a.txt", user=user)
    path = Path(kept.file.path)
    tick()
    assert list(waiting_for(user)) == [kept]
    two_days_ago = timezone.now() - dt.timedelta(days=2)
    os.utime(path, (two_days_ago.timestamp(),) * 2)

    assert tick().failed == []

    assert (waiting_for(user).count(), path.exists()) == (0, False)


def test_failing_part_does_not_stop_the_others(caplog):
    done = []
    parts = {"first": broken, "second": lambda: done.append(1) or 3, "third": broken}

    ticked = tick(parts)

    assert (ticked.sent, ticked.failed, done) == (3, ["first", "third"], [1])
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError, RuntimeError]


def test_lines_of_a_round_share_a_mark():
    with log("bookings") as lines:
        tick({"first": broken, "second": broken})
        tick({"first": broken})

    first, second, third = (line["trace"] for line in lines.lines())
    assert first == second != third
    assert current_trace() == ""


def test_round_after_one_that_could_only_read_writes_again(caplog):
    PracticeSettings.current()
    make_read_only()
    parts = {"note": lambda: Job.objects.create(name="note", started_at=NOW) and 0}

    rounds = [tick(parts).failed, tick(parts).failed]

    assert rounds == [["note"], []]
    assert Job.objects.filter(name="note").count() == 1


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_round_goes_on_in_the_last_known_language_where_the_database_fails(error):
    make_german()
    spoken = []

    def without_settings(execute, sql, *rest):
        if "home_practicesettings" in sql:
            raise error("The database does not answer.")
        return execute(sql, *rest)

    with connection.execute_wrapper(without_settings):
        ticked = tick({"first": lambda: spoken.append(translation.get_language())})

    assert (ticked.failed, spoken) == ([], ["de"])


def test_why_a_mail_was_not_sent_is_told_in_the_practice_s_language():
    make_german()
    make_request(email="vera@example.org")
    OutboxMessage.objects.update(attempts=99)

    tick()

    assert set(OutboxMessage.objects.values_list("last_error", flat=True)) == {
        "Das Senden wurde 99 Mal begonnen und kam nie zu einem Ende."
    }


@pytest.mark.parametrize("name", PARTS)
def test_mail_and_publishing_do_not_wait_for_each_other(client, name):
    PracticeSettings.current()
    make_request(email="vera@example.org")
    OutboxMessage.objects.exclude(template="request_received").delete()
    article = make_article(live=False)
    schedule(article, go_live_at=timezone.now() + HOUR)
    later = timezone.now() + 2 * HOUR
    with smtp_server() as inbox, time_machine.travel(later, tick=False):
        ticked = tick({**PARTS, name: broken})
        published = client.get(article.url).status_code == 200

    assert ticked.failed == [name]
    assert (bool(inbox.recipients), published) == (name != "mail", name != "publishing")


def test_command_tells_cron_what_failed(monkeypatch, capsys):
    monkeypatch.setattr(tick_command, "tick", lambda: tick({"mail": broken}))
    with pytest.raises(CommandError, match=r"^Failed, see the log: mail\.$"):
        call_command("tick")
    assert capsys.readouterr().out == "0 mails sent.\n"


def test_command_sends_all_that_waits(capsys):
    PracticeSettings.current()
    queue_mails(60)
    with smtp_server() as inbox:
        call_command("tick")

    assert (len(inbox.messages), capsys.readouterr().out) == (60, "60 mails sent.\n")


def test_round_that_is_to_stop_begins_no_other_part():
    done = []
    parts = {"first": lambda: done.append(1), "second": lambda: done.append(2)}

    assert tick(parts, stop=lambda: bool(done)).failed == []

    assert done == [1]


def test_what_lapses_is_mailed_in_the_same_round():
    PracticeSettings.current()
    with time_machine.travel(NOW, tick=False) as clock:
        asked = make_request(email="vera@example.org")
        make_offer(NOW + 96 * HOUR, request=asked)
        late = make_request(email="late@example.org")
        BookingRequest.objects.filter(pk=late.pk).update(expires_at=NOW + HOUR)
        OutboxMessage.objects.all().delete()
        clock.shift(48 * HOUR)
        with smtp_server() as inbox:
            ticked = tick()

    assert (ticked.failed, ticked.sent) == ([], 2)
    subjects = {message["To"]: message["Subject"].split(":")[0] for message in inbox.messages}
    assert subjects == {
        "vera@example.org": "No longer held for you",
        "late@example.org": "Your request has lapsed",
    }


def test_only_a_whole_round_says_that_a_worker_runs():
    PracticeSettings.current()
    tick({name: part for name, part in PARTS.items() if name != "mail"})
    assert not Job.objects.filter(name="tick").exists()

    tick()
    assert Job.objects.get(name="tick").error == ""

    tick({**PARTS, "mail": broken})
    assert Job.objects.get(name="tick").error == "mail"
