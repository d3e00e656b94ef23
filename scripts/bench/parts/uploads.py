"""T11: the first visitor of a page that was just published with a picture."""

from collections.abc import Iterator

from ..figures import Figure
from ..workshop import Workshop


def pictures(bench: Workshop) -> Iterator[Figure]:
    with bench.demo.inside() as inside:
        # Each encodes a picture of twelve megapixels in all its sizes.
        found = [inside.do("first_visit") for _round in range(min(bench.rounds, 2))]
    made = tuple(visit["renditions"] for visit in found)
    slower = tuple(visit["ratio"] for visit in found)
    what = "First visit after publishing"
    yield Figure(target="T11", what=f"{what}: sizes made", unit="pictures", values=made, limit=0)
    yield Figure(target="T11", what=f"{what}, to any other", unit="×", values=slower, limit=2)
