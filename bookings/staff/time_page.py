"""A page on which staff choose a time, from the free ones or freely."""

import datetime as dt
from typing import Any

from ..models import Practitioner
from .diary.taken import taken_on
from .free_times import A_FEW, FreeTimes
from .permissions import VIEW_APPOINTMENTS


class ListedTimes:
    """For a FormPage: the free times, and how many days of them were asked for."""

    def free_times(self, also: dt.date | None) -> FreeTimes | None:
        """The times to choose from; `also` is a day that they must hold if it has any."""
        raise NotImplementedError

    def shown_days(self) -> int:
        """“More days” sends how many; whatever else is sent means a few."""
        sent = self.request.POST.get("more") or self.request.POST.get("shown", "")
        return int(sent) if sent.isdecimal() and len(sent) < 4 else A_FEW

    def also_day(self) -> dt.date | None:
        return None

    def listing(self) -> dict[str, Any]:
        self.times = self.free_times(self.also_day())
        shown = self.shown_days()
        if self.times is None:
            return {"shown": shown}
        chosen = self.form["slot"].value() or []
        chosen = [chosen] if isinstance(chosen, str) else chosen
        listing = self.times.listing(shown)
        return listing | {
            "shown": shown,
            "chosen_slots": set(chosen),
            "kept_times": self.times.kept(chosen, listing["free_days"]),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.listing(), **kwargs)


class TimePage(ListedTimes):
    """The same with a TimeForm: a typed day shows its diary."""

    def also_day(self) -> dt.date | None:
        return self.form.shown_day()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people: list[Practitioner] = list(self.form.people)
        day = self.form.shown_day()
        return super().get_context_data(
            people=people,
            day=day,
            taken=taken_on(day, people) if day else [],
            names_shown=self.request.user.has_perm(VIEW_APPOINTMENTS),
            **kwargs,
        )
