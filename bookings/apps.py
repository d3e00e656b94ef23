from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from home.page_cache import writes
from home.page_cache.stamps import Stamp

# What only the desk and clients' own pages are made of. The rest (hours, practitioners, consent
# and safety texts, settings) shows on public pages.
UNSEEN = {
    "bookings_" + name
    for name in (
        *("auditevent", "blockedcontact", "bookingrequest", "calendarfeed", "client"),
        *("clientreply", "consentrecord", "freedtime", "healthanswers", "interestcount"),
        *("outboxmessage", "requestnote", "requestpreference", "treatment"),
        *("waitlistentry",),
    )
}
# A time that is offered is held as an appointment.
DIARY = {"bookings_appointment", "bookings_proposal"}


class BookingsConfig(AppConfig):
    name = "bookings"
    verbose_name = _("Bookings")

    def ready(self) -> None:
        writes.only(UNSEEN)
        writes.only(DIARY, Stamp.DIARY)
