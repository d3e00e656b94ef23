"""Articles and their lists in the words of schema.org and of Open Graph."""

from typing import Any

from django.utils.text import slugify

from home.findable.schema import Node, filled, moment, practice_id, reference
from home.findable.words import cut_at_word

LONGEST_HEADLINE = 110


def article_node(page: Any, head: Any) -> Node:
    practice = reference(practice_id(head.site_url))
    zone = head.practice.zone
    return filled(
        {
            "@type": "BlogPosting",
            "@id": f"{head.url}#article",
            "mainEntityOfPage": reference(head.url),
            "headline": cut_at_word(page.title, LONGEST_HEADLINE),
            "description": head.description,
            "inLanguage": head.language,
            "datePublished": moment(page.first_published_at, zone),
            "dateModified": moment(page.last_published_at, zone),
            "author": _author(page, head) or practice,
            "publisher": practice,
            "image": [head.picture.url] if head.picture else [],
            "articleSection": page.section,
        }
    )


def blog_node(page: Any, head: Any) -> Node:
    return filled(
        {
            "@type": "Blog",
            "@id": f"{head.url}#blog",
            "name": page.title,
            "url": head.url,
            "description": head.description,
            "inLanguage": head.language,
            "publisher": reference(practice_id(head.site_url)),
        }
    )


def article_facts(page: Any, practice: Any) -> dict[str, str]:
    """Open Graph's properties of an article, without their prefix."""
    return filled(
        {
            "published_time": moment(page.first_published_at, practice.zone),
            "modified_time": moment(page.last_published_at, practice.zone),
            "section": page.section,
            "author": page.author_name or practice.practice_name,
        }
    )


def _author(page: Any, head: Any) -> Node | None:
    """The person, and the page about her that the author's card in the article leads to.

    None if the practice itself is the author.
    """
    if not page.author_name:
        return None
    name = slugify(page.author_name, allow_unicode=True)
    return filled(
        {
            "@type": "Person",
            "@id": f"{head.site_url}/#person-{name}",
            "name": page.author_name,
            "url": _page_about_author(page),
        }
    )


def _page_about_author(page: Any) -> str:
    for block in page.body:
        if block.block_type == "author_card":
            about, name = block.value["page"], block.value["name"]
            if about and about.live and (not name or name == page.author_name):
                return about.full_url or ""
    return ""
