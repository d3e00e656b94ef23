import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ...domain import appointments
from ...domain.availability import Session
from ..forms.visits import MoveForm
from ..free_times import FreeTimes
from ..time_page import TimePage
from .base import VisitDeedPage


class Move(TimePage, VisitDeedPage):
    """It starts from the time that the visit has, which is typed in already."""

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
        }

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
