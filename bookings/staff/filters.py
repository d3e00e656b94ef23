"""What the desk's lists can be narrowed by. Unknown parameters are passed over."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

from ..models import (
    Appointment,
    ExceptionKind,
    OutboxMessage,
    Practitioner,
    ScheduleException,
)
from ..statuses import AppointmentStatus, MessageStatus


class BoundedDateRangeField(DateRangeField):
    """Days that are still days in UTC: year 1 in Tokyo and year 9999 in New York are not."""

    def compress(self, data_list: list[dt.date]) -> slice | None:
        days = super().compress(data_list)
        try:
            for edge in (days.start, days.stop) if days else ():
                if edge:
                    edge.astimezone(dt.UTC)
        except OverflowError:
            raise ValidationError(_("Choose other days"), code="range") from None
        return days


class DaysFilter(django_filters.DateFromToRangeFilter):
    """From one day to another, as days of the time zone that is active."""

    field_class = BoundedDateRangeField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DateRangePickerWidget, **kwargs)


@remembered(Stamp.PAGES)
def practitioner_choices() -> list[tuple[int, str]]:
    """Everybody whose diary there is, also who has left."""
    return [(person.pk, str(person)) for person in Practitioner.objects.all()]


class PractitionerFilter(django_filters.ChoiceFilter):
    """By key; who it may be is no query while nobody is added or renamed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=practitioner_choices, **kwargs)


class StatusFilter(django_filters.MultipleChoiceFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Status"), widget=forms.CheckboxSelectMultiple, **kwargs)


class AppointmentFilters(WagtailFilterSet):
    status = StatusFilter(choices=AppointmentStatus.choices)
    practitioner = PractitionerFilter(label=_("With"))
    day = DaysFilter(field_name="start", label=_("Day"))

    class Meta:
        model = Appointment
        fields: list[str] = []


class ExceptionFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("What"),
        choices=ExceptionKind.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    practitioner = PractitionerFilter(label=_("For"))

    class Meta:
        model = ScheduleException
        fields: list[str] = []


class MailFilters(WagtailFilterSet):
    trouble = django_filters.ChoiceFilter(
        label=_("Trouble"),
        method="filter_trouble",
        choices=[("yes", _("Failed or late"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    status = StatusFilter(choices=MessageStatus.choices)

    class Meta:
        model = OutboxMessage
        fields: list[str] = []

    def filter_trouble(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.in_trouble(timezone.now())
