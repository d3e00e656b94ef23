"""Full-text feeds of the newest articles: RSS 2.0 (www.rssboard.org), Atom (RFC 4287), JSON."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from blog.feed_html import article_html, xml_text
from blog.json_feed import FullTextJson
from blog.models import ArticleIndexPage, ArticlePage
from home.findable.sharing import chosen_for
from home.models import PracticeSettings
from home.page_cache.limits import same_for_everybody
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

ITEMS = 20
MAX_AGE_SECONDS = 600
CONTENT = "http://purl.org/rss/1.0/modules/content/"


class FullTextRss(Rss201rev2Feed):
    """RSS with the summary as description and the article itself as content:encoded."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:content": CONTENT}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class FullTextAtom(Atom1Feed):
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class ArticleFeed(Feed):
    """The newest articles that anybody may read, whole, the links in them absolute."""

    feed_type = FullTextRss
    language = None  # Django takes that in force: the practice's

    def get_object(self, request: HttpRequest) -> HttpRequest:
        self.practice = PracticeSettings.load(request_or_site=request)
        self.index = ArticleIndexPage.objects.live().public().first()
        return request

    def title(self) -> str:
        name = self.practice.practice_name
        heading = self.index.title if self.index else _("Articles")
        return xml_text(f"{heading} – {name}" if name else heading)

    def link(self, request: HttpRequest) -> str:
        return (self.index and self.index.get_full_url(request)) or request.build_absolute_uri("/")

    def description(self) -> str:
        return xml_text(self.index.description if self.index else "")

    subtitle = description

    def author_name(self) -> str:
        return xml_text(self.practice.practice_name or _("The practice"))

    def items(self, request: HttpRequest) -> list[ArticlePage]:
        articles = list(
            ArticlePage.objects.those_of(ArticlePage.objects.listed()[:ITEMS])
            .select_related("sharing_image")
            .prefetch_related("topics", "tags", "sharing_image__renditions")
        )
        self.html = {article.pk: article_html(request, article) for article in articles}
        return articles

    def item_title(self, article: ArticlePage) -> str:
        return xml_text(article.title)

    def item_description(self, article: ArticlePage) -> str:
        return xml_text(article.description)

    def item_link(self, article: ArticlePage) -> str:
        return article.full_url

    def item_guid(self, article: ArticlePage) -> str:
        """Stays when the address changes, so that no reader shows an article twice."""
        return f"urn:uuid:{article.translation_key}"

    item_guid_is_permalink = False

    def item_author_name(self, article: ArticlePage) -> str:
        return xml_text(article.author_name) or self.author_name()

    def item_pubdate(self, article: ArticlePage) -> datetime:
        return article.published_at

    def item_updateddate(self, article: ArticlePage) -> datetime:
        return article.last_published_at or article.published_at

    def item_categories(self, article: ArticlePage) -> list[str]:
        return [xml_text(one.name) for one in (*article.topics.all(), *article.tags.all())]

    def item_enclosures(self, article: ArticlePage) -> list[Enclosure]:
        """The picture of the article for shared links, if it has one of its own."""
        picture = chosen_for(article)
        if not picture:
            return []
        return [Enclosure(picture.url, str(picture.size), "image/jpeg")]

    def item_extra_kwargs(self, article: ArticlePage) -> dict[str, str]:
        return {"content": self.html[article.pk]}


class AtomArticleFeed(ArticleFeed):
    feed_type = FullTextAtom


class JsonArticleFeed(ArticleFeed):
    feed_type = FullTextJson


def edition(request: HttpRequest) -> str:
    """Changes whenever an article appears, changes or goes."""
    words = f"{_number_and_last()} {get_language()}"
    return f'W/"{sha256(words.encode()).hexdigest()[:32]}"'


@remembered(Stamp.PAGES)
def _number_and_last() -> str:
    newest = ArticlePage.objects.visible().aggregate(
        number=Count("pk"), last=Max("last_published_at")
    )
    return f"{newest['number']} {newest['last']}"


def served(feed_class: type[Feed]) -> Callable:
    """As a view: asked for again without news, it answers 304 from one look at the dates."""

    @same_for_everybody
    @require_safe
    @cache_control(public=True, max_age=MAX_AGE_SECONDS)
    @condition(etag_func=edition)
    def view(request: HttpRequest) -> HttpResponse:
        # One for each request: a feed keeps what it has read, and requests come in threads.
        return feed_class()(request)

    return view
