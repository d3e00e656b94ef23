"""Many at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connection

from bookings.domain.errors import Refused


def at_once(number: int, work: Callable[[int], Any]) -> Counter[str]:
    """How often each outcome came when `number` threads did `work` at the same moment."""
    start, outcomes = threading.Barrier(number), []

    def run(index: int) -> None:
        try:
            start.wait()
            work(index)
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[index]) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)
