"""What is done inside a site: rows are made, looked at and counted."""

import subprocess
import sys

import pytest

from bookings.models import Appointment
from scripts.bench import filling, looking
from scripts.bench.addresses import SERVICE
from tests.files import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def host(settings, monkeypatch):
    settings.ALLOWED_HOSTS = [looking.HOST]
    monkeypatch.setattr(looking, "_visitors", {})


def test_free_times_are_looked_up_beside_the_visits():
    service = filling.diary(practitioners=2, visits=600)

    look = looking.availability(service=service, days=30, times=1)

    assert Appointment.objects.count() == 600
    # Some lie ahead, most are over.
    assert set(Appointment.objects.values_list("status", flat=True)) == {"confirmed", "completed"}
    assert look["sql"] > 0
    assert look["cpu_ms"] > 0


def test_page_is_made_and_its_queries_counted(demo_site):
    filling.pages(30)
    assert looking.page(path="/articles/", times=1)["sql"] > 0


def test_page_that_fails_ends_the_measurement(demo_site):
    with pytest.raises(RuntimeError, match="/nowhere/: 404"):
        looking.page(path="/nowhere/", times=1)


def test_owner_of_the_bench_sees_the_desk(demo_site):
    assert looking.page(path="/admin/bookings/requests/", times=1, as_owner=True)["sql"] > 0
    assert "sessionid=" in looking.session()


def test_form_of_the_demonstration_takes_the_answers(demo_site, client, settings):
    settings.REQUEST_LIMITS = False
    page = client.post(f"{SERVICE}request/", looking.form_answers(), headers={"host": looking.HOST})
    assert (page.status_code, b"submission_token" in page.content) == (200, True)


def test_pages_that_are_asked_for_are_those_of_the_site(demo_site):
    assert {"/", "/articles/", "/services/"} <= set(looking.addresses())


@pytest.mark.drill
@pytest.mark.once
def test_parts_run_from_the_command():
    command = [sys.executable, "-m", "scripts.bench", "--rounds", "1", "--share", "0.01"]
    done = subprocess.run(
        [*command, "--only", "kept", "--only", "booking"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "| T14 " in done.stdout, done.stderr
    assert "Request for a time, SQLite" in done.stdout
