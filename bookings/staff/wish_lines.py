"""A client's wishes beside what the diary says of them now."""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from ..domain.availability import Diary, Problem
from ..domain.errors import PolicyRefused
from ..domain.session import Session
from ..models import BookingRequest, Practitioner, RequestPreference
from . import wishes
from .forms.times import Chosen

# Rules for visitors only: staff may confirm what they could not have asked for.
FOR_VISITORS: Final = frozenset({Problem.TOO_SOON, Problem.TOO_FAR, Problem.UNALIGNED})


class WishState(StrEnum):
    FREE = "free"
    TIGHT = "tight"
    GONE = "gone"
    HELD = "held"


@dataclass(frozen=True)
class WishLine:
    """`people` are those with whom it can be had; a window has no state."""

    wish: RequestPreference
    words: str
    state: WishState | None = None
    state_words: str = ""
    rules: str = ""
    people: tuple[Practitioner, ...] = ()

    @property
    def slot(self) -> str:
        """What confirms it at once; empty where somebody has to choose or to say why."""
        if self.state != WishState.FREE or len(self.people) != 1 or not self.wish.slot_start:
            return ""
        return Chosen(self.people[0].pk, self.wish.slot_start).value


def wish_lines(
    ranked: Iterable[RequestPreference],
    diary: Diary | None = None,
    *,
    held: Container[object] = frozenset(),
) -> list[WishLine]:
    """In the order of the wishes. `held` are starts that are held for this client already."""
    return [_line(wish, diary, held) for wish in ranked]


def diary_of_wishes(request: BookingRequest, people: Iterable[Practitioner]) -> Diary | None:
    """The days of the live wishes; None without any that is still to come."""
    today = timezone.localdate()
    starts = [wish.slot_start for wish in request.preferences.all() if wish.slot_start]
    days = [day for day in map(timezone.localdate, starts) if day >= today]
    if not days:
        return None
    return Diary.load(
        practitioners=list(people),
        session=Session.of(request.service, request.minutes),
        first=min(days),
        last=max(days),
    )


def _line(wish: RequestPreference, diary: Diary | None, held: Container[object]) -> WishLine:
    words, start = wishes.in_short(wish), wish.slot_start
    if start is None:
        return WishLine(wish, words)
    if start in held and start > timezone.now():
        return WishLine(wish, words, WishState.HELD, _("held for this client"))
    return WishLine(wish, words, **diary_says(diary, start, diary.practitioners if diary else []))


def diary_says(
    diary: Diary | None, start: dt.datetime, people: Iterable[Practitioner]
) -> dict[str, Any]:
    """Of a time (aware) with any of these: its state, in words, and with whom it can be had.

    What a WishLine has besides its wish; nothing where nobody could give it.
    """
    if start <= timezone.now():
        return {"state": WishState.GONE, "state_words": _("has passed")}
    found = {person: diary.problems(person, start) - FOR_VISITORS for person in people}
    if free := tuple(person for person, problems in found.items() if not problems):
        return {"state": WishState.FREE, "state_words": _("free"), "people": free}
    tight = {person: rules for person, rules in found.items() if Problem.TAKEN not in rules}
    if tight:
        first, *_others = tight.values()
        rules = " ".join(str(PolicyRefused.WORDS[rule]) for rule in sorted(first))
        return {
            "state": WishState.TIGHT,
            "state_words": _("tight: %s") % rules,
            "rules": rules,
            "people": tuple(tight),
        }
    return {"state": WishState.GONE, "state_words": _("taken")} if found else {}
