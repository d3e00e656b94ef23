"""Structured data in schema.org's words, for all pages; each app adds what its own pages are.

Nothing is said that the site does not know: what is empty is left out. No ratings of ourselves,
and no medical type, which would claim what a massage practice may not.
"""

import json
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe

type Node = dict[str, Any]

# As Django's json_script: no text can end the element or open a comment in it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def filled(node: Node) -> Node:
    """Without what is empty; a price or a coordinate of 0 stays."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def practice_id(site_url: str) -> str:
    """The one name of the practice in all structured data. `site_url` has no slash at its end."""
    return f"{site_url}/#practice"


def website_id(site_url: str) -> str:
    return f"{site_url}/#website"


def reference(name: str) -> Node:
    return {"@id": name}


def moment(value, zone: ZoneInfo) -> str:
    """A datetime in the practice's zone, ISO 8601 with its offset; "" for None."""
    return value.astimezone(zone).isoformat(timespec="seconds") if value else ""


def practice_node(site_url: str, practice: Any, **more: Any) -> Node:
    """The practice as its settings say; `more` are properties that other apps know."""
    street = ", ".join(line.strip() for line in practice.street_address.splitlines() if line)
    address = filled(
        {
            "streetAddress": street,
            "postalCode": practice.postal_code,
            "addressLocality": practice.town,
            "addressCountry": practice.country,
        }
    )
    return filled(
        {
            "@type": "HealthAndBeautyBusiness",
            "@id": practice_id(site_url),
            "name": practice.practice_name,
            "url": f"{site_url}/",
            "telephone": practice.phone,
            "email": practice.email,
            "address": address and {"@type": "PostalAddress", **address},
            "geo": _geo(practice),
            "currenciesAccepted": practice.currency,
            "sameAs": [link.value["url"] for link in practice.social_links],
            **more,
        }
    )


def _geo(practice: Any) -> Node | None:
    if practice.latitude is None or practice.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": float(practice.latitude),
        "longitude": float(practice.longitude),
    }


def website_node(site_url: str, practice: Any, language: str) -> Node:
    """Without a SearchAction: search engines stopped to read it in November 2024."""
    return filled(
        {
            "@type": "WebSite",
            "@id": website_id(site_url),
            "name": practice.practice_name,
            "url": f"{site_url}/",
            "inLanguage": language,
            "publisher": reference(practice_id(site_url)),
        }
    )


def breadcrumb_node(url: str, trail: list[tuple[str, str]]) -> Node | None:
    """`trail` are names and absolute addresses from the home page to this one; None for one."""
    if len(trail) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": {"@type": "WebPage", "@id": address},
            }
            for position, (name, address) in enumerate(trail, start=1)
        ],
    }


def item_list_node(url: str, items: Iterable[tuple[str, str]]) -> Node | None:
    """`items` are names and absolute addresses, in their order; None without any."""
    elements = [
        {"@type": "ListItem", "position": position, "name": name, "url": address}
        for position, (name, address) in enumerate(items, start=1)
    ]
    if not elements:
        return None
    return {"@type": "ItemList", "@id": f"{url}#list", "itemListElement": elements}


def as_script(nodes: Iterable[Node | None]) -> SafeString:
    """One data block, which a browser neither runs nor, whatever the policy, blocks."""
    graph = {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
