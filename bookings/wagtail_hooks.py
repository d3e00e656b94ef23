"""What bookings adds to Wagtail's admin; all of it is built in bookings.staff."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from wagtail import hooks

from .staff.desk_urls import DESK_URLS
from .staff.group import BookingsGroup
from .staff.home.panels import desk_panels
from .staff.permissions import permissions_of_its_own

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
def register_desk_pages() -> list[URLPattern]:
    return DESK_URLS
