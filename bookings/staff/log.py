"""The audit trail as a list: who did what, when, from which network. Nothing changes it."""

from typing import Any, Final

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..models import Actor, AuditEvent
from .columns import CardColumn
from .filters import DaysFilter
from .finding import event_ways
from .lists import DeskAdmin
from .timeline import what_happened, who_acted

LOG_COLUMNS: Final = [
    CardColumn("at", label=_("When"), template="instant"),
    CardColumn("what", label=_("What"), accessor=what_happened),
    CardColumn("who", label=_("By"), accessor=who_acted),
    CardColumn("about", label=_("About"), accessor=lambda event: event, template="about"),
    CardColumn("network", label=_("From the network")),
]


class LogFilters(WagtailFilterSet):
    at = DaysFilter(label=_("Days"))
    actor = django_filters.ChoiceFilter(label=_("By"), choices=Actor.choices, empty_label=_("All"))

    class Meta:
        model = AuditEvent
        fields: list[str] = []


class LogAdmin(DeskAdmin):
    """There is no page to change or delete a line."""

    model = AuditEvent
    base_url_path = "bookings/log"
    menu_label = _("Log")
    menu_icon = "history"
    pages = ("index",)
    list_display = LOG_COLUMNS
    filterset_class = LogFilters
    ways_to_find = staticmethod(event_ways)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # Of visits and clients the line only says the number.
        related = ("user", "request", "practitioner")
        return AuditEvent.objects.select_related(*related).order_by("-at", "-pk")
