"""T12, T13: what the server's processes hold, and how long they take to start."""

import time
from collections.abc import Iterator
from typing import Final

from ..addresses import ANEW
from ..client import ask_again, get, load
from ..figures import Figure
from ..new_site import new_site
from ..processes import heaviest_mib
from ..workshop import Workshop

DESK: Final = [
    *("/admin/", "/admin/pages/", "/admin/images/", "/admin/reports/site-history/"),
    *("/admin/bookings/requests/", "/admin/bookings/appointments/", "/admin/bookings/clients/"),
]
TIMES: Final = 5


def memory(bench: Workshop) -> Iterator[Figure]:
    """Every public page, kept and made, by every process, and the desk's main lists."""
    with bench.demo.served(processes=bench.processes) as serving, bench.demo.inside() as inside:
        before = heaviest_mib(serving.server)
        public = [get(path) for path in inside.do("addresses")]
        anew = [get(path + ANEW) for path in inside.do("addresses")]
        desk = [get(path, {"Cookie": inside.do("session")}) for path in DESK]
        for _time in range(bench.some(TIMES)):
            load(serving.port, [*public, *anew, *desk], connections=8)
        ask_again(serving.port, public[0], times=bench.some(2000), status=200)
        after = heaviest_mib(serving.server)
    with new_site(bench.folder, processes=bench.processes) as server:
        alone = heaviest_mib(server)
    yield Figure(
        target="T12", what="A new Wagtail site, after the start", unit="MiB", values=(alone,)
    )
    yield Figure(target="T12", what="A process after the start", unit="MiB", values=(before,))
    yield Figure(
        target="T12", what="A process after every page", unit="MiB", values=(after,), limit=110
    )


def start(bench: Workshop) -> Iterator[Figure]:
    seconds = []
    for _round in range(bench.rounds):
        begun = time.perf_counter()
        with bench.demo.served(processes=1):
            seconds.append(time.perf_counter() - begun)
    yield Figure(
        target="T13", what="Start to the first page", unit="s", values=tuple(seconds), limit=3
    )
