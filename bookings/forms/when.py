import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.models import PracticeSettings
from home.templatetags.practice_tags import price
from services.models import ServicePage

from ..domain.availability import Diary
from .fields import parse_day
from .public import PublicForm
from .ranking import kept_ranks
from .times import DAYS_SHOWN, FreeDay, FreeTimes, TimesField
from .wishes import RANKS, clean_wishes, wish_fields


class WhenForm(PublicForm):
    """The first part of a request: how long, and which times, days or any time at all."""

    minutes = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how long you want to stay"),
            "invalid_choice": gettext_lazy("Choose one of the lengths in the list"),
        },
    )
    any_time = forms.BooleanField(label=gettext_lazy("Any time is fine"), required=False)
    # What the list of times began with, and the length that it was made for.
    days_from = forms.CharField(required=False, widget=forms.HiddenInput)
    times_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        service: ServicePage,
        practice: PracticeSettings,
        days_shown: int = DAYS_SHOWN,
        was_sent: bool = False,
        **kwargs: Any,
    ) -> None:
        """`data` is what is to be checked, `initial` what was typed and is only shown again.

        `was_sent` says that the same page came in before: its times may be taken by now, and
        perhaps by that very request.
        """
        super().__init__(data, **kwargs)
        self.service = service
        self.lengths = {str(length.minutes): length for length in service.lengths.all()}
        self.typed = self.data if self.is_bound else self.initial
        self._set_lengths(practice)
        self._set_times(days_shown, was_sent)
        self._set_wishes(practice)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["wishes"] = clean_wishes(self)
        return cleaned

    def _set_lengths(self, practice: PracticeSettings) -> None:
        field = self.fields["minutes"]
        field.label = _("How long?")
        field.choices = [
            (
                value,
                ngettext(
                    "%(count)d minute, %(price)s", "%(count)d minutes, %(price)s", length.minutes
                )
                % {"count": length.minutes, "price": price(length.price, practice.currency)},
            )
            for value, length in self.lengths.items()
        ]
        if len(self.lengths) == 1:
            self.initial["minutes"] = next(iter(self.lengths))

    def _set_times(self, days: int, was_sent: bool) -> None:
        """Free times depend on the length: the one that was chosen, else the shortest."""
        minutes = self.typed.get("minutes")
        if minutes not in self.lengths:
            minutes = min(self.lengths, key=int, default="0")
        times_for = str(self.typed.get("times_for", ""))
        ticked = _several(self.typed, "times")
        # What is checked is looked up anew.
        may_be_kept = not (self.is_bound and ticked)
        self.free = FreeTimes(
            Diary.for_service(self.service, int(minutes), may_be_kept=may_be_kept),
            ticked=ticked,
            since=parse_day(str(self.typed.get("days_from", ""))),
            days=days,
            listed_for=int(times_for) if times_for in self.lengths else None,
            settled=was_sent,
        )
        self.fields["times"] = TimesField(
            self.free, label=_("Free times for %(minutes)s minutes") % {"minutes": minutes}
        )

    def _set_wishes(self, practice: PracticeSettings) -> None:
        now = timezone.now()
        today = timezone.localdate(now, practice.zone)
        notice = dt.timedelta(hours=self.service.minimum_notice_hours)
        fields = wish_fields(
            today=today,
            earliest=timezone.localdate(now + notice, practice.zone),
            latest=today + dt.timedelta(days=self.service.horizon_days),
            typed={name: self.typed.get(name) or "" for name in _window_names()},
        )
        self.fields |= fields
        # In the order of the page, which is also that of the error summary.
        self.order_fields(["minutes", "times", *fields])

    @property
    def days(self) -> Iterator[tuple[FreeDay, list[BoundWidget]]]:
        """Each day on the page with its boxes, for the template."""
        return self.free.by_day(self["times"])

    @property
    def windows(self) -> Iterator[dict[str, Any]]:
        """The rows of other days and times, for the template."""
        words = [_("A day that suits you"), _("Another day"), _("One more day")]
        for rank, legend in zip(RANKS, words, strict=True):
            day, part = self[f"wish_{rank}_day"], self[f"wish_{rank}_part"]
            yield {"legend": legend, "day": day, "part": part}

    @property
    def shows_windows(self) -> bool:
        """Whether other days stand open: filled in, in error, or all there is to choose from."""
        if not self.free.days:
            return True
        return any(self.typed.get(name) or name in self.errors for name in _window_names())

    @property
    def lost_times(self) -> list[str]:
        """What became of ticked times that are free no more; their errors once it is checked."""
        return [] if self.is_bound else list(filter(None, self.free.refusals.values()))

    @property
    def kept_ranks(self) -> Iterator[tuple[str, str]]:
        """An order that was given on the check page, to go there again."""
        return kept_ranks(self.typed)

    def control_id(self, name: str) -> str:
        # Without free times there is no box to go to.
        return super().control_id(name) or super().control_id("wish_1_day")


def _window_names() -> Iterable[str]:
    return (f"wish_{rank}_{what}" for rank in RANKS for what in ("day", "part"))


def _several(typed: Any, name: str) -> list[str]:
    """All values of a question, whether `typed` is a QueryDict or plain initial values."""
    return typed.getlist(name) if isinstance(typed, QueryDict) else typed.get(name, [])
