"""Whatever changes, no answer after it is of before: neither here nor in another process (T3)."""

import pytest

from tests.factories.changes import changes
from tests.front import Visitor

pytestmark = pytest.mark.usefixtures("own_database", "demo_site", "page_cache")


def test_no_kind_of_change_leaves_a_stale_page():
    processes = Visitor(), Visitor()
    stale, blind, cold = [], [], []

    for change in changes():
        before = [process.get(change.path) for process in processes for _twice in range(2)]
        change.make()
        after = [process.get(change.path) for process in processes for _twice in range(2)]
        if any(change.shows(answer) for answer in before):
            blind.append(change.name)
        if not all(change.shows(answer) for answer in after):
            stale.append(change.name)
        if before[0].status == 200 and not (before[1].was_kept and before[3].was_kept):
            cold.append(change.name)

    assert (stale, blind, cold) == ([], [], [])
