"""The admin's menu: how many requests await a reply, and the page of the week."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from .numbers import awaiting_reply
from .permissions import CHANGE_MAIL_WORDS, VIEW_CLOSURES, VIEW_REPORTS, VIEW_REQUESTS


class Counted:
    """A menu item that says how many requests await a reply: “Requests (3)”."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if request.user.has_perm(VIEW_REQUESTS) and (count := awaiting_reply(request)):
            component.label = _("%(label)s (%(count)d)") % {
                "label": component.label,
                "count": count,
            }
        return component


class Permitted(MenuItem):
    """A menu item for whoever has the permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


def today_item(*, order: int) -> MenuItem:
    return Permitted(
        gettext_lazy("Today’s list"),
        reverse_lazy("bookings_today"),
        name="bookings-today",
        icon_name="tasks",
        order=order,
        permission=VIEW_CLOSURES,
    )


def week_item(*, order: int) -> MenuItem:
    return Permitted(
        gettext_lazy("Week"),
        reverse_lazy("bookings_own_week"),
        icon_name="calendar",
        order=order,
        permission=VIEW_CLOSURES,
    )


def mail_words_item(*, order: int) -> MenuItem:
    return Permitted(
        gettext_lazy("Words of mails"),
        reverse_lazy("bookings_mail_words"),
        icon_name="edit",
        order=order,
        permission=CHANGE_MAIL_WORDS,
    )


def reports_item(*, order: int) -> MenuItem:
    return Permitted(
        gettext_lazy("Reports"),
        reverse_lazy("bookings_reports"),
        name="bookings-reports",
        icon_name="table",
        order=order,
        permission=VIEW_REPORTS,
    )
