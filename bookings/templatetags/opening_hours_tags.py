"""The opening hours set for bookings, on pages of other apps."""

from typing import Any

from django import template
from django.db.models import Q
from django.template import Context
from django.utils import timezone

from home.models import PracticeSettings

from ..domain.opening_data import opening_hours_specification
from ..domain.weekly_hours import LOOK_AHEAD, coming_closures, timetables
from ..models import OpeningHours, ScheduleException

register = template.Library()


@register.inclusion_tag("bookings/opening_hours.html", takes_context=True)
def opening_hours(context: Context) -> dict[str, Any]:
    """The hours of everybody who treats, and closures soon to come; nothing where none are set.

    Two queries.
    """
    practice = context.get("practice") or PracticeSettings.current()
    today = timezone.localdate(None, practice.zone)
    active = OpeningHours.objects.filter(practitioner__active=True)
    tables = timetables(active.select_related("practitioner"), today)
    if not tables:
        return {}
    exceptions = ScheduleException.objects.for_days(today, today + LOOK_AHEAD)
    theirs = Q(practitioner__isnull=True) | Q(practitioner__active=True)
    closures = exceptions.filter(theirs).select_related("practitioner")
    return {"tables": tables, "closures": coming_closures(closures, today)}


@register.simple_tag(takes_context=True)
def opening_hours_data(context: Context) -> list[dict[str, Any]]:
    """The same hours for structured data. One query."""
    practice = context.get("practice") or PracticeSettings.current()
    today = timezone.localdate(None, practice.zone)
    return opening_hours_specification(
        OpeningHours.objects.filter(practitioner__active=True), today
    )
