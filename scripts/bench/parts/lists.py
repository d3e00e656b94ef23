"""T9: lists of the desk with 100 rows and with 100,000."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ..figures import Figure, ratio
from ..workshop import Workshop

TIMES: Final = 10
MOST_SQL: Final = 12
MOST_GROWTH: Final = 1.3
# Each has twenty rows on its first page, of the few as of the many.
LISTS: Final = {
    "Inbox": "/admin/bookings/requests/",
    "Inbox, searched": "/admin/bookings/requests/?q=7946+00",
    "Inbox, confirmed": "/admin/bookings/requests/?tab=confirmed",
    "Visits": "/admin/bookings/appointments/",
    "Visits, searched": "/admin/bookings/appointments/?q=7946+00",
    "Clients": "/admin/bookings/clients/",
    "Clients, searched": "/admin/bookings/clients/?q=Client+1",
    "Mails": "/admin/bookings/mail/",
    "Mails, searched": "/admin/bookings/mail/?q=client1",
    "Log": "/admin/bookings/log/",
    "Log, searched": "/admin/bookings/log/?q=submitted",
}


def lists(bench: Workshop) -> Iterator[Figure]:
    cpu: dict[str, list[float]] = defaultdict(list)
    sql: dict[str, int] = {}
    big: dict[str, list[float]] = defaultdict(list)
    with bench.few.inside() as few, bench.many.inside() as many:
        for site in (few, many):
            site.do("travel")
        for _round in range(bench.rounds):
            for name, path in LISTS.items():
                asked = {"times": bench.some(TIMES), "path": path, "as_owner": True}
                little, look = (site.look("page", **asked) for site in (few, many))
                cpu[name] += ratio([look.cpu_ms], [little.cpu_ms])
                big[name].append(look.cpu_ms)
                sql[name] = look.sql
    for name in LISTS:
        values, queries = tuple(cpu[name]), (sql[name],)
        yield Figure(target="T9", what=name, unit="ms", values=tuple(big[name]))
        yield Figure(
            target="T9", what=f"{name}: queries", unit="SQL", values=queries, limit=MOST_SQL
        )
        yield Figure(
            target="T9",
            what=f"{name}: 100,000 rows to 100",
            unit="×",
            values=values,
            limit=MOST_GROWTH,
        )
