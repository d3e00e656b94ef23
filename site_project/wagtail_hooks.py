from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from . import checklist
from .operations.panel import silence_panels
from .style.views import style_page


@hooks.register("construct_homepage_panels")
def add_checklist(request: HttpRequest, panels: list[Component]) -> None:
    if checklist.is_for(request.user):
        tasks = checklist.open_tasks()
        if tasks:
            panels.append(checklist.ChecklistPanel(tasks))


@hooks.register("construct_homepage_panels")
def add_silence(request: HttpRequest, panels: list[Component]) -> None:
    panels[:0] = silence_panels(request)


@hooks.register("register_admin_urls")
def register_style_page() -> list[URLPattern]:
    # Under the policy of the pages that it shows; Wagtail asks for access to the admin.
    return [path("style/", csp_override(settings.SECURE_CSP)(style_page), name="style_page")]


@hooks.register("register_help_menu_item")
def add_style_page() -> MenuItem:
    return MenuItem(_("Style"), reverse("style_page"), icon_name="view", order=20)
