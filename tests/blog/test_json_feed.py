"""The JSON Feed, by what www.jsonfeed.org/version/1.1 asks of one."""

import datetime as dt

import pytest
from lxml import etree

from blog.models import Topic
from home.models import PracticeSettings
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db

JSON, RSS = "/feeds/articles.json", "/feeds/articles.rss"
TEXTS = {
    *("version", "title", "home_page_url", "feed_url", "description", "language"),
    *("id", "url", "summary", "content_html"),
}


def breaches(members, *, needed):
    """What the format forbids in a feed or an item."""
    found = [f"no {name}" for name in needed if name not in members]
    for name, value in members.items():
        if name in TEXTS and not (isinstance(value, str) and value):
            found.append(f"{name} is no text")
        elif name.startswith("date_") and not dt.datetime.fromisoformat(value).tzinfo:
            found.append(f"{name} has no time zone")
        elif name == "authors" and not all(author.get("name") for author in value):
            found.append("an author without a name")
        elif name == "tags" and not all(isinstance(tag, str) for tag in value):
            found.append("a tag is no text")
    return found


def test_feed_says_what_it_is(client):
    PracticeSettings.objects.create(practice_name="Alder Room")
    index = make_article().get_parent()
    response = client.get(JSON)
    assert response["Content-Type"] == "application/feed+json"
    feed = response.json()
    assert {name: value for name, value in feed.items() if name != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Articles – Alder Room",
        "home_page_url": index.full_url,
        "feed_url": f"http://testserver{JSON}",
        "language": "en",
        "authors": [{"name": "Alder Room"}],
    }


def test_item_holds_the_whole_article(client):
    body = [{"type": "text", "value": '<h2>Part</h2><p><a href="/contact/">Würzburg</a></p>'}]
    article = make_article(title="Stiff & sore", lead="Why.", author_name="A. Person", body=body)
    article.topics.add(Topic.objects.create(name="Necks", slug="necks"))
    article.tags.add("desk")
    article.first_published_at = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
    article.last_published_at = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)
    article.save()
    root = article.full_url.removesuffix(article.url)
    assert client.get(JSON).json()["items"] == [
        {
            "id": f"urn:uuid:{article.translation_key}",
            "url": article.full_url,
            "title": "Stiff & sore",
            "summary": "Why.",
            "content_html": "<p>Why.</p>\n\n\n<div>\n"
            f'<div><h2>Part</h2><p><a href="{root}/contact/">Würzburg</a></p></div>\n\n</div>',
            "date_published": "2026-03-01T09:00:00+00:00",
            "date_modified": "2026-04-01T09:00:00+00:00",
            "authors": [{"name": "A. Person"}],
            "tags": ["Necks", "desk"],
        }
    ]


def test_demonstration_breaks_no_rule_of_the_format(client, demo_site):
    feed = client.get(JSON).json()
    assert breaches(feed, needed=["version", "title", "items"]) == []
    items = feed["items"]
    assert [breaches(item, needed=["id", "content_html"]) for item in items] == [[]] * len(items)
    assert len({item["id"] for item in items}) == len(items)


def test_rules_of_the_format_can_be_broken():
    feed = {"title": "", "date_published": "2026-03-01T09:00:00", "authors": [{}], "tags": [1]}
    assert breaches(feed, needed=["items"]) == [
        "no items",
        "title is no text",
        "date_published has no time zone",
        "an author without a name",
        "a tag is no text",
    ]


def test_items_are_those_of_the_other_feeds(client, demo_site):
    rss = etree.fromstring(client.get(RSS).content)
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert [
        (item["id"], item["title"], item["url"], item["content_html"])
        for item in client.get(JSON).json()["items"]
    ] == [
        tuple(item.findtext(name) for name in ("guid", "title", "link", content))
        for item in rss.iter("item")
    ]


def test_feed_without_articles_has_an_empty_list(client):
    assert client.get(JSON).json()["items"] == []
