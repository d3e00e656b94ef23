from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry

from .actions import ACTIONS


@hooks.register("register_account_menu_item")
def signing_in(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Passkeys and second step"),
        "help_text": _("Sign in by finger, face or PIN; an authenticator app; recovery codes."),
    }


@hooks.register("register_user_listing_buttons")
def where_signed_in(user: AbstractUser, request_user: AbstractUser) -> Iterator[Button]:
    if request_user.has_perm("auth.change_user"):
        address = reverse("account_sessions_of", args=[user.pk])
        yield Button(_("Where signed in"), address, icon_name="globe", priority=25)


@hooks.register("insert_global_admin_css")
def add_session_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/session.css"))


@hooks.register("register_log_actions")
def what_is_recorded(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
