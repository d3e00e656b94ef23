"""Taking reports along: only by POST, by who may, harmless, written down."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from bookings.models import AuditEvent
from bookings.statuses import AppointmentStatus, RequestStatus
from site_project import roles
from tests.bookings.domain.reports.world import HOUR, local, request
from tests.bookings.staff.desk import REPORTS, logged_in
from tests.factories.bookings import make_practitioner
from tests.factories.visits import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "practice")]

EXPORT = f"{REPORTS}export/"
NOVEMBER = {"from": "2026-11-01", "until": "2026-11-30"}
# A spreadsheet knows no zones.
EIGHT_IN_THE_EVENING = dt.datetime(2026, 11, 5, 20)  # noqa: DTZ001
HOSTILE = '=HYPERLINK("https://example.org","x")'


def take(client, report: str, ending: str = "csv", **data):
    return client.post(EXPORT, NOVEMBER | {"report": report, "format": ending} | data)


def content(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def csv_rows(response) -> list[list[str]]:
    text = content(response).decode()
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:])))


def sheets(response):
    return load_workbook(io.BytesIO(content(response)))


def test_requests_are_taken_along_by_month(owner):
    request("2026-11-05 12:00", RequestStatus.CONFIRMED)
    request("2026-11-12 12:00", RequestStatus.DECLINED)
    heading, *rows = csv_rows(take(owner, "requests"))
    assert heading[:5] == ["From", "Until", "Received", "Confirmed", "Declined"]
    assert [row[:5] for row in rows] == [
        ["2026-11-02", "2026-11-08", "1", "1", "0"],
        ["2026-11-09", "2026-11-15", "1", "0", "1"],
        ["2026-11-16", "2026-11-22", "0", "0", "0"],
    ]


def test_workbook_has_numbers_as_numbers(owner):
    thea = make_practitioner(name="Thea", hours=[(3, "09:00", "13:00")])
    make_visit(thea, local("2026-11-05 09:00"), minutes=90, status=AppointmentStatus.COMPLETED)
    book = sheets(take(owner, "practitioners", "xlsx"))
    heading, row = book.active.iter_rows(values_only=True)
    assert heading == ("Practitioner", "Hours sold", "Hours open", "Share")
    assert row == ("Thea", 1.5, 16, 0.0938)
    assert book.active["D2"].number_format == "0.0%"


def test_everything_is_one_workbook_with_a_sheet_for_each_table(owner):
    request("2026-11-05 12:00")
    response = take(owner, "everything", "csv")
    assert response["Content-Disposition"].endswith('.xlsx"')
    book = sheets(response)
    assert len(book.sheetnames) == 12
    assert book["Summary"]["B2"].value == 1


def test_every_request_comes_without_name_contact_or_health(owner):
    row = request("2026-11-05 12:00", RequestStatus.CONFIRMED, wait=HOUR, assigned_to=owner.user)
    heading, taken = csv_rows(take(owner, "request-rows"))
    assert heading == [
        "Reference",
        "Received (America/New_York)",
        "First answered (America/New_York)",
        "Status",
        "Service",
        "Minutes",
        "Assigned to",
    ]
    assert taken == [
        *(row.reference, "2026-11-05 12:00", "2026-11-05 13:00", "Confirmed", "Neck massage"),
        *("60", owner.user.username),
    ]


def test_every_visit_comes_without_its_client(owner):
    thea = make_practitioner(name="Thea")
    make_visit(thea, local("2026-11-05 20:00"), minutes=45, name="Clara Client")
    response = take(owner, "visit-rows", "xlsx")
    heading, row = sheets(response).active.iter_rows(values_only=True)
    assert heading[0] == "Starts (America/New_York)"
    assert row == (EIGHT_IN_THE_EVENING, 45, "Thea", "Neck massage", "Confirmed")


@pytest.mark.parametrize(
    ("name", "in_csv"),
    [
        (HOSTILE, f"'{HOSTILE}"),
        ("+44 1632", "'+44 1632"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM", "'＠SUM"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        ("\u3000=1", "'\u3000=1"),
        ("bell\x07 and\x1b escape", "bell  and  escape"),
        ("two\nlines", "two lines"),
        ("#N/A", "#N/A"),
        ("Müller, “Zoë” 🙂 عربي", "Müller, “Zoë” 🙂 عربي"),
    ],
)
def test_text_does_nothing_in_a_spreadsheet(owner, name, in_csv):
    make_practitioner(name=name)
    request("2026-11-05 12:00")
    _heading, row = csv_rows(take(owner, "practitioners"))
    assert row[0] == in_csv
    cell = sheets(take(owner, "practitioners", "xlsx")).active["A2"]
    assert (cell.value, cell.data_type) == (in_csv.removeprefix("'"), "s")


def test_export_is_a_private_attachment_with_a_neutral_name(owner):
    response = take(owner, "visits")
    assert response["Content-Disposition"] == (
        'attachment; filename="visits-2026-11-01-2026-11-30.csv"'
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    workbook = take(owner, "visits", "xlsx")
    assert content(workbook).startswith(b"PK")
    assert workbook["Content-Type"].endswith("spreadsheetml.sheet")
    assert "no-store" in workbook["Cache-Control"]


def test_export_is_written_down_and_looking_is_not(owner):
    owner.get(REPORTS)
    content(take(owner, "requests"))
    content(take(owner, "request-rows", "xlsx"))
    found = AuditEvent.objects.order_by("pk").values_list("action", "user", "actor")
    assert list(found) == [
        ("report exported: requests.csv 2026-11-01 2026-11-30", owner.user.pk, "staff"),
        ("report exported: request-rows.xlsx 2026-11-01 2026-11-30", owner.user.pk, "staff"),
    ]


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_exports(owner, method):
    assert getattr(owner, method)(EXPORT).status_code == 405
    assert not AuditEvent.objects.exists()


def test_export_takes_the_token_of_the_page(owner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner.user)
    assert take(strict, "requests").status_code == 403
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", [roles.RECEPTION, roles.EDITOR])
def test_nobody_else_exports(role):
    assert take(logged_in(role), "requests").status_code in {302, 403}
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("codenames", "report", "may"),
    [
        (["view_reports"], "requests", False),
        (["export_reports"], "requests", False),
        (["view_reports", "export_reports"], "requests", True),
        (["view_reports", "export_reports"], "request-rows", False),
        (["view_reports", "export_reports", "view_bookingrequest"], "request-rows", True),
        (["view_reports", "export_reports", "view_bookingrequest"], "visit-rows", False),
        (["view_reports", "export_reports", "view_appointment"], "visit-rows", True),
    ],
)
def test_each_export_takes_its_permissions(codenames, report, may):
    client = logged_in(roles.EDITOR)
    client.user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    assert (take(client, report).status_code == 200) is may
    assert AuditEvent.objects.exists() is may


@pytest.mark.parametrize(
    "data", [{"report": "bogus"}, {"report": ""}, {"report": "\x00"}, {"format": "exe"}]
)
def test_what_there_is_not_is_not_found(owner, data):
    sent = NOVEMBER | {"report": "requests", "format": "csv"} | data
    assert owner.post(EXPORT, sent).status_code == 404
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(("report", "queries"), [("requests", 9), ("request-rows", 7)])
def test_export_asks_the_same_number_of_queries_of_1_and_of_30(owner, report, queries):
    counts = []
    for number in (1, 29):
        for _count in range(number):
            request("2026-11-05 12:00", assigned_to=owner.user)
        with CaptureQueriesContext(connection) as sent:
            assert len(csv_rows(take(owner, report))) > 1
        counts.append(len(sent))
    assert counts == [queries, queries]
