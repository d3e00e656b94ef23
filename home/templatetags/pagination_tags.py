from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def elided(pages: Page) -> Iterator[int | str]:
    """The numbers to link to: first, last and those around this page, with gaps for the rest."""
    return pages.paginator.get_elided_page_range(pages.number, on_each_side=1, on_ends=1)
