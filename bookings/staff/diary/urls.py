from typing import Final

from django.urls import URLPattern, path

from .day import DayPage
from .gap import GapPage
from .today import TodayPage
from .week import WeekPage

DIARY_URLS: Final[list[URLPattern]] = [
    path("bookings/today/", TodayPage.as_view(), name="bookings_today"),
    path("bookings/day/", DayPage.as_view(), name="bookings_day"),
    path("bookings/week/", WeekPage.as_view(), name="bookings_own_week"),
    path("bookings/week/<int:pk>/", WeekPage.as_view(), name="bookings_week"),
    path("bookings/gap/", GapPage.as_view(), name="bookings_gap"),
]
