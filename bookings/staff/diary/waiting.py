"""Who waits for a time: open requests whose wishes a day, or free time of it, would fulfil."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from ...domain.interest import fits_in, longest_waiting
from ...models import BookingRequest, RequestPreference
from ...times import MIDNIGHT, ONE_DAY, edge


class Waiting:
    """Looked up once for a page; without wishes for who may not see requests."""

    def __init__(self, zone: ZoneInfo, wishes: Iterable[RequestPreference] = ()) -> None:
        self.zone = zone
        self._wishes = list(wishes)
        self._by_day: dict[dt.date, list[RequestPreference]] = {}

    @classmethod
    def on_days(cls, first: dt.date, last: dt.date, zone: ZoneInfo) -> "Waiting":
        """For the days from `first` to `last`; two queries."""
        start, end = edge(first, MIDNIGHT, zone), edge(last + ONE_DAY, MIDNIGHT, zone)
        return cls(zone, longest_waiting(start, end, zone))

    def for_day(self, day: dt.date) -> list[BookingRequest]:
        """Who wished for a time on this day, at whatever hour; who waits longest first."""
        return _requests(self._on(day))

    def for_gap(self, day: dt.date, start: dt.datetime, end: dt.datetime) -> list[BookingRequest]:
        """Whom [start, end), free time of this day, would suit."""
        return _requests(w for w in self._on(day) if fits_in(w, start, end, self.zone))

    def _on(self, day: dt.date) -> list[RequestPreference]:
        if day not in self._by_day:
            begin, end = (edge(one, MIDNIGHT, self.zone) for one in (day, day + ONE_DAY))
            self._by_day[day] = [w for w in self._wishes if fits_in(w, begin, end, self.zone)]
        return self._by_day[day]


def _requests(wishes: Iterable[RequestPreference]) -> list[BookingRequest]:
    """Each once, however many of its wishes these are."""
    found = {wish.request_id: wish.request for wish in wishes}
    return sorted(found.values(), key=lambda request: (request.created_at, request.pk))
