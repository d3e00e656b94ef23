"""JSON Feed 1.1 (www.jsonfeed.org/version/1.1), for Django's syndication framework."""

import json
from typing import IO, Any

from django.utils.feedgenerator import SyndicationFeed, rfc3339_date


class FullTextJson(SyndicationFeed):
    """Writes the whole text of an item; what is empty is left out, as the format asks."""

    content_type = "application/feed+json"

    def write(self, outfile: IO[Any], encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": _authors(self.feed["author_name"]),
        }
        # "items" is there even without any: readers ask for it.
        items = [_filled(_entry(item)) for item in self.items]
        outfile.write(
            json.dumps(_filled(feed) | {"items": items}, ensure_ascii=False).encode(encoding)
        )


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "image": item["enclosures"][0].url if item["enclosures"] else "",
        "content_html": item["content"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": _authors(item["author_name"]),
        "tags": item["categories"],
    }


def _authors(name: str | None) -> list[dict[str, str]]:
    return [{"name": name}] if name else []


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}
