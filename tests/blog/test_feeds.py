"""The feeds, read as a feed reader would: by strict parsers."""

import datetime as dt

import pytest
from django.urls import reverse
from lxml import etree, html
from wagtail.models import PageViewRestriction

from blog.models import ArticlePage, Topic
from home.models import Muscle, PracticeSettings
from home.renditions import SHARED
from tests.factories.bookings import make_service
from tests.factories.pages import make_article
from tests.factories.pictures import make_image
from tests.home.document import Document

pytestmark = pytest.mark.django_db

RSS, ATOM, JSON = (f"/feeds/articles.{ending}" for ending in ("rss", "atom", "json"))
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def rss_html(client):
    return read(client, RSS).findtext("channel/item/content:encoded", namespaces=NAMES)


def test_feeds_are_advertised_on_every_page(client):
    document = Document(client.get(make_article().url).text)
    links = {link["type"]: link["href"] for link in document.all("link", rel="alternate")}
    assert links == {
        "application/rss+xml": RSS,
        "application/atom+xml": ATOM,
        "application/feed+json": JSON,
    }


def test_rss_holds_what_a_reader_needs(client):
    PracticeSettings.objects.create(practice_name="Alder Room")
    article = make_article(title="Stiff & sore", lead="Why.", author_name="A. Person")
    article.topics.add(Topic.objects.create(name="Necks", slug="necks"))
    article.tags.add("desk")
    article.save()
    channel = read(client, RSS).find("channel")
    item = channel.find("item")
    assert channel.findtext("title") == "Articles – Alder Room"
    assert channel.findtext("link") == article.get_parent().full_url
    assert item.findtext("title") == "Stiff & sore"
    assert item.findtext("link") == article.full_url
    assert item.findtext("description") == "Why."
    assert item.findtext("guid") == f"urn:uuid:{article.translation_key}"
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("dc:creator", namespaces=NAMES) == "A. Person"
    assert [category.text for category in item.findall("category")] == ["Necks", "desk"]


def test_atom_holds_what_the_standard_asks_for(client):
    make_article(title="Stiff", lead="Why.")
    feed = read(client, ATOM)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in (feed, feed.find("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NAMES)) == 1
    entry = feed.find("a:entry", NAMES)
    assert entry.findtext("a:author/a:name", namespaces=NAMES) == "The practice"
    assert feed.find("a:link[@rel='self']", NAMES).get("href") == f"http://testserver{ATOM}"
    assert entry.find("a:content", NAMES).get("type") == "html"
    assert entry.findtext("a:content", namespaces=NAMES).startswith("<p>Why.</p>")


def test_feed_has_the_whole_article_with_absolute_links(client):
    target, service = make_article(live=False), make_service()
    body = [
        {
            "type": "text",
            "value": f'<h2>Part</h2><p><a linktype="page" id="{service.pk}">x</a> '
            '<a href="/contact/">y</a> <a href="#part">z</a></p>',
        },
        {"type": "call_to_action", "value": {"service": service.pk, "label": "Ask me"}},
    ]
    article = make_article(body=body)
    root = service.full_url.removesuffix(service.url)
    tree = html.fromstring(rss_html(client))
    assert [link.get("href") for link in tree.iter("a")] == [
        service.full_url,
        f"{root}/contact/",
        f"{article.full_url}#part",
        f"{root}{service.url}request/?article={article.pk}",
    ]
    assert "Ask me" in tree.text_content()
    assert target.title not in tree.text_content()


def test_figures_become_their_lists(client):
    muscle = Muscle.objects.create(
        name="Temporalis",
        slug="t",
        location="the temple",
        refers_text="the teeth",
        figure_region="temporalis",
    )
    block = {"type": "muscle_list", "value": {"view": "side", "muscles": [muscle.pk]}}
    page = make_article(body=[block])
    assert "<svg class=" in client.get(page.url).text
    content = rss_html(client)
    assert "svg" not in content
    assert "class=" not in content
    assert "can send pain to the teeth" in content


def test_words_of_every_block_are_in_the_feed(client, demo_site):
    feed = read(client, RSS)
    for item in feed.iter("item"):
        words = html.fromstring(item.findtext("content:encoded", namespaces=NAMES)).text_content()
        page = html.fromstring(client.get(item.findtext("link")).content)
        for drawing in page.iter("svg"):
            drawing.getparent().remove(drawing)
        body = page.find_class("body")[0].text_content()
        assert words.split()[-20:] == body.split()[-20:]
        assert set(body.split()) <= set(words.split())


def test_control_characters_do_not_break_a_feed(client):
    PracticeSettings.objects.create(practice_name="Alder\x0bRoom")
    make_article(
        title="A\x08b",
        lead="c\x0cd",
        author_name="e\x1ff",
        body=[{"type": "quote", "value": {"text": "g\x0bh\ufffe", "attribution": ""}}],
    )
    assert read(client, RSS).findtext("channel/item/title") == "Ab"
    assert "gh" in read(client, ATOM).findtext("a:entry/a:content", namespaces=NAMES)


def test_drafts_and_private_articles_are_not_in_the_feed(client):
    make_article(title="Draft", live=False)
    private = make_article(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_article(title="Public")
    assert [i.findtext("title") for i in read(client, RSS).iter("item")] == ["Public"]


def test_feed_without_articles_is_valid(client):
    assert read(client, RSS).findtext("channel/title") == "Articles"
    assert read(client, ATOM).findtext("a:title", namespaces=NAMES) == "Articles"


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_feed_without_news_reads_no_article(client, django_assert_num_queries, name):
    article = make_article()
    address = reverse(f"blog:{name}")
    etag = client.get(address)["ETag"]
    with django_assert_num_queries(3):  # the practice, the site and what changed last
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    later = article.first_published_at or dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    ArticlePage.objects.update(last_published_at=later + dt.timedelta(seconds=5))
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", [RSS, ATOM, JSON])
@pytest.mark.parametrize("count", [1, 22])
def test_feed_takes_the_same_queries(client, django_assert_num_queries, address, count):
    topic = Topic.objects.create(name="Necks", slug="necks")
    for number in range(count):
        article = make_article(title=str(number))
        article.topics.add(topic)
        article.tags.add("desk")
        article.save()
    client.get(address)
    with django_assert_num_queries(9):
        assert client.get(address).status_code == 200


def image_for_links():
    """A picture whose size for links is there, as soon after its article is published."""
    image = make_image()
    image.get_renditions(*SHARED)
    return image


def test_feed_has_the_picture_of_an_article(client):
    make_article(sharing_image=image_for_links())
    item = read(client, RSS).find("channel/item")
    picture = item.find("enclosure")
    assert picture.get("type") == "image/jpeg"
    assert picture.get("url").startswith("http")
    assert int(picture.get("length")) > 0
    assert client.get(JSON).json()["items"][0]["image"] == picture.get("url")


def test_feed_with_pictures_takes_the_same_queries(client, django_assert_num_queries):
    for _ in range(5):
        make_article(sharing_image=image_for_links())
    client.get(RSS)
    with django_assert_num_queries(10):
        client.get(RSS)


def test_feed_is_in_the_language_of_the_practice(client):
    PracticeSettings.objects.create(practice_name="Erle", language="de")
    make_article()
    assert read(client, RSS).findtext("channel/language") == "de"
    assert client.get(JSON).json()["language"] == "de"


def test_feed_holds_the_newest_twenty(client):
    for number in range(22):
        make_article(title=str(number))
    assert len(list(read(client, RSS).iter("item"))) == 20
