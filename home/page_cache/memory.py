"""What a function has computed from the database, kept in this process until it changes there."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Final

from . import stamps, writes
from .stamps import Stamp, Stamps

MOST_KEPT: Final = 256


def remembered[**P, R](*depends_on: Stamp) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what the function gives, by its (hashable) arguments, while the stamps are the same.

    What it gives is shared by all threads, so nobody may change it. Inside a transaction that has
    written something it is made anew and not kept. Not for the write path, which asks the
    database under its locks.
    """

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        kept: OrderedDict[object, tuple[Stamps, R]] = OrderedDict()

        @wraps(make)
        def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
            now = stamps.read(*depends_on)
            if now is None or writes.is_uncommitted():
                return make(*args, **kwargs)
            key = args, tuple(sorted(kwargs.items()))
            found = kept.get(key)
            if found is not None and found[0] == now:
                return found[1]
            made = make(*args, **kwargs)
            kept[key] = now, made
            while len(kept) > MOST_KEPT:
                kept.popitem(last=False)
            return made

        return remembering

    return decorate
