"""T4, T10: pages that are made for a visitor, on a site of few pages and of 20,000."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

from ..addresses import ANEW, ARTICLE, ARTICLES, HOME, SEARCH, SERVICE
from ..bare import bare
from ..client import ask_again, get
from ..figures import BAKERYDEMO, Figure, ratio
from ..processes import cpu_seconds
from ..workshop import Workshop

TIMES: Final = 60
TIMES_BARE: Final = 3_000
MOST_SQL: Final = 8
# What is asked for in a process without a server.
PAGES: Final = {"Home": HOME, "Service": SERVICE, "Articles": ARTICLES, "Search": SEARCH}


def made(bench: Workshop) -> Iterator[Figure]:
    yield from _served(bench)
    yield from _inside(bench)


def _served(bench: Workshop) -> Iterator[Figure]:
    cpu: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as ends:
        small = ends.enter_context(bench.demo.served(processes=bench.processes))
        big = ends.enter_context(bench.big.served(processes=bench.processes))
        file = ends.enter_context(bench.demo_in_a_file.served(processes=bench.processes))
        empty, port = ends.enter_context(bare(bench.folder, processes=bench.processes))
        asked = {
            "small": (small.processes, small.port, get(ARTICLE + ANEW), TIMES),
            "big": (big.processes, big.port, get(ARTICLE + ANEW), TIMES),
            "file": (file.processes, file.port, get(ARTICLE + ANEW), TIMES),
            "bare": ((empty,), port, get("/"), TIMES_BARE),
        }
        for _processes, port, request, _times in asked.values():
            ask_again(port, request, times=20, status=200)
        for _round in range(bench.rounds):
            for name, (processes, port, request, number) in asked.items():
                times, before = bench.some(number), cpu_seconds(*processes)
                ask_again(port, request, times=times, status=200)
                cpu[name].append((cpu_seconds(*processes) - before) * 1000 / times)
    for what, name in {"PostgreSQL": "small", "SQLite": "file"}.items():
        values = tuple(cpu[name])
        yield Figure(target="T4", what=f"Article, made, {what}", unit="ms", values=values)
    to_bare = ratio(cpu["small"], cpu["bare"])
    yield Figure(
        target="T4",
        what="Article, made, to bare view",
        unit="×",
        values=to_bare,
        limit=0.4 * BAKERYDEMO,
    )
    growth = ratio(cpu["big"], cpu["small"])
    yield Figure(
        target="T10",
        what="Article, made, 20,000 pages to few",
        unit="×",
        values=growth,
        limit=1.2,
    )


def _inside(bench: Workshop) -> Iterator[Figure]:
    with bench.demo.inside() as small, bench.big.inside() as big:
        sql = [site.look("page", times=1, path=ARTICLE).sql for site in (small, big)]
        for of, count in zip(("few pages", "20,000 pages"), sql, strict=True):
            yield Figure(
                target="T4",
                what=f"Article, made, queries of {of}",
                unit="SQL",
                values=(count,),
                limit=MOST_SQL,
            )
        for name, path in PAGES.items():
            values = [
                ratio(
                    *(
                        [site.look("page", times=bench.some(20), path=path).cpu_ms]
                        for site in (big, small)
                    )
                )[0]
                for _round in range(bench.rounds)
            ]
            yield Figure(
                target="T10",
                what=f"{name}, made, 20,000 pages to few",
                unit="×",
                values=tuple(values),
                limit=1.3,
            )
