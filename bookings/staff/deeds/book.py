"""A visit for somebody on the phone or at the door."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from ...domain import appointments
from ...domain.availability import Session
from ...models import Appointment
from .. import addresses
from ..form_page import FormPage
from ..forms.visits import BookForm
from ..free_times import FreeTimes
from ..generic import DeskPage
from ..time_page import TimePage


class BookVisit(TimePage, FormPage, DeskPage):
    """Its buttons that only look: free times of the service, other days, clients by a word."""

    form_class = BookForm
    template_name = "bookings/staff/book.html"
    booked: Appointment

    def get_page_title(self) -> str:
        return _("Book a visit")

    def free_times(self, also: dt.date | None) -> FreeTimes | None:
        chosen = self.form.chosen_session()
        if chosen is None:
            return None
        return FreeTimes(session=Session.of(*chosen), people=self.form.people, also=also)

    def perform(self, **answers: Any) -> str:
        self.booked = appointments.book(**answers)
        done = _("Booked: %(when)s.") % {"when": self.when(self.booked)}
        if answers["walk_in"]:
            return done
        return f"{done} {self.is_told(self.booked.client.email)}"

    def done_url(self) -> str:
        return addresses.appointment_detail(self.booked.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(found=self.form.found(), **kwargs)
