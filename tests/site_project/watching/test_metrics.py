import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from home.jobs import job
from tests.factories.mails import queue_mails

TOKEN = "token-of-the-tests-0123456789-abcdef"
BEARER = {"authorization": f"Bearer {TOKEN}"}
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def token(settings):
    settings.METRICS_TOKEN = TOKEN


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def figures(response):
    """{name: number} and {name value: number} of those with a label."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_figures_of_an_empty_site(client, clock):
    told = figures(client.get("/metrics", headers=BEARER))
    assert set(told.values()) == {0}
    assert {"practice_requests received", "practice_mails failed"} <= set(told)


def test_figures_of_a_site_at_work(client, clock):
    queue_mails(2)  # about one request
    with job("backup"):
        pass
    clock.shift(dt.timedelta(hours=1))
    with pytest.raises(RuntimeError), job("backup"):
        raise RuntimeError("canary-4711")

    told = figures(client.get("/metrics", headers=BEARER))

    assert {name: number for name, number in told.items() if number} == {
        "practice_requests received": 1,
        "practice_oldest_unanswered_request_seconds": 3600,
        "practice_mails queued": 2,
        "practice_late_mails": 2,
        "practice_oldest_late_mail_seconds": 3600,
        "practice_job_started_timestamp_seconds backup": NOW.timestamp() + 3600,
        "practice_job_succeeded_timestamp_seconds backup": NOW.timestamp(),
        "practice_job_failed backup": 1,
    }


def test_job_that_never_went_well_has_no_time_of_it(client):
    with pytest.raises(RuntimeError), job("backup"):
        raise RuntimeError
    told = figures(client.get("/metrics", headers=BEARER))
    assert "practice_job_succeeded_timestamp_seconds backup" not in told


@pytest.mark.parametrize("mails", [1, 30])
def test_figures_cost_five_queries_and_the_practice(client, mails, django_assert_num_queries):
    queue_mails(mails)
    with django_assert_num_queries(6):
        client.get("/metrics", headers=BEARER)


def test_answer_is_kept_by_nobody_and_starts_no_session(client):
    response = client.get("/metrics", headers=BEARER)
    assert response["Content-Type"].startswith("text/plain; version=")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer "},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": "Bearer ü\x00"},
    ],
)
def test_there_is_no_such_page_without_the_token(headers):
    response = Client().get("/metrics", headers=headers)
    assert (response.status_code, "practice_" in response.text) == (404, False)


def test_there_is_no_such_page_where_no_token_is_set(client, settings):
    settings.METRICS_TOKEN = ""
    answers = [
        client.get("/metrics", headers=given) for given in (BEARER, {"authorization": "Bearer "})
    ]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_figures_only_for_reading(client):
    assert client.post("/metrics", headers=BEARER).status_code == 405


def test_clock_is_the_sites(client):
    queue_mails(1)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        told = figures(client.get("/metrics", headers=BEARER))
    assert told["practice_late_mails"] == 1
