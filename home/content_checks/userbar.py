"""What the checks found, among Wagtail's own in the editor's panel and in previews.

Wagtail runs axe on the preview, and its two checks of its own are in its scripts. So the preview
carries a hidden element for each thing that was found, and a rule for each kind fails on them.
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

MARKER = "data-content-issue"
KINDS = {
    "alt_text": _("A picture has no text for those who do not see it"),
    "call_to_action": _("Nothing leads to one of your services"),
    "review_date": _("The dates of the review are missing"),
    "claim": _("A word may promise too much"),
    "long_sentence": _("A sentence is long"),
    "long_title": _("The title is cut in search results"),
    "long_description": _("The description is cut in search results"),
}


def rule_of(kind: str) -> str:
    return f"content-{kind.replace('_', '-')}"


class ContentChecks(ContentCheckerItem):
    axe_run_only = [*ContentCheckerItem.axe_run_only, *map(rule_of, KINDS)]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": rule_of(kind),
                "impact": "moderate",
                "selector": f'[{MARKER}="{kind}"]',
                "excludeHidden": False,
                "tags": ["best-practice"],
                "any": ["has-alt"],  # which only pictures can have: it fails on every marker
                "enabled": True,
            }
            for kind in KINDS
        ),
    ]
    axe_messages = ContentCheckerItem.axe_messages | {
        rule_of(kind): {
            "error_name": words,
            "help_text": _("Where, and what to do: see “Before you publish” after saving."),
        }
        for kind, words in KINDS.items()
    }


def add_content_checks(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """The hook construct_wagtail_userbar, also asked by the editor's panel of checks."""
    for position, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[position] = ContentChecks(in_editor=item.in_editor)
