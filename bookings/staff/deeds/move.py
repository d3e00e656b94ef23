import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ...domain import appointments
from ...domain.session import Session
from ..forms.times import typed_in
from ..forms.visits import MoveForm
from ..free_times import FreeTimes
from ..time_page import TimePage
from .asked import asked_time
from .base import VisitDeedPage


class Move(TimePage, VisitDeedPage):
    """It starts from the time that the visit has, or `at` in the address, typed in already.

    Of the latter it says what stands against it; where it is free, one press is all it takes.
    """

    name = "move"
    form_class = MoveForm
    template_name = "bookings/staff/move_visit.html"

    def get_initial(self) -> dict[str, Any]:
        start = timezone.localtime(self.object.start)
        return {
            "day": start.date(),
            "time": start.time(),
            "practitioner": self.object.practitioner_id,
            "turnaround_minutes": self.object.turnaround_minutes,
        } | typed_in(self.request.GET.get("at", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.request.method != "GET":
            return context | {"asked": None}
        asked = asked_time(
            self.request.GET.get("at", ""),
            moving=self.object,
            people=context["people"],
            diary=self.times.diary,
        )
        self.form.rules = asked.rules if asked else ""
        return context | {"asked": asked}

    def free_times(self, also: dt.date | None) -> FreeTimes:
        turnaround = dt.timedelta(minutes=self.object.turnaround_minutes)
        return FreeTimes(
            session=replace(
                Session.of(self.object.service, self.object.minutes), turnaround=turnaround
            ),
            people=self.form.people,
            moving=self.object,
            also=also,
        )

    def do(self, **answers: Any) -> str:
        before = self.object.start, self.object.practitioner_id
        visit = appointments.move(**answers)
        if (visit.start, visit.practitioner_id) == before:
            return _("The minutes kept free after are changed. The client was told nothing.")
        return _("Moved: %(when)s.") % {"when": self.when(visit)} + f" {self.client_is_told()}"
