"""What waits to be written: on the admin's home page, for those who work on pages."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from home.models import SitePage

SHOWN: Final = 5


class PagesPanel(Component):
    """Some pages of those that this account may change; `find` says which."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def media(self) -> Media:
        return Media(css={"all": ["css/admin/home.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        pages = list(self.find(self._own_pages())[: SHOWN + 1])
        return {"pages": pages[:SHOWN], "has_more": len(pages) > SHOWN}

    def find(self, own: QuerySet[Page]) -> QuerySet[Page]:
        raise NotImplementedError

    def _own_pages(self) -> QuerySet[Page]:
        policy = page_permission_policy
        return policy.instances_user_has_permission_for(self.request.user, "change")


class ReviewPanel(PagesPanel):
    """Published pages whose day to look at them again has come, or was never set."""

    name = "pages-to-review"
    template_name = "home/admin/to_review.html"
    order = 60

    def find(self, own: QuerySet[Page]) -> QuerySet[Page]:
        due, today, no_date = Q(), timezone.localdate(), Q(next_review_on__isnull=True)
        for model in get_page_models():
            if issubclass(model, SitePage) and model.needs_review_date:
                live = model.objects.live().filter(no_date | Q(next_review_on__lte=today))
                due |= Q(pk__in=live.values("pk"))
        found = own.filter(due) if due else own.none()
        return found.order_by("first_published_at", "pk").specific()


class DraftsPanel(PagesPanel):
    """Pages with something written that visitors do not see yet, the latest first."""

    name = "pages-drafts"
    template_name = "home/admin/drafts.html"
    order = 70

    def find(self, own: QuerySet[Page]) -> QuerySet[Page]:
        drafts = own.filter(has_unpublished_changes=True)
        return drafts.order_by("-latest_revision_created_at", "-pk")


def add_work_on_pages(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook construct_homepage_panels; nothing for those who work on no page."""
    if user_has_any_page_permission(request.user):
        panels += [ReviewPanel(request), DraftsPanel(request)]


def leave_counts_out(request: HttpRequest, items: list[Component]) -> None:
    """For the hook construct_homepage_summary_items: how many pages and pictures there are
    helps nobody to begin the day.
    """
    items.clear()
