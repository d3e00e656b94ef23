"""The reports in a browser: nothing scrolls sideways, all can be read, files arrive whole."""

import csv
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from bookings.domain.reports import named_period
from bookings.models import InterestCount, Practitioner
from bookings.statuses import AppointmentStatus, RequestStatus
from bookings.times import NOON, edge
from tests.bookings.domain.reports.world import HOUR, ZONE, request
from tests.bookings.staff.desk import REPORTS
from tests.browser.admin import log_in
from tests.factories.visits import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

HOSTILE = "=1+1|'Ünsinn' 🙂 ＠<b>"


@pytest.fixture
def busy(own_database) -> str:
    """A year with requests and visits, and a practitioner with a hostile name."""
    thea = Practitioner.objects.create(name=HOSTILE, slug="hostile")
    now = timezone.now()
    days = named_period("12-months", today=timezone.localdate(), zone=ZONE)
    for month in days.steps:
        at = edge(month, NOON, ZONE)
        if at > now:
            continue
        request(at, RequestStatus.CONFIRMED, wait=HOUR, service=HOSTILE)
        request(at, RequestStatus.DECLINED, wait=30 * HOUR)
        make_visit(thea, at, status=AppointmentStatus.COMPLETED)
        InterestCount.objects.create(month=month, article="Hands", area="Thumb", count=5)
    return f"{REPORTS}?period=12-months"


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "dark")])
def test_reports_are_accessible_and_fit(page, busy, axe, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    log_in(page, "therapist")
    page.goto(busy)
    for summary in page.locator(".reports summary").all():
        summary.click()

    assert page.locator(".reports figure svg.chart[role=img]").count() == 11
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = "els => els.filter(e => e.getBoundingClientRect().right > innerWidth).length"
    assert page.locator(".reports svg text").evaluate_all(wide) == 0
    if width == 390:
        short = "els => els.filter(e => e.getBoundingClientRect().height < 47.5).length"
        pressed = page.locator(".reports :is(a, button, summary, select, input[type=date])")
        assert pressed.evaluate_all(short) == 0


def test_reports_are_taken_along_without_a_script(no_script_page, busy):
    page = no_script_page
    log_in(page, "therapist")
    page.goto(busy)
    page.get_by_label("What", exact=True).select_option("Hours sold and open, by practitioner")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV file").click()
    with taken.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert f"'{HOSTILE}" in [row[0] for row in rows]
    assert taken.value.suggested_filename.startswith("practitioners-")

    with page.expect_download() as taken:
        page.get_by_role("button", name="Excel file").click()
    book = load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    cell = next(row[0] for row in book.active.iter_rows(min_row=2) if row[0].value == HOSTILE)
    assert cell.data_type == "s"
