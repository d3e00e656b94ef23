"""The client's page in the real browser: the file that a calendar opens."""

from pathlib import Path

import pytest

from bookings.domain.manage import manage_token
from tests.bookings.calendars.reading import read
from tests.factories.situations import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


def test_client_takes_the_visit_along_in_a_file(page):
    visit = make_visit()
    page.goto(f"/my-request/{manage_token(visit.request)}/")

    with page.expect_download() as taken:
        page.get_by_role("link", name="Add to your calendar").click()

    assert taken.value.suggested_filename == "appointment.ics"
    _, event = read(Path(taken.value.path()).read_bytes().decode())
    assert (event.dtstart, event.uid) == (visit.start, str(visit.uid))
