from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.volume import NOW


@pytest.fixture
def at_volume(many_rows) -> Iterator[None]:
    """100,000 requests and visits, at the time from which they count."""
    with time_machine.travel(NOW, tick=False):
        yield
