"""Free time of somebody's day: who waits for it, book a visit into it, or close it."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import BookingRequest, Practitioner
from ...times import near_day_words, time_words
from .. import addresses
from ..forms.times import Chosen
from ..permissions import ADD_CLOSURES, ANSWER_REQUESTS, VIEW_APPOINTMENTS
from .columns import MINUTE, SHORTEST, Entry
from .page import DiaryPage
from .way_back import PARAMETER, way_back

# Starts that are offered lie so far apart, in time that is short and in time that is long.
STEPS: Final = (15 * MINUTE, 30 * MINUTE)
LONG: Final = dt.timedelta(hours=3)


class GapPage(DiaryPage):
    """`at` says with whom and from when, as the diary links it; what is free there is looked up.

    Where nothing is free any more, it says so on the page that it came from.
    """

    template_name = "bookings/staff/diary/gap.html"
    page = "day"

    @cached_property
    def asked(self) -> Chosen | None:
        try:
            return Chosen.read(self.request.GET.get("at", ""))
        except ValidationError:
            return None

    @cached_property
    def person(self) -> Practitioner | None:
        found = [one for one in self._everybody if self.asked and one.pk == self.asked[0]]
        return next(iter(found), None)

    @cached_property
    def day(self) -> dt.date:
        if self.asked is None:
            return super().day
        day = timezone.localdate(self.asked.start)
        return day if abs(day.year - self.today.year) < 50 else self.today

    @cached_property
    def entry(self) -> Entry | None:
        """The free time in which the asked instant lies, or that begins after it has begun."""
        if self.asked is None or self.person is None:
            return None
        since = max(self.asked.start, self.now)
        gaps = [gap for columns in self.columns for column in columns for gap in column.gaps]
        return next((gap for gap in gaps if gap.start <= since < gap.end), None) or next(
            (gap for gap in gaps if self.asked.start <= gap.start <= since + SHORTEST), None
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.person is None:
            return redirect(addresses.diary("day", who="all"))
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Free time")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        return [*above, {"url": self.back_url, "label": _("Diary")}, own]

    @property
    def back_url(self) -> str:
        pk = self.person.pk if self.person else None
        found = way_back(self.request, practitioner_id=pk, day=self.day)
        return found or addresses.diary("day", who=self.who, day=self.day)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        may_book = user.has_perms([ANSWER_REQUESTS, VIEW_APPOINTMENTS])
        context = super().get_context_data(back_url=self.back_url, **kwargs) | {"gap": self.entry}
        if self.entry is None:
            return context
        wanting = self.waiting.for_gap(self.day, self.entry.start, self.entry.end)
        return context | {
            "title": f"{near_day_words(self.day)}, {self.entry.words}",
            "starts": list(self._starts()) if may_book else [],
            "close_url": self._close_url() if user.has_perm(ADD_CLOSURES) else "",
            "wanting": [(one, self._confirm_url(one)) for one in wanting],
        }

    def _starts(self) -> Iterator[tuple[str, str]]:
        """Words and address of each start; the first is that of the free time itself."""
        start, end = self.entry.start, self.entry.end
        step = STEPS[end - start > LONG]
        while start == self.entry.start or start + SHORTEST <= end:
            given = {"at": Chosen(self.person.pk, start).value, PARAMETER: self._back}
            yield time_words(start, self.zone), f"{addresses.book_visit()}?{urlencode(given)}"
            start += step - (start - dt.datetime.min.replace(tzinfo=dt.UTC)) % step

    def _close_url(self) -> str:
        first, last = (timezone.localtime(at) for at in (self.entry.start, self.entry.end))
        given = {
            "practitioner": self.person.pk,
            "date_from": first.date().isoformat(),
            "time_from": f"{first:%H:%M}",
            "time_until": f"{last:%H:%M}" if last.date() == first.date() else "23:59",
            PARAMETER: self._back,
        }
        return f"{addresses.add_closure()}?{urlencode(given)}"

    def _confirm_url(self, request: BookingRequest) -> str:
        return addresses.request_detail(request.pk)

    @property
    def _back(self) -> str:
        return self.request.GET.get(PARAMETER, "day")[:20]
