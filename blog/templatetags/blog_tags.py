from django import template

from blog.models import ArticlePage

register = template.Library()


@register.simple_tag
def newest_articles(count: int):
    return ArticlePage.objects.live().public().newest_first().for_cards()[:count]
