"""The articles, oldest first: the last one loaded stands at the top of the list."""

from .desk_days import DESK_DAYS
from .first_visit import FIRST_VISIT
from .trigger_points import TRIGGER_POINTS

ARTICLES = (DESK_DAYS, FIRST_VISIT, TRIGGER_POINTS)

__all__ = ["ARTICLES", "DESK_DAYS", "FIRST_VISIT", "TRIGGER_POINTS"]
