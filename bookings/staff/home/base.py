from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.models import PracticeSettings


class HomePanel(Component):
    """A part of the admin's home page about bookings; all times in it are the practice's."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.practice = PracticeSettings.load(request_or_site=request)

    @property
    def media(self) -> Media:
        return Media(css={"all": ["css/admin/home.css"]})

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        with timezone.override(self.practice.zone):
            return super().render_html(parent_context)
