"""The reports: figures of a period as words, pictures, tables and files."""

from typing import Final

from django.urls import URLPattern, path

from .exports import ExportReport
from .page import ReportsPage

REPORT_URLS: Final[list[URLPattern]] = [
    path("bookings/reports/", ReportsPage.as_view(), name="bookings_reports"),
    path("bookings/reports/export/", ExportReport.as_view(), name="bookings_reports_export"),
]
