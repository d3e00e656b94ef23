from dataclasses import dataclass

from django import template
from django.template import Context

from blog.models import ArticleIndexPage, ArticlePage

register = template.Library()
routes = ArticleIndexPage.get_resolver()  # the same for every index


MOST_ABOUT_AREA = 12


@dataclass(frozen=True)
class Subject:
    name: str
    url: str


@register.simple_tag
def articles_about(area):
    """The newest that explain pain in this area; a page of hundreds would help nobody."""
    links = ArticlePage.pain_areas.through.objects.filter(painarea=area)
    articles = ArticlePage.objects.listed().filter(pk__in=links.values("articlepage"))
    return ArticlePage.objects.those_of(articles[:MOST_ABOUT_AREA]).for_cards()


@register.simple_tag
def newest_articles(count: int):
    newest = ArticlePage.objects.listed()[:count]
    return ArticlePage.objects.those_of(newest).for_cards()


@register.simple_tag(takes_context=True)
def subjects(context: Context, article: ArticlePage) -> list[Subject]:
    """The topics of an article, then its tags, with the addresses of their lists."""
    url = article.get_url(context.get("request"))
    if not url:  # never saved: it has no place yet
        return []
    above = url[: -len(f"{article.slug}/")]
    named = [("topic", topic) for topic in article.topic_list]
    named += [("tag", tag) for tag in article.tags.all()]
    return [
        Subject(thing.name, above + routes.reverse(route, thing.slug)) for route, thing in named
    ]
