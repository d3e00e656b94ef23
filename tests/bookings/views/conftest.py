import datetime as dt
from typing import Any

import pytest
import time_machine

from bookings.domain.consent import current_consent_text
from bookings.models import Appointment, Practitioner
from home.models import PainArea
from tests.bookings.views.moving import HOURS, TEN
from tests.bookings.views.visitor import Visitor
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.situations import make_visit_at

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(site):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def service(site):
    PainArea.objects.create(name="Head", slug="head")
    PainArea.objects.create(name="Neck", slug="neck")
    return make_service(title="Neck and shoulders")


@pytest.fixture
def form_url(service) -> str:
    return f"{service.url}request/"


@pytest.fixture
def visitor(client) -> Visitor:
    return Visitor(client)


@pytest.fixture
def answers(practice) -> dict[str, Any]:
    """What an ordinary visitor fills in."""
    return {
        "minutes": "60",
        "wish_1_day": "2026-12-01",
        "wish_1_part": "morning",
        "wish_2_day": "thursday",
        "name": "Vera Visitor",
        "email": "vera@example.org",
        "phone": "",
        "been_before": "no",
        "notes": "A tight neck since spring.",
        "areas": ["head", "neck"],
        "consent": str(current_consent_text().version),
    }


@pytest.fixture
def thea(service) -> Practitioner:
    return make_practitioner(name="Thea", services=[service], hours=HOURS)


@pytest.fixture
def visit(service, thea) -> Appointment:
    """Vera's, on Tuesday at ten."""
    return make_visit_at(dt.datetime.fromisoformat(TEN), service=service, practitioner=thea)
