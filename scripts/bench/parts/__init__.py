"""What is measured; `--only` names one. Each takes the workshop and gives figures.

Those that are compared with each other take turns, round by round.
"""

from collections.abc import Callable, Iterable
from typing import Final

from ..figures import Figure
from ..workshop import Workshop
from .booking import booking
from .diaries import availability
from .kept import kept
from .lists import lists
from .made import made
from .process import memory, start
from .uploads import pictures

PARTS: Final[dict[str, Callable[[Workshop], Iterable[Figure]]]] = {
    part.__name__: part
    for part in (kept, made, availability, booking, lists, pictures, memory, start)
}
