"""Up to three wishes, as a visitor picks them and as the domain takes them."""

import datetime as dt
from functools import cache, partial
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..domain.submission import Wish
from ..times import PARTS_OF_DAY, WEEKDAYS, day_words
from .fields import DayField, parse_day
from .times import slot_value

RANKS: Final = (1, 2, 3)
ANY_DAY: Final = "any"
# Six weeks would be two more screens of options on a phone; weekdays cover the rest.
DAYS_LISTED: Final = 28
WEEKDAY_VALUES: Final = dict(
    zip(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        WEEKDAYS,
        strict=True,
    )
)


def wish_fields(
    *, today: dt.date, earliest: dt.date, latest: dt.date, typed: dict[str, str]
) -> dict[str, forms.Field]:
    """The fields of all three wishes by name; `typed` is what the visitor chose already."""
    # Made when the page shows them: what was posted is checked without.
    listed = cache(partial(_days, earliest, latest))
    parts = [("", _("Any time of day"))]
    parts += [(value, capfirst(words)) for value, (_from, _until, words) in PARTS_OF_DAY.items()]
    fields: dict[str, forms.Field] = {}
    for rank in RANKS:
        fields[f"wish_{rank}_day"] = DayField(
            label=_("Day"),
            required=False,
            today=today,
            earliest=earliest,
            latest=latest,
            choices=listed,
            widget=_KeepingSelect(typed.get(f"wish_{rank}_day", "")),
        )
        fields[f"wish_{rank}_part"] = forms.ChoiceField(
            label=_("Time of day"),
            required=False,
            choices=parts,
            error_messages={"invalid_choice": _("Choose a time of day from the list")},
        )
    return fields


def clean_wishes(form: forms.Form) -> dict[str, Wish]:
    """The wishes by name (slot_value or name of the window), without repetitions: times first,
    the earliest before the others, then windows as they were named. Errors go on the fields.
    """
    cleaned = form.cleaned_data
    wishes = {slot_value(start): _live(start, cleaned) for start in cleaned.get("times", [])}
    for rank in RANKS:
        day, part = cleaned.get(f"wish_{rank}_day"), cleaned.get(f"wish_{rank}_part")
        if part and not day and f"wish_{rank}_day" in cleaned:
            form.add_error(f"wish_{rank}_day", _("Choose a day for this time, or choose “Any day”"))
        if day and (wish := _window(day, part or "")) not in wishes.values():
            wishes[f"wish_{rank}"] = wish
    if cleaned.get("any_time"):
        if wishes:
            form.add_error(
                "any_time", _("Choose either times and days, or “Any time is fine”, not both")
            )
        return {"any_time": Wish()}
    if len(wishes) > len(RANKS):
        form.add_error(
            "times",
            _("You chose %(count)d times and days. Choose 3 at most") % {"count": len(wishes)},
        )
    elif not wishes and not _has_wish_errors(form):
        form.add_error(
            "times" if form.free.days else "wish_1_day",
            _("Choose at least one time or day, or “Any time is fine”"),
        )
    return wishes


def _live(start: dt.datetime, cleaned: dict[str, Any]) -> Wish:
    # Without a length there is an error already, and nothing is made of the wish.
    minutes = int(cleaned.get("minutes") or 0)
    return Wish(slot_start=start, slot_end=start + dt.timedelta(minutes=minutes))


def _window(day: str, part: str) -> Wish:
    time_from, time_until, _words = PARTS_OF_DAY.get(part, (None, None, ""))
    date = parse_day(day)
    weekdays = (WEEKDAY_VALUES[day],) if day in WEEKDAY_VALUES else ()
    return Wish(
        date_from=date,
        date_until=date,
        weekdays=weekdays,
        time_from=time_from,
        time_until=time_until,
    )


def _has_wish_errors(form: forms.Form) -> bool:
    return any(name == "times" or name.startswith("wish_") for name in form.errors)


def _days(earliest: dt.date, latest: dt.date) -> list[tuple[str, Any]]:
    count = min((latest - earliest).days + 1, DAYS_LISTED)
    dates = [earliest + dt.timedelta(days=offset) for offset in range(count)]
    return [
        ("", _("Choose a day")),
        (ANY_DAY, _("Any day")),
        (_("Every week"), [(value, WEEKDAYS[day]) for value, day in WEEKDAY_VALUES.items()]),
        (_("Dates"), [(date.isoformat(), day_words(date)) for date in dates]),
    ]


class _KeepingSelect(forms.Select):
    """Shows a date that was chosen although it is not (or no longer) in the list."""

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self.chosen = chosen

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        listed = {
            str(key)
            for _group, rows in self.choices
            if isinstance(rows, list)
            for key, _words in rows
        }
        day = parse_day(self.chosen)
        if day and self.chosen not in listed:
            self.choices = [*self.choices, (self.chosen, day_words(day))]
        return super().optgroups(name, value, attrs)
