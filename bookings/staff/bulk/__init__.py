"""One answer to several requests of the list, each asked and answered for itself."""

from typing import Final

from django.urls import URLPattern, path

from .pages import BulkAssign, BulkDecline, BulkQuarantine

BULK_URLS: Final[list[URLPattern]] = [
    path(f"bookings/bulk/{view.name}/", view.as_view(), name=f"bookings_bulk_{view.name}")
    for view in (BulkAssign, BulkDecline, BulkQuarantine)
]
