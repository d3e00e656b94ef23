"""The head of a page, for people who search and for shared links."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from home.findable import schema
from home.findable.head import PageHead, head_of
from home.templatetags.navigation import breadcrumbs

register = template.Library()


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> PageHead:
    """Of `page` or, where a view has put one in the context, of its `subpage`."""
    page = context.get("page")
    return head_of(
        page,
        context["practice"],
        context.get("request"),
        context.get("subpage"),
        breadcrumbs(context, page),
    )


@register.simple_tag(takes_context=True)
def structured_data(context: Context, head: PageHead, hours: Any = None, prices: str = "") -> str:
    """The page as one graph of schema.org; nothing in previews, and of what is not indexed.

    `hours` are openingHoursSpecification, `prices` is a priceRange: the pages that are about the
    practice as a whole give them, the others only name it.
    """
    request = context.get("request")
    page = context.get("page")
    if not head.url or not head.indexed or getattr(request, "is_preview", False):
        return ""
    return _graph(page, head, hours, prices, of_page=not _is_below(context))


def _is_below(context: Context) -> bool:
    subpage = context.get("subpage")
    return bool(subpage and subpage.title)


def _graph(page: Any, head: PageHead, hours: Any, prices: str, *, of_page: bool) -> SafeString:
    picture = head.picture.url if head.picture and (hours or prices) else ""
    practice = schema.practice_node(
        head.site_url,
        head.practice,
        openingHoursSpecification=hours,
        priceRange=prices,
        image=picture,
    )
    crumbs = schema.breadcrumb_node(head.url, head.trail)
    web_page = {
        "@type": page.schema_type,
        "@id": head.url,
        "url": head.url,
        "name": head.name,
        "description": head.description,
        "inLanguage": head.language,
        "isPartOf": schema.reference(schema.website_id(head.site_url)),
        "breadcrumb": crumbs and schema.reference(crumbs["@id"]),
    }
    more = page.page_facts(head) if of_page else {}
    return schema.as_script(
        [
            practice,
            schema.website_node(head.site_url, head.practice, head.language),
            schema.filled(web_page | more),
            crumbs,
            *(page.structured_data(head) if of_page else []),
        ]
    )
