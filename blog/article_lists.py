"""The addresses of an index of articles: all of them, those of a topic, those of a tag."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.contrib.routable_page.models import path

from blog.models.topics import ArticleTag, Topic
from home.findable.subpages import Subpage
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

PAGE_SIZE = 10
NUL = "\0"  # PostgreSQL refuses it
MATCH = "routable_resolver_match"  # set by the routable page; absent in a preview


@dataclass(frozen=True)
class Chosen:
    """`articles` of one list; `of` says which list it is, to remember how many they are."""

    of: tuple[Any, ...]
    articles: QuerySet = field(compare=False)


class ArticleLists:
    """Routes for a routable page that has `get_articles()` and `cards_of()`."""

    @path("", name="all")
    def all_articles(self, request: HttpRequest) -> TemplateResponse:
        articles = self.get_articles()
        return self._list(request, articles, Chosen((self.path,), articles))

    @path("topic/<slug:slug>/", name="topic")
    def articles_of_topic(self, request: HttpRequest, slug: str) -> TemplateResponse:
        topic = get_object_or_404(Topic, slug=slug)
        about = {"list_title": topic.name, "lead": topic.intro, "topic": topic}
        links = Topic.articles.through.objects.filter(topic=topic)
        articles = self.get_articles()
        found = articles.filter(pk__in=links.values("articlepage"))
        return self._list(request, articles, Chosen((self.path, "topic", topic.pk), found), **about)

    @path("tag/<str:slug>/", name="tag")
    def articles_with_tag(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """Tags are shared with images, so one that no article has is not found.

        Searches are not to find it: it has no words of its own.
        """
        tag = get_object_or_404(Tag, slug=slug.replace(NUL, ""))
        title = _("Articles about “%(tag)s”") % {"tag": tag.name}
        links = ArticleTag.objects.filter(tag=tag)
        articles = self.get_articles()
        found = articles.filter(pk__in=links.values("content_object"))
        chosen = Chosen((self.path, "tag", tag.pk), found)
        return self._list(request, articles, chosen, indexed=False, list_title=title)

    def _list(
        self,
        request: HttpRequest,
        articles: QuerySet,
        chosen: Chosen,
        *,
        indexed: bool = True,
        **about: Any,
    ) -> TemplateResponse:
        """The `chosen` of all `articles`; a topic or tag that has none is not found."""
        pages = page_of(request, chosen)
        pages.object_list = self.cards_of(pages.object_list)
        if about and not pages.paginator.count:
            raise Http404
        context = {
            "pages": pages,
            "topics": Topic.objects.used_by(articles),
            "subpage": Subpage(
                self._canonical(request, pages),
                title=about.get("list_title", ""),
                description=about.get("lead", ""),
                number=pages.number,
                indexed=indexed,
            ),
        }
        return self.render(request, context_overrides=context | about)

    def _canonical(self, request: HttpRequest, pages: Page) -> str:
        """The one address of this page of this list, without what else a query may hold."""
        match = getattr(request, MATCH, None)
        route = self.reverse_subpage(match.url_name, match.args, match.kwargs) if match else ""
        number = f"?page={pages.number}" if pages.number > 1 else ""
        return f"{self.full_url or ''}{route}{number}"


class _Pages(Paginator):
    """Counts a list once for as long as nothing changes: of thousands that takes milliseconds."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__(chosen.articles, PAGE_SIZE)
        self.chosen = chosen

    @cached_property
    def count(self) -> int:
        return _number_of(self.chosen)


@remembered(Stamp.PAGES)
def _number_of(chosen: Chosen) -> int:
    return chosen.articles.count()


def page_of(request: HttpRequest, chosen: Chosen) -> Page:
    """The page that the address asks for by `?page=`; a page that there is not is not found."""
    try:
        return _Pages(chosen).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
