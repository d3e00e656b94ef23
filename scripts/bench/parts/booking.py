"""T7, T7b: the last step of a request for a time, in which it is stored."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..addresses import SERVICE
from ..client import load, post
from ..figures import Figure
from ..processes import cpu_seconds
from ..sites import Inside, Serving, Site
from ..workshop import Workshop

REQUESTS: Final = 80
TOKEN: Final = re.compile(rb'name="submission_token" value="([^"]+)"')


def booking(bench: Workshop) -> Iterator[Figure]:
    yield from _booking(bench, bench.demo, target="T7", limit=15, connections=4)
    yield from _booking(bench, bench.demo_in_a_file, target="T7b", limit=17, connections=8)


def _booking(
    bench: Workshop, site: Site, *, target: str, limit: float, connections: int
) -> Iterator[Figure]:
    cpu, waits = [], []
    with site.served(processes=bench.processes) as serving, site.inside() as inside:
        for round_ in range(bench.rounds + 1):
            spent, wait = _send_all(inside, serving, bench.some(REQUESTS), round_, connections)
            if round_:  # the first warms up
                cpu.append(spent)
                waits.append(wait)
    what = f"Request for a time, {site.engine.name}"
    yield Figure(target=target, what=what, unit="ms", values=tuple(cpu), limit=limit)
    what = f"95 % of them answered, {connections} at once"
    yield Figure(target=target, what=what, unit="ms", values=tuple(waits))


def _send_all(
    inside: Inside, serving: Serving, number: int, round_: int, connections: int
) -> tuple[float, float]:
    """Milliseconds of processor time for one, and in which most were answered.

    Each visitor has looked at her check page before; what is counted is her sending of it.
    """
    answers, before = inside.do("form_answers"), inside.do("requests")
    visitors = [
        _Visitor(f"{round_}-{one}", f"198.51.{round_}.{one % 250}", answers)
        for one in range(number)
    ]
    for visitor in visitors:
        visitor.look(serving.port)
    start = cpu_seconds(*serving.processes)
    sent = load(serving.port, [visitor.request() for visitor in visitors], connections=connections)
    spent = cpu_seconds(*serving.processes) - start
    statuses = {answer.status for answer in sent.answers}
    stored = inside.do("requests") - before
    if statuses != {303} or stored != number:
        raise RuntimeError(f"{number} were sent, {stored} stored; answered with {statuses}.")
    return spent * 1000 / number, sent.wait(0.95) * 1000


class _Visitor:
    def __init__(self, name: str, client: str, answers: Mapping[str, str]) -> None:
        self.client = client
        self.answers = {**answers, "name": f"Visitor {name}", "email": f"{name}@example.org"}

    def look(self, port: int) -> None:
        page = load(port, [self.request()], connections=1).answers[0]
        self.answers["submission_token"] = TOKEN.findall(page.text)[0].decode()

    def request(self) -> bytes:
        return post(f"{SERVICE}request/", self.answers, client=self.client)
