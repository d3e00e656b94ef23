"""How the practice is doing: figures for a period, computed by the database. Reads only.

Every number has one definition, in the docstring of what computes it. Spam and what is in
quarantine are nobody's request and in no figure but their own.
"""

from .figures import Figures
from .hours import Hours, HoursFigures
from .interest import FEW, InterestFigures
from .period import MAX_DAYS, NAMED, Period, Step, days_between, named_period
from .requests import Outcome, RequestFigures
from .taking_along import record_export
from .visits import Course, VisitFigures
from .waits import LIMITS, WaitFigures

__all__ = [
    "FEW",
    "LIMITS",
    "MAX_DAYS",
    "NAMED",
    "Course",
    "Figures",
    "Hours",
    "HoursFigures",
    "InterestFigures",
    "Outcome",
    "Period",
    "RequestFigures",
    "Step",
    "VisitFigures",
    "WaitFigures",
    "days_between",
    "named_period",
    "record_export",
]
