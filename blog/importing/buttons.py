"""The ways to the import: in the page explorer, and in the list of all articles."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.widgets.button import Button, HeaderButton

from blog.importing.views import may_import
from blog.models import ArticleIndexPage

LABEL = _("Import an article")
ICON = "upload"


def explorer_button(page: Any, user: Any) -> Button | None:
    if not may_import(user, page):
        return None
    address = reverse("import_article", args=[page.pk])
    return Button(LABEL, address, icon_name=ICON, priority=5)


class ArticlesView(IndexView):
    """The list of all articles, with a way to import one more."""

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [*super().header_buttons, *self._import_buttons()]

    def _import_buttons(self) -> list[Button]:
        return [
            HeaderButton(
                LABEL, url=reverse("import_article", args=[index.pk]), icon_name=ICON, priority=1010
            )
            for index in ArticleIndexPage.objects.all()
            if may_import(self.request.user, index)
        ]
