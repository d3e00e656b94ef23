"""What is to be fitted into a diary, and by which rules."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from services.models import ServicePage

# For a visit whose service page is gone.
NO_PAGE_HORIZON: Final = dt.timedelta(days=366)
NO_PAGE_STEP: Final = dt.timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Session:
    """What is to be fitted in, and the rules of its service. All of it elapsed time."""

    length: dt.timedelta
    turnaround: dt.timedelta = dt.timedelta()
    notice: dt.timedelta = dt.timedelta()
    horizon: dt.timedelta = NO_PAGE_HORIZON
    step: dt.timedelta = NO_PAGE_STEP

    @classmethod
    def of(
        cls, service: ServicePage | None, minutes: int, *, turnaround_minutes: int | None = None
    ) -> "Session":
        """A session of `service`; without its page only the length is known.

        `turnaround_minutes` are those of a visit that is in the diary, instead of the service's.
        """
        length = dt.timedelta(minutes=minutes)
        if turnaround_minutes is None:
            turnaround_minutes = service.turnaround_minutes if service else 0
        turnaround = dt.timedelta(minutes=turnaround_minutes)
        if service is None:
            return cls(length=length, turnaround=turnaround)
        return cls(
            length=length,
            turnaround=turnaround,
            notice=dt.timedelta(hours=service.minimum_notice_hours),
            horizon=dt.timedelta(days=service.horizon_days),
            step=dt.timedelta(minutes=service.start_step_minutes),
        )
