"""The content checks, for previews; and the age of what is not published."""

from typing import Any

from django import template
from django.template import Context

from home.ages import ago_words
from home.content_checks import Issue, find_issues
from home.models import SitePage, WritingSettings

register = template.Library()
register.filter("ago", ago_words)


@register.simple_tag(takes_context=True)
def content_issues(context: Context, page: Any) -> list[Issue]:
    """What there is to look at on `page`; nothing if it is no page."""
    if not isinstance(page, SitePage):
        return []
    return find_issues(page, WritingSettings.load(context["request"]))
