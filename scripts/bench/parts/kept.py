"""T1, T2, T5, T10, T14: pages that are kept, beside nginx and a bare Django view."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

import psutil

from ..addresses import ARTICLE, HOME, SERVICE
from ..bare import bare
from ..client import ask, ask_again, get
from ..figures import BAKERYDEMO, BAKERYDEMO_FORM, Figure, ratio
from ..nginx import find_nginx, nginx
from ..processes import cpu_seconds
from ..workshop import Workshop

# Enough for about a second of processor time, which is counted in hundredths.
TIMES: Final = 10_000
TIMES_BARE: Final = 3_000
TIMES_NGINX: Final = 20_000
WARMING: Final = 200
PATIENCE_SECONDS: Final = 60


@dataclass(frozen=True)
class Asked:
    """A page, and the processes that its answer costs."""

    processes: tuple[psutil.Process, ...]
    port: int
    request: bytes
    times: int = TIMES
    status: int = 200
    is_kept: bool = True


def kept(bench: Workshop) -> Iterator[Figure]:
    with ExitStack() as ends:
        site = ends.enter_context(bench.demo.served(processes=bench.processes))
        big = ends.enter_context(bench.big.served(processes=bench.processes))
        empty, port = ends.enter_context(bare(bench.folder, processes=bench.processes))
        whole = ask(site.port, get(ARTICLE))
        has_it = get(ARTICLE, {"If-None-Match": whole.header("etag")})
        asked = {
            "bare": Asked((empty,), port, get("/"), TIMES_BARE, is_kept=False),
            "article": Asked(site.processes, site.port, get(ARTICLE)),
            "article of many": Asked(big.processes, big.port, get(ARTICLE)),
            "home": Asked(site.processes, site.port, get(HOME)),
            "service": Asked(site.processes, site.port, get(SERVICE)),
            "304": Asked(site.processes, site.port, has_it, status=304),
        }
        if find_nginx():
            folder = bench.folder / "nginx"
            server, port = ends.enter_context(nginx(folder, whole.body, processes=bench.processes))
            asked["nginx"] = Asked((server,), port, get("/page"), TIMES_NGINX, is_kept=False)
        cpu, rates = _take_turns(bench, asked)
        size = ask(site.port, has_it).size
    yield from _figures(cpu, rates)
    yield Figure(target="T14", what="304, its bytes", unit="bytes", values=(size,), limit=512)


def _take_turns(
    bench: Workshop, asked: Mapping[str, Asked]
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds of processor time for an answer, and answers a second, of each round."""
    cpu: dict[str, list[float]] = defaultdict(list)
    rates: dict[str, list[float]] = defaultdict(list)
    for name, one in asked.items():
        _warm_up(name, one)
    for _round in range(bench.rounds):
        for name, one in asked.items():
            times, before = bench.some(one.times), cpu_seconds(*one.processes)
            done = ask_again(one.port, one.request, times=times, status=one.status)
            cpu[name].append((cpu_seconds(*one.processes) - before) * 1000 / times)
            rates[name].append(done.per_second)
    return cpu, rates


def _warm_up(name: str, one: Asked) -> None:
    """Until it is kept everywhere: a process that has just started has all made anew."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        done = ask_again(one.port, one.request, times=WARMING, status=one.status)
        if not one.is_kept or all(answer.header("age") for answer in done.answers):
            return
        time.sleep(0.5)
    raise RuntimeError(f"This page is not kept: {name}")


def _figures(cpu: dict[str, list[float]], rates: dict[str, list[float]]) -> Iterator[Figure]:
    def figure(target: str, what: str, name: str, limit: float | None = None) -> Figure:
        return Figure(target=target, what=what, unit="ms", values=tuple(cpu[name]), limit=limit)

    def against(target: str, what: str, names: tuple[str, str], limit: float) -> Figure:
        values = ratio(*(cpu[name] for name in names))
        return Figure(target=target, what=what, unit="×", values=values, limit=limit)

    yield figure("T1", "Article, kept", "article", 0.12)
    if "nginx" in cpu:
        yield figure("T1", "The same bytes from nginx", "nginx")
        yield against("T1", "Article, kept, to nginx", ("article", "nginx"), 5)
        slower = ratio(rates["nginx"], rates["article"])
        yield Figure(
            target="T1", what="Answers a second, nginx to article", unit="×", values=slower
        )
    yield figure("T2", "Bare Django view", "bare")
    yield against("T1", "Article, kept, to bare view", ("article", "bare"), BAKERYDEMO / 200)
    yield figure("T1", "Home page, kept", "home", 0.12)
    yield figure("T5", "Service page with form, kept", "service", 1.2)
    goal = BAKERYDEMO_FORM / 30
    yield against("T5", "Service page, kept, to bare view", ("service", "bare"), goal)
    names = "article of many", "article"
    yield against("T10", "Article, kept, 20,000 pages to few", names, 1.1)
    yield figure("T14", "304", "304")
