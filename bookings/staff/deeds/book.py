"""A visit for somebody on the phone or at the door."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ...domain import appointments
from ...domain.session import Session
from ...models import Appointment
from .. import addresses
from ..diary.way_back import way_back, way_back_to
from ..fields import is_id
from ..form_page import FormPage
from ..forms.times import typed_in
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

    def get_initial(self) -> dict[str, Any]:
        """`at` is free time of the diary that somebody chose there, `client` whom they chose."""
        client = self.request.GET.get("client", "")
        initial = typed_in(self.request.GET.get("at", ""))
        return initial | ({"client": client} if is_id(client) else {})

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
        back = way_back_to(self.request, self.booked)
        return back or addresses.appointment_detail(self.booked.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.get_initial()
        who, day = chosen.get("practitioner"), chosen.get("day", timezone.localdate())
        back_url = way_back(self.request, practitioner_id=who, day=day)
        return super().get_context_data(found=self.form.found(), diary_url=back_url, **kwargs)
