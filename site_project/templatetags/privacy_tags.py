"""The facts of a privacy page, for the block that shows them."""

from django import template
from django.template import Context

from home.models import PracticeSettings

from ..privacy import facts_about

register = template.Library()


@register.simple_tag(takes_context=True)
def privacy_facts(context: Context, topic: str) -> list[str]:
    """The sentences about `topic` (home.blocks.privacy.Topic), as the site is set now."""
    practice = context.get("practice") or PracticeSettings.current()
    return facts_about(topic, practice)
