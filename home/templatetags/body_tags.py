"""Laying out the body of a page, and its figures."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import RichText, expand_db_html

from home.blocks import exercises
from home.blocks.composed import ComposedBody, Part, PlacedHeading, with_anchors
from home.figures import VIEWS, Drawing

register = template.Library()


@register.simple_tag
def compose(stream: StreamValue) -> ComposedBody:
    return ComposedBody(stream)


@register.simple_tag
def heading(text: str, *, level: int | str = "", anchor: str = "", prefix: str = "") -> str:
    """A block's heading, nothing without `text`. Its `part` gives level and anchor; a preview has
    none. `prefix` is for those who don't see it.
    """
    if not text:
        return ""
    named = format_html(' id="{}"', anchor) if anchor else ""
    said = format_html('<span class="visually-hidden">{} </span>', prefix) if prefix else ""
    return format_html("<h{0}{1}>{2}{3}</h{0}>", level or 2, named, said, text)


@register.simple_tag(takes_context=True)
def anchored(context: Context, value: RichText) -> SafeString:
    """A text block's HTML, with fragment names on the headings that its `part` has placed."""
    part: Part | None = context.get("part")
    return _html(context, value, part.headings if part else [])


@register.simple_tag(takes_context=True)
def prose(context: Context, value: RichText) -> SafeString:
    """Rich text without headings."""
    return _html(context, value, [])


def _html(context: Context, value: RichText, headings: list[PlacedHeading]) -> SafeString:
    body: ComposedBody | None = context.get("body")  # absent in the preview of a block
    html = body.html.get(value.source) if body else None
    if html is None:
        html = expand_db_html(value.source)
    # Wagtail has already removed what its features do not allow, when the text was saved.
    return mark_safe(with_anchors(html, headings))  # noqa: S308


@register.simple_tag
def drawing(view: str, regions: str) -> Drawing:
    """`view` with the space-separated `regions` on: {% drawing "side" "masseter" as drawing %}"""
    return VIEWS[view].draw(regions.split())


@register.filter
def has_holds(stream: StreamValue) -> bool:
    """Whether the timer is of use: {% if page.body|has_holds %}"""
    return exercises.has_holds(stream)
