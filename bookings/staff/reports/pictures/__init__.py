"""Which picture shows which figures. Each function is about one section of the page."""

from .hours import busiest_picture, hours_picture, practitioners_picture
from .interest import interest_pictures
from .requests import answers_picture, outcomes_picture, requests_picture
from .visits import visits_picture

__all__ = [
    "answers_picture",
    "busiest_picture",
    "hours_picture",
    "interest_pictures",
    "outcomes_picture",
    "practitioners_picture",
    "requests_picture",
    "visits_picture",
]
