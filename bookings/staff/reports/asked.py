"""Which period and whom an address, or a form, asks about. What makes no sense is passed over."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.models import PracticeSettings

from ...domain.reports import NAMED, Period, days_between, named_period
from ...models import Practitioner
from ..fields import FIRST_DAY, LAST_DAY

DEFAULT: Final = next(iter(NAMED))
PERIOD_WORDS: Final[dict[str, Promise]] = {
    "30-days": _("Last 30 days"),
    "12-months": _("Last 12 months"),
    "this-year": _("This year"),
    "last-year": _("Last year"),
}


@dataclass(frozen=True)
class Asked:
    """`name` is empty where the days were chosen one by one."""

    name: str
    period: Period
    practitioner: Practitioner | None

    @property
    def days(self) -> dict[str, str]:
        """What says the period in an address."""
        if self.name:
            return {"period": self.name}
        return {"from": self.period.first.isoformat(), "until": self.period.last.isoformat()}

    @property
    def whose(self) -> dict[str, str]:
        """What says the practitioner."""
        return {"with": str(self.practitioner.pk)} if self.practitioner else {}

    def query(self, **changes: str) -> str:
        """The same for an address; a change to the period is one of all its days."""
        days = changes if "period" in changes else self.days
        whose = {"with": changes["with"]} if "with" in changes else self.whose
        return urlencode({name: value for name, value in (days | whose).items() if value})


def read(data: QueryDict, practice: PracticeSettings, people: list[Practitioner]) -> Asked:
    """`people` is everybody who treats, or has."""
    asked = data.get("with", "")
    practitioner = next((one for one in people if str(one.pk) == asked), None)
    chosen = _chosen(data, practice)
    if chosen:
        return Asked("", chosen, practitioner)
    name = data.get("period", "")
    name = name if name in NAMED else DEFAULT
    today = timezone.localdate(timezone=practice.zone)
    period = named_period(name, today=today, zone=practice.zone)
    return Asked(name, period, practitioner)


def _chosen(data: QueryDict, practice: PracticeSettings) -> Period | None:
    try:
        first, last = (dt.date.fromisoformat(data.get(name, "")) for name in ("from", "until"))
    except ValueError:
        return None
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        return None
    return days_between(first, last, practice.zone)
