"""What bookings adds to Wagtail's admin; all of it is built in bookings.staff."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks

from .staff.group import BookingsGroup
from .staff.mail_words import MAIL_WORDS_URLS
from .staff.panels import desk_panels
from .staff.permissions import permissions_of_its_own
from .staff.week import WeekPage

BookingsGroup().register_with_wagtail()


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return permissions_of_its_own()


@hooks.register("construct_homepage_panels")
def add_desk_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:0] = desk_panels(request)


@hooks.register("insert_global_admin_css")
def add_desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/desk.css"))


@hooks.register("register_admin_urls")
def register_week() -> list[URLPattern]:
    return [
        path("bookings/week/", WeekPage.as_view(), name="bookings_own_week"),
        path("bookings/week/<int:pk>/", WeekPage.as_view(), name="bookings_week"),
    ]


@hooks.register("register_admin_urls")
def register_mail_words() -> list[URLPattern]:
    return MAIL_WORDS_URLS
