"""What will be saved: shown on the review page, written by saving.py."""

from dataclasses import dataclass, field
from typing import Any

from home.pictures import CleanPicture


@dataclass
class Draft:
    """An article that is not in the database.

    `body` is in StreamField's own shape, but an image block has the key of its picture in the
    place of an image: `pictures` holds the files as they came by those keys, and `clean` those
    that come along, once `check_pictures` has settled it.
    """

    title: str
    lead: str = ""
    search_title: str = ""
    body: list[dict[str, Any]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    clean: dict[str, CleanPicture] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
