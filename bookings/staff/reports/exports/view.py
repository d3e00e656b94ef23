from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.views import View

from ....domain.reports import Figures, record_export
from ....models import Practitioner
from ...clock import InPracticeTime
from ...permissions import EXPORT_REPORTS, VIEW_REPORTS
from ..asked import read
from .catalogue import EXPORTS, Export
from .csv_file import csv_lines

CSV: Final = "csv"
TYPES: Final = {
    CSV: "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ExportReport(InPracticeTime, View):
    """Takes a `report` along in a `format`, of the period and practitioner that are sent with it.

    Only by POST: nothing that merely follows links writes a line into the audit trail. What is
    of several tables comes as a workbook, whichever format is asked for.
    """

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms([VIEW_REPORTS, EXPORT_REPORTS]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name, export = self._export()
        ending = self._ending(export)
        asked = read(request.POST, self.practice, list(Practitioner.objects.all()))
        period = asked.period
        tables = export.tables(Figures(period, asked.practitioner))
        record_export(report=f"{name}.{ending}", period=period, by=request.user)
        file_name = f"{name}-{period.first}-{period.last}.{ending}"
        response: HttpResponseBase
        if ending == CSV:
            response = StreamingHttpResponse(csv_lines(tables[0], period.zone))
        else:
            # What it is made with takes 5 MiB of each process, and few people ever ask for it.
            from .xlsx_file import xlsx_file  # noqa: PLC0415

            response = FileResponse(xlsx_file(tables, period.zone))
        response["Content-Type"] = TYPES[ending]
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        response["Cache-Control"] = "no-store, private"
        return response

    def _export(self) -> tuple[str, Export]:
        name = self.request.POST.get("report", "")
        export = EXPORTS.get(name)
        if export is None:
            raise Http404
        if not export.is_for(self.request.user):
            raise PermissionDenied
        return name, export

    def _ending(self, export: Export) -> str:
        asked = self.request.POST.get("format", "")
        if asked not in TYPES:
            raise Http404
        return asked if export.is_one_table else "xlsx"
