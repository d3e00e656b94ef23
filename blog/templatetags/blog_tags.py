from dataclasses import dataclass

from django import template
from django.template import Context

from blog.models import ArticleIndexPage, ArticlePage

register = template.Library()
routes = ArticleIndexPage.get_resolver()  # the same for every index


@dataclass(frozen=True)
class Subject:
    name: str
    url: str


@register.simple_tag
def articles_about(area):
    return ArticlePage.objects.live().public().about(area).newest_first().for_cards()


@register.simple_tag
def newest_articles(count: int):
    return ArticlePage.objects.visible().newest_first().for_cards()[:count]


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
