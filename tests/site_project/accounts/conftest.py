import pytest


@pytest.fixture(autouse=True)
def sessions_that_end(settings):
    """As in production; the suite's own last as long as its tests move the clock."""
    settings.DESK_IDLE_MINUTES = 60
    settings.DESK_SESSION_HOURS = 24
