"""How a request of the demonstration is written down; see `bookings.models.BookingRequest`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bookings.models import Actor
from bookings.statuses import RequestStatus

from ..services import TRIGGER_POINT_THERAPY
from ..visits import DemoVisit

HOUR: Final = dt.timedelta(hours=1)
DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class FreeTime:
    """A wish for a time that is free: as DemoVisit finds one, with anybody who offers it."""

    days: int
    late: float = 0


@dataclass(frozen=True, kw_only=True)
class TimeOf:
    """A wish for the time of a visit of the demonstration, which has come in between."""

    visit: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """A wish for any time that fits; `from_day` and `until_day` count from today."""

    from_day: int | None = None
    until_day: int | None = None
    weekdays: tuple[int, ...] = ()
    part: str = ""


Wished = FreeTime | TimeOf | Window


@dataclass(frozen=True, kw_only=True)
class Step:
    """What happened `after` the request came, in the words of the audit trail.

    `to` is the state it brought the request to, if any; `by` a username or an Actor.
    """

    after: dt.timedelta
    action: str = ""
    to: RequestStatus | None = None
    by: str = Actor.SYSTEM


@dataclass(frozen=True, kw_only=True)
class DemoRequest:
    """A request that came `ago`; its state is the one that the last of its `story` brought.

    `visit` is what became of it, `offered` are times that are held for `held_for` from now, each
    at most until it starts. `waits` puts it on the waiting list. `fields` are any others of the
    row. `notes`, `areas` (slugs) and `caution` (the number of a safety question that leads to
    one) are about health; `treated` are slugs.
    """

    slug: str
    reference: str
    name: str
    email: str = ""
    phone: str = ""
    been_before: bool | None = None
    client: str = ""
    ago: dt.timedelta
    service: str = TRIGGER_POINT_THERAPY.key
    minutes: int = 60
    article: str = ""
    wishes: tuple[Wished, ...] = (Window(),)
    notes: str = ""
    areas: tuple[str, ...] = ()
    caution: int | None = None
    arrives_as: RequestStatus = RequestStatus.RECEIVED
    story: tuple[Step, ...] = ()
    assigned_to: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    answer: str = ""
    private_note: str = ""
    visit: DemoVisit | None = None
    treated: tuple[str, ...] = ()
    offered: tuple[DemoVisit, ...] = ()
    held_for: dt.timedelta = DAY
    waits: bool = False
    mail_fails: str = ""

    @property
    def key(self) -> str:
        return f"request:{self.slug}"

    @property
    def status(self) -> RequestStatus:
        return next((step.to for step in reversed(self.story) if step.to), self.arrives_as)
