"""The reports with 100,000 requests and visits."""

import tracemalloc

import pytest
from django.urls import reverse

from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.volume.plans import big_scans

pytestmark = pytest.mark.only_on("postgresql")

PAGE_BYTES = 60_000
MEMORY = 100 * 2**20


@pytest.fixture
def owner(at_volume, client):
    client.force_login(make_user(role=OWNER))
    return client


def test_report_of_30_days_scans_no_big_table(owner):
    assert big_scans(lambda: owner.get(reverse("bookings_reports"))) == []


@pytest.mark.parametrize("period", ["30-days", "12-months", "this-year", "last-year"])
def test_report_is_a_small_page(owner, period):
    response = owner.get(reverse("bookings_reports"), {"period": period})
    assert response.status_code == 200
    assert len(response.content) < PAGE_BYTES


def test_every_request_is_taken_along_in_little_memory(owner):
    what = {"report": "request-rows", "format": "csv", "from": "2022-01-05", "until": "2027-01-04"}
    tracemalloc.start()
    response = owner.post(reverse("bookings_reports_export"), what)
    lines = sum(chunk.count(b"\r\n") for chunk in response.streaming_content)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # All but those that are spam or in quarantine, and the headings.
    assert lines == 97_001
    assert most < MEMORY
