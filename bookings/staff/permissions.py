"""What the desk asks for before it shows or does anything.

Seeing requests, answering them and reading what visitors said about their health are three
separate permissions: reception has the first two.
"""

from typing import Final

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from ..domain.health import PERMISSION as VIEW_HEALTH

VIEW_REQUESTS: Final = "bookings.view_bookingrequest"
ANSWER_REQUESTS: Final = "bookings.answer_bookingrequest"
VIEW_APPOINTMENTS: Final = "bookings.view_appointment"
ERASE_CLIENTS: Final = "bookings.erase_client"
EXPORT_CLIENTS: Final = "bookings.export_client"
VIEW_LOG: Final = "bookings.view_auditevent"
VIEW_CLIENTS: Final = "bookings.view_client"
ADD_CLIENTS: Final = "bookings.add_client"
CHANGE_CLIENTS: Final = "bookings.change_client"
VIEW_CLOSURES: Final = "bookings.view_scheduleexception"
ADD_CLOSURES: Final = "bookings.add_scheduleexception"
VIEW_MAIL: Final = "bookings.view_outboxmessage"
CHANGE_FEEDS: Final = "bookings.change_calendarfeed"
VIEW_WAITLIST: Final = "bookings.view_waitlistentry"
VIEW_REPORTS: Final = "bookings.view_reports"
EXPORT_REPORTS: Final = "bookings.export_reports"
CHANGE_MAIL_WORDS: Final = "bookings.change_mailwording"

# All that is kept of somebody holds what each of these shows.
EXPORT: Final = (EXPORT_CLIENTS, VIEW_APPOINTMENTS, VIEW_HEALTH, VIEW_REQUESTS)

__all__ = [
    "ADD_CLIENTS",
    "ADD_CLOSURES",
    "ANSWER_REQUESTS",
    "CHANGE_CLIENTS",
    "CHANGE_FEEDS",
    "CHANGE_MAIL_WORDS",
    "ERASE_CLIENTS",
    "EXPORT",
    "EXPORT_CLIENTS",
    "EXPORT_REPORTS",
    "VIEW_APPOINTMENTS",
    "VIEW_CLIENTS",
    "VIEW_CLOSURES",
    "VIEW_HEALTH",
    "VIEW_LOG",
    "VIEW_MAIL",
    "VIEW_REPORTS",
    "VIEW_REQUESTS",
    "VIEW_WAITLIST",
    "permissions_of_its_own",
]


def permissions_of_its_own() -> QuerySet[Permission]:
    """Those of models without a list, to be ticked in a group; lists bring their own."""
    return Permission.objects.filter(
        content_type__app_label="bookings",
        codename__in=[
            "change_calendarfeed",
            "change_mailwording",
            "view_healthanswers",
            "view_waitlistentry",
        ],
    )
