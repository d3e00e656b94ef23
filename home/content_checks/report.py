"""The content report, under *Reports*: which pages to look at next.

Pictures and issues are in the bodies of the pages, so listing by them reads every page; the
other lists read the bodies of the fifty pages on show alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.content_checks.issues import Issue, PictureTitles, find_issues
from home.content_checks.passages import pictures
from home.models import SitePage, WritingSettings

PAGE_SIZE = 50


@dataclass
class Row:
    page: SitePage
    rules: WritingSettings
    titles: PictureTitles

    @property
    def reviewed_on(self) -> date | None:
        return getattr(self.page, "reviewed_on", None)

    @property
    def next_review_on(self) -> date | None:
        return getattr(self.page, "next_review_on", None)

    @property
    def is_due(self) -> bool:
        if not self.page.needs_review_date:
            return False
        return self.next_review_on is None or self.next_review_on <= timezone.localdate()

    @cached_property
    def has_picture(self) -> bool:
        return any(True for _picture in pictures(self.page))

    @cached_property
    def issues(self) -> list[Issue]:
        return find_issues(self.page, self.rules, self.titles)


@dataclass(frozen=True)
class Choice:
    label: Any
    keeps: Callable[[Row], bool]
    reads_bodies: bool = False


CHOICES = {
    "": Choice(_("All pages"), lambda row: True),
    "review": Choice(_("Review due"), lambda row: row.is_due),
    "description": Choice(_("Without a description"), lambda row: not row.page.description),
    "picture": Choice(_("Without a picture"), lambda row: not row.has_picture, reads_bodies=True),
    "issues": Choice(
        _("With something to look at"), lambda row: bool(row.issues), reads_bodies=True
    ),
}


class ContentReport(WagtailAdminTemplateMixin, TemplateView):
    """The pages that this user may change; closed to those who work on none."""

    template_name = "home/content/report.html"
    page_title = _("Content")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        show = self.request.GET.get("show", "")
        choice = CHOICES.get(show, CHOICES[""])
        shared = (WritingSettings.load(request_or_site=self.request), PictureTitles())
        rows = Paginator(self._rows(choice, *shared), PAGE_SIZE).get_page(self.request.GET.get("p"))
        if not choice.reads_bodies:
            whole = Page.objects.filter(pk__in=[row.page.pk for row in rows]).specific().in_bulk()
            rows.object_list = [Row(whole[row.page.pk], *shared) for row in rows]
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "show": show if show in CHOICES else "",
            "choices": [(name, one.label) for name, one in CHOICES.items()],
        }

    def _rows(self, choice: Choice, rules: WritingSettings, titles: PictureTitles) -> list[Row]:
        """Those that the choice keeps; never reviewed ones first, then the longest ago."""
        pages = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        ).order_by("path")
        if not choice.reads_bodies:
            pages = pages.defer_streamfields()
        rows = [Row(page, rules, titles) for page in pages.specific() if isinstance(page, SitePage)]
        return sorted(filter(choice.keeps, rows), key=lambda row: row.reviewed_on or date.min)
