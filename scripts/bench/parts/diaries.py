"""T6, T6b: thirty days of free times."""

from collections.abc import Iterator
from typing import Final

from ..figures import Figure, ratio
from ..workshop import Workshop

DAYS: Final = 30
TIMES: Final = 60


# Beside the visits and what is held: who may give it, their hours, and closures.
MOST_SQL: Final = 6


def availability(bench: Workshop) -> Iterator[Figure]:
    [small] = bench.diaries(bench.demo, (1, 10_000))
    among, five = bench.diaries(bench.big, (1, 10_000), (5, 100_000))
    with bench.demo.inside() as alone, bench.big.inside() as crowd:
        asked = {"small": (alone, small), "among": (crowd, among), "five": (crowd, five)}
        looks = {
            name: [
                inside.look("availability", times=bench.some(TIMES), service=key, days=DAYS)
                for _round in range(bench.rounds)
            ]
            for name, (inside, key) in asked.items()
        }
    cpu = {name: tuple(look.cpu_ms for look in found) for name, found in looks.items()}
    what = "30 days, 10,000 visits, one therapist"
    sql = (looks["small"][0].sql,)
    yield Figure(target="T6", what=what, unit="ms", values=cpu["small"], limit=8)
    yield Figure(target="T6", what=f"{what}: queries", unit="SQL", values=sql, limit=MOST_SQL)
    grown = ratio(cpu["among"], cpu["small"])
    yield Figure(
        target="T6b", what="The same among 110,000 visits", unit="×", values=grown, limit=1.25
    )
    more = ratio(cpu["five"], cpu["small"])
    yield Figure(
        target="T6b", what="100,000 visits, five therapists", unit="×", values=more, limit=4
    )
