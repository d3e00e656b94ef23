"""Columns of the desk's lists. On a phone each row is a card, so each cell carries its label."""

from typing import Any, Final

from django.contrib.auth.context_processors import PermWrapper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column


class CardColumn(Column):
    """A column whose cells come from templates/bookings/staff/cells/<template>.html."""

    def __init__(self, name: str, *, template: str = "cell", **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"bookings/staff/cells/{template}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"perms": PermWrapper(context["request"].user)}


APPOINTMENT_COLUMNS: Final = [
    CardColumn("start", label=_("When"), template="when", sort_key="start"),
    CardColumn("client", label=_("Client"), accessor="request", template="client"),
    CardColumn("service_name", label=_("Service"), template="service"),
    CardColumn("practitioner", label=_("With")),
    CardColumn("status", label=_("Status"), template="status"),
]

EXCEPTION_COLUMNS: Final = [
    CardColumn("when", label=_("When"), template="closure", sort_key="date_from"),
    CardColumn("kind", label=_("What"), accessor="get_kind_display"),
    CardColumn("practitioner", label=_("For"), template="whose"),
    CardColumn("notes", label=_("Notes"), template="notes", accessor="public_note"),
]

PRACTITIONER_COLUMNS: Final = [
    CardColumn("name", label=_("Name"), template="practitioner", sort_key="name"),
    CardColumn("week", label=_("Diary"), template="week", accessor="pk"),
    CardColumn(
        "services",
        label=_("Services"),
        accessor=lambda practitioner: list(practitioner.services.all()),
        template="services",
    ),
    CardColumn("user", label=_("Account")),
    CardColumn("active", label=_("Active"), template="yes_or_no"),
]

MAIL_COLUMNS: Final = [
    CardColumn("subject", label=_("Subject"), template="mail"),
    CardColumn("recipient", label=_("To")),
    CardColumn("status", label=_("Status"), template="status"),
    CardColumn("created_at", label=_("Written"), template="instant", sort_key="created_at"),
    CardColumn("request", label=_("Request"), template="reference"),
]

BLOCKED_COLUMNS: Final = [
    CardColumn("contact", label=_("Contact"), accessor=str, template="blocked"),
    CardColumn("note", label=_("Why")),
    CardColumn("created_at", label=_("Since"), template="instant", sort_key="created_at"),
]

SCREENING_COLUMNS: Final = [
    CardColumn("version", label=_("Version"), template="screening"),
    CardColumn("count", label=_("Questions"), accessor=lambda row: len(row.questions.all())),
    CardColumn("published_at", label=_("Published"), template="instant"),
]

CONSENT_COLUMNS: Final = [
    CardColumn("version", label=_("Version"), template="version"),
    CardColumn("text", label=pgettext_lazy("of a consent", "Words")),
    CardColumn("published_at", label=_("Published"), template="instant"),
]
