"""How content modules write down the pages that are to be made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

# In rich text a page is named by its key: <a linktype="page" id="page:about">.
PAGE_LINK = re.compile(r'(?<=<a linktype="page" id=")page:[\w-]+(?=")')


class Made(str):
    """The key of another item, standing for its primary key until that is known."""

    __slots__ = ()


@dataclass(frozen=True)
class PageItem:
    """A page below the page with the key `parent`; `fields` by the names of its model.

    A stream field is a list of {"type", "value"}, as the editor stores it.
    """

    key: str
    model: str
    title: str
    slug: str
    parent: str = "page:home"
    fields: Mapping[str, Any] = field(default_factory=dict)
    lengths: tuple[tuple[int, Decimal], ...] = ()
    pain_areas: tuple[Made, ...] = ()
    topics: tuple[Made, ...] = ()
    tags: tuple[str, ...] = ()
    in_menus: bool = False


def text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}


def block(kind: str, /, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def resolve(value: Any, keys: Mapping[str, int]) -> Any:
    """`value` with every `Made` replaced by its primary key and every lazy text by its words.

    Something that is no longer there becomes None, and is left out of lists; in a text, its link
    leads nowhere.
    """
    match value:
        case Made():
            return keys.get(value)
        case Promise():
            return str(value)
        case str():
            return PAGE_LINK.sub(lambda key: str(keys.get(key[0], 0)), value)
        case dict():
            return {name: resolve(part, keys) for name, part in value.items()}
        case list():
            parts = [resolve(part, keys) for part in value]
            return [part for part in parts if part is not None]
    return value
