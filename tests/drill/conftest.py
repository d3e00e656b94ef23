"""What the drills share: a practice that takes requests, and the files that production serves."""

import datetime as dt
import fcntl
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone
from environs import Env

from bookings.domain.consent import current_consent_text
from home.models import PracticeSettings
from services.models import ServicePage
from site_project.collected import collect_static_if_changed
from site_project.settings.storages import storages
from tests.factories.bookings import make_service
from tests.files import ROOT

PHONE = "+44 1632 960 001"
FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config) -> None:
    config.stash[FIGURES] = []


def pytest_terminal_summary(terminalreporter, config) -> None:
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


@pytest.fixture
def figures(request) -> list[str]:
    """Lines that stand at the end of the run: what a drill has measured."""
    return request.config.stash[FIGURES]


@pytest.fixture(scope="session")
def static(django_test_environment) -> Path:
    """The static files as production serves them: collected, hashed, compressed."""
    folder = ROOT / ".cache" / "static"
    folder.parent.mkdir(exist_ok=True)
    settings = override_settings(STATIC_ROOT=folder, STORAGES=storages(Env()))
    # The runs on the two databases share them.
    with (ROOT / ".cache" / "static.lock").open("w") as lock, settings:
        fcntl.flock(lock, fcntl.LOCK_EX)
        collect_static_if_changed()
    return folder


@pytest.fixture
def service(db) -> ServicePage:
    """Of a practice that is told of requests, and can be rung."""
    practice = PracticeSettings.current()
    practice.practice_name, practice.phone = "Alder Room", PHONE
    practice.email = "hello@practice.example"
    practice.notify_email = "desk@practice.example"
    practice.save()
    service = make_service(title="Neck and shoulders")
    practice.privacy_page = service.get_parent()
    practice.save()
    return service


@pytest.fixture
def answers(service) -> dict[str, str]:
    """What an ordinary visitor fills in."""
    return {
        "minutes": "60",
        "wish_1_day": (timezone.now() + dt.timedelta(days=9)).date().isoformat(),
        "wish_1_part": "morning",
        "name": "Vera Visitor",
        "email": "vera@example.org",
        "been_before": "no",
        "notes": "A tight neck since spring.",
        "consent": str(current_consent_text().version),
    }
