"""What the checks found, at the end of the editor's first tab."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from home.content_checks.issues import find_issues


class ChecksPanel(Panel):
    """Looks at the page as it was last saved, drafts included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": _("Before you publish"), "icon": "check"} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/content/checks_panel.html"

        def get_context_data(
            self, parent_context: Mapping[str, Any] | None = None
        ) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            page = self.instance
            if page.pk:
                # The models' own panels import this module.
                rules = apps.get_model("home", "WritingSettings").load(self.request)
                context["issues"] = find_issues(page, rules)
            return context | {"saved": bool(page.pk)}
