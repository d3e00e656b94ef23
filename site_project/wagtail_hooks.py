from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from . import checklist


@hooks.register("construct_homepage_panels")
def add_checklist(request: HttpRequest, panels: list[Component]) -> None:
    if checklist.is_for(request.user):
        tasks = checklist.open_tasks()
        if tasks:
            panels.append(checklist.ChecklistPanel(tasks))
