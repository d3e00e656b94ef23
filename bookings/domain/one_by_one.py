"""Rows that a round of the worker acts on, each for itself."""

from collections.abc import Callable, Iterable


def one_by_one[T](rows: Iterable[T], act: Callable[[T], object]) -> None:
    """`act` on each of them; one that fails, however often, keeps no other from its turn.

    What went wrong is raised at the end, as one ExceptionGroup: the round names the part
    (tick), and restoring knows that something may be left.
    """
    failed: list[Exception] = []
    for row in rows:
        try:
            act(row)
        except Exception as error:  # noqa: BLE001  whatever it is, the others go on
            failed.append(error)
    if failed:
        raise ExceptionGroup("Due, but failed", failed)
