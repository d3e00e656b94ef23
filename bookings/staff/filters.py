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

from ..models import (
    Appointment,
    ExceptionKind,
    OutboxMessage,
    Practitioner,
    ScheduleException,
)
from ..statuses import AppointmentStatus, MessageStatus
from .fields import RowFilterField


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


class RowFilter(django_filters.ModelChoiceFilter):
    field_class = RowFilterField


class StatusFilter(django_filters.MultipleChoiceFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Status"), widget=forms.CheckboxSelectMultiple, **kwargs)


class AppointmentFilters(WagtailFilterSet):
    status = StatusFilter(choices=AppointmentStatus.choices)
    practitioner = RowFilter(label=_("With"), queryset=Practitioner.objects.all())
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
    practitioner = RowFilter(label=_("For"), queryset=Practitioner.objects.all())

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
