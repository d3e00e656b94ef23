import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain import interest, transitions
from ...domain.session import Session
from .. import wishes
from ..forms.answers import ConfirmForm
from ..free_times import FreeTimes
from ..time_page import TimePage
from ..wish_lines import WishLine, wish_lines
from .base import AnswerPage


class Confirm(TimePage, AnswerPage):
    """Any time; the wish that staff pressed, or else the first, is where it starts from.

    A free wish is confirmed from the request's page with one press, from the inbox with two
    (inbox.sure); both post it here.
    """

    name = "confirm"
    form_class = ConfirmForm
    template_name = "bookings/staff/confirm.html"

    def get_initial(self) -> dict[str, Any]:
        """What the wish says."""
        ranked = {str(wish.rank): wish for wish in self.object.preferences.all()}
        wish = ranked.get(self.request.GET.get("wish", "1"))
        return wishes.guess(wish)._asdict() if wish else {}

    def free_times(self, also: dt.date | None) -> FreeTimes:
        return FreeTimes(
            session=Session.of(self.object.service, self.object.minutes),
            people=self.form.people,
            wishes=self.object.preferences.all(),
            also=also,
        )

    def give(self, **answers: Any) -> str:
        appointment = transitions.confirm_at(**answers)
        done = [_("Confirmed: %(when)s.") % {"when": self.when(appointment)}, self.client_is_told()]
        others = len(interest.wanted_by(appointment.start, appointment.end, besides=self.object.pk))
        if others:
            words = ngettext(
                "%(count)d other request wanted that time.",
                "%(count)d other requests wanted that time.",
                others,
            )
            done.append(words % {"count": others})
        return " ".join(done)

    def wish_lines(self) -> list[WishLine]:
        return wish_lines(self.object.preferences.all(), self.times.diary, held=self.held_starts())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(can_confirm=self.is_possible, **kwargs)
        self._start_from(context)
        return context

    def _start_from(self, context: dict[str, Any]) -> None:
        """On first sight a free wish is chosen in the list, and a tight one asks why at once."""
        if self.request.method != "GET":
            return
        rank = self.request.GET.get("wish", "1")
        line = next((line for line in context["wishes"] if str(line.wish.rank) == rank), None)
        if line and line.slot:
            context["chosen_slots"] = {line.slot}
        self.form.rules = line.rules if line else ""
