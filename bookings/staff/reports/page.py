"""How the practice is doing: the page of the reports."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.reports import Figures
from ...models import Practitioner
from ..clock import InPracticeTime
from ..lean import Lean
from ..permissions import EXPORT_REPORTS, VIEW_REPORTS
from .asked import PERIOD_WORDS, Asked, read
from .exports import exports_for
from .headlines import headlines
from .sections import sections
from .words import period_words


class ReportsPage(Lean, InPracticeTime, WagtailAdminTemplateMixin, View):
    """The period and whom it is about are in the address; a fixed number of queries."""

    template_name = "bookings/staff/reports/page.html"
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW_REPORTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        return _("Reports")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def people(self) -> list[Practitioner]:
        return list(Practitioner.objects.all())

    @cached_property
    def asked(self) -> Asked:
        return read(self.request.GET, self.practice, self.people)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = Figures(self.asked.period, self.asked.practitioner)
        shown = {"headlines": headlines(figures), "sections": list(sections(figures))}
        may_export = self.request.user.has_perm(EXPORT_REPORTS)
        return super().get_context_data(
            asked=self.asked,
            period=period_words(self.asked.period),
            before=period_words(self.asked.period.before) if figures.is_comparable else "",
            since=figures.since,
            begins_within=bool(figures.since and figures.since > self.asked.period.first),
            periods=self._periods(),
            whose=self._whose() if len(self.people) > 1 else [],
            export_url=reverse("bookings_reports_export") if may_export else "",
            exports=exports_for(self.request.user) if may_export else {},
            **(shown if figures.is_known else {}),
            **kwargs,
        )

    def _periods(self) -> list[tuple[str, str, bool]]:
        """Words, address and whether it is this one."""
        return [
            (str(words), f"?{self.asked.query(period=name)}", name == self.asked.name)
            for name, words in PERIOD_WORDS.items()
        ]

    def _whose(self) -> list[tuple[str, str, bool]]:
        this = self.asked.practitioner
        everybody = (_("Everybody"), f"?{self.asked.query(**{'with': ''})}", this is None)
        shown = [one for one in self.people if one.active or one == this]
        return [
            everybody,
            *(
                (one.name, f"?{self.asked.query(**{'with': str(one.pk)})}", one == this)
                for one in shown
            ),
        ]
