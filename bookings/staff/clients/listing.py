"""The list of clients: who was here last when, who comes next, whom there may be twice."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Lower, Right, Trim
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ...contacts import COMPARED_DIGITS, FEWEST_DIGITS
from ...models import Appointment, Client, Standing
from ...querysets import digits_of
from ...statuses import AppointmentStatus
from .. import contact
from ..columns import CardColumn
from ..generic import ListView
from ..permissions import VIEW_APPOINTMENTS

CLIENT_COLUMNS: Final = [
    CardColumn("name", label=_("Name"), template="client_name", sort_key="name"),
    CardColumn("contact", label=_("Contact"), accessor=contact.links, template="client_contact"),
    CardColumn("next_visit", label=_("Next visit"), template="visit_day"),
    CardColumn("last_visit", label=_("Last visit"), template="visit_day"),
]
# For who may see visits.
OF_VISITS: Final = frozenset({"next_visit", "last_visit"})
QUARTER: Final = dt.timedelta(days=91)
YEAR: Final = dt.timedelta(days=365)


class ClientList(ListView):
    """A fixed number of queries; the visits of those who are shown, and of nobody else."""

    template_name = "bookings/staff/clients/list.html"
    results_template_name = "bookings/staff/clients/list_results.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.sees_visits:
            self.list_display = [
                column for column in self.list_display if column.name not in OF_VISITS
            ]

    @property
    def sees_visits(self) -> bool:
        return self.request.user.has_perm(VIEW_APPOINTMENTS)

    def get_base_queryset(self) -> QuerySet[Client]:
        clients = super().get_base_queryset().kept()
        return _with_visits(clients) if self.sees_visits else clients


def _with_visits(clients: QuerySet[Client]) -> QuerySet[Client]:
    """With when the last visit began, and when the next one begins: None without one."""
    now = timezone.now()
    visits = Appointment.objects.filter(client=OuterRef("pk"))
    coming = visits.filter(status=AppointmentStatus.CONFIRMED, end__gt=now)
    return clients.annotate(
        last_visit=Subquery(visits.took_place(now).order_by("-start").values("start")[:1]),
        next_visit=Subquery(coming.order_by("start").values("start")[:1]),
    )


def _came(since: dt.datetime | None = None) -> Exists:
    """Whether a client had a visit, since then if that is said."""
    now = timezone.now()
    visits = Appointment.objects.took_place(now).filter(client=OuterRef("pk"), start__lt=now)
    return Exists(visits.filter(start__gte=since) if since else visits)


def _not_for_a_year(clients: QuerySet[Client]) -> QuerySet[Client]:
    return clients.filter(_came(), ~_came(timezone.now() - YEAR))


SEEN: Final[Mapping[str, tuple[Any, Callable[[QuerySet[Client]], QuerySet[Client]]]]] = {
    "quarter": (
        _("In the last three months"),
        lambda clients: clients.filter(_came(timezone.now() - QUARTER)),
    ),
    "year": (
        _("In the last year"),
        lambda clients: clients.filter(_came(timezone.now() - YEAR)),
    ),
    "before": (_("Before, but not for a year"), _not_for_a_year),
    "never": (_("Never"), lambda clients: clients.exclude(_came())),
}


def possibly_twice(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Those who share an email address, a phone number or a name with another record.

    By sorting, not by comparing everybody with everybody. Of phone numbers with an extension
    a few too few: contacts.reach_the_same decides on the page of the client.
    """
    keys = {
        "email": Lower("email"),
        "phone": Right(digits_of("phone"), COMPARED_DIGITS),
        "name": Lower(Trim("name")),
    }
    found = Q()
    for field, key in keys.items():
        told = Client.objects.annotate(key=key, size=Length(key)).order_by()
        told = told.filter(size__gte=FEWEST_DIGITS if field == "phone" else 1)
        twice = told.values("key").annotate(number=Count("pk")).filter(number__gt=1).values("key")
        clients = clients.alias(**{f"{field}_key": key})
        found |= Q(**{f"{field}_key__in": twice})
    return clients.filter(found)


class ClientFilters(WagtailFilterSet):
    standing = django_filters.MultipleChoiceFilter(
        label=_("Standing"), choices=Standing.choices, widget=forms.CheckboxSelectMultiple
    )
    seen = django_filters.ChoiceFilter(
        label=_("Was here"),
        method="filter_seen",
        choices=[(value, label) for value, (label, _narrow) in SEEN.items()],
        empty_label=_("Whenever"),
        widget=forms.RadioSelect,
    )
    twice = django_filters.ChoiceFilter(
        label=_("Possible duplicates"),
        method="filter_twice",
        choices=[("yes", _("Same email address, phone number or name"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Client
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.request.user.has_perm(VIEW_APPOINTMENTS):
            del self.filters["seen"]

    def filter_seen(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        _label, narrow = SEEN[value]
        return narrow(queryset)

    def filter_twice(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return possibly_twice(queryset)
