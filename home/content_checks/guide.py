"""The illustrated guide inside the admin, for those who write."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.models import WritingSettings


class ContentGuide(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/content/guide.html"
    page_title = _("How to write here")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rules = WritingSettings.load(request_or_site=self.request)
        return super().get_context_data(**kwargs) | {"rules": rules}
