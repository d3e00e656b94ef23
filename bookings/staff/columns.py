"""Columns of the desk's lists. On a phone each row is a card, so each cell carries its label."""

from typing import Any, Final

from django.contrib.auth.context_processors import PermWrapper
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from ..models import BookingRequest
from ..statuses import AWAITING_REPLY
from . import contact, wishes
from .actions import IN_LIST, RequestAction, possible_actions
from .clock import age_words


class CardColumn(Column):
    """A column whose cells come from templates/bookings/staff/cells/<template>.html."""

    def __init__(self, name: str, *, template: str = "cell", **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"bookings/staff/cells/{template}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"perms": PermWrapper(context["request"].user)}


def _waiting(request: BookingRequest) -> str:
    """For how long it has awaited a reply, if it does."""
    return age_words(request.created_at) if request.status in AWAITING_REPLY else ""


def _wishes(request: BookingRequest) -> list[str]:
    return [wishes.in_short(wish) for wish in request.preferences.all()]


def _in_list(request: BookingRequest) -> list[RequestAction]:
    return possible_actions(request, IN_LIST)


REQUEST_COLUMNS: Final = [
    CardColumn("name", label=_("From"), template="request", sort_key="name"),
    CardColumn("status", label=_("Status"), template="status"),
    CardColumn(
        "created_at",
        label=_("Received"),
        accessor=_waiting,
        template="received",
        sort_key="created_at",
    ),
    CardColumn("service_name", label=_("Service"), template="service", sort_key="service_name"),
    CardColumn("wishes", label=_("Wishes"), accessor=_wishes, template="wishes"),
    CardColumn("contact", label=_("Contact"), accessor=contact.links, template="contact"),
    CardColumn("answer", label=_("Answer"), accessor=_in_list, template="answer"),
]

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

CLIENT_COLUMNS: Final = [
    CardColumn("name", label=_("Name"), template="client_name", sort_key="name"),
    CardColumn("contact", label=_("Contact"), accessor=contact.links, template="contact"),
    CardColumn("standing", label=_("Standing"), accessor="get_standing_display"),
    CardColumn("created_at", label=_("Since"), template="instant", sort_key="created_at"),
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
    CardColumn("text", label=_("Words")),
    CardColumn("published_at", label=_("Published"), template="instant"),
]
