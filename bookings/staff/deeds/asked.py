"""The time that an address asks for, as the diary's script writes it, and whether it is free."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from ...domain.availability import Diary
from ...domain.errors import TimeNotPossible
from ...domain.placing import instant
from ...models import Appointment, Practitioner
from ...times import day_words
from ..forms.times import typed_in
from ..wish_lines import WishState, diary_says


@dataclass(frozen=True)
class AskedTime:
    """`rules` are those of the practice that are in the way, where somebody may insist."""

    words: str
    state: WishState
    state_words: str
    rules: str = ""

    @property
    def is_free(self) -> bool:
        return self.state == WishState.FREE


def asked_time(
    value: str, *, moving: Appointment, people: Iterable[Practitioner], diary: Diary
) -> AskedTime | None:
    """For the `at` of an address; None where it names no other time, or somebody unknown.

    `people` are those who can give the visit; what the diary holds of it is no obstacle to it.
    """
    given = typed_in(value)
    person = given and Practitioner.objects.filter(pk=given["practitioner"]).first()
    if not person:
        return None
    day, time = given["day"], given["time"]
    words = _("%(day)s, %(time)s, with %(name)s") % {
        "day": day_words(day),
        "time": time_format(time, "G:i"),
        "name": person.name,
    }
    if person not in people:
        return AskedTime(words, WishState.GONE, _("does not offer this service"))
    try:
        start = instant(day, time)
    except TimeNotPossible as refused:
        return AskedTime(words, WishState.GONE, str(refused.message))
    if (start, person.pk) == (moving.start, moving.practitioner_id):
        return None
    said = diary_says(diary, start, [person])
    return AskedTime(words, said["state"], said["state_words"], said.get("rules", ""))
