"""Articles by the thousand, quicker than one by one through the page tree."""

from blog.models import ArticleIndexPage, ArticlePage, Topic
from tests.factories.many_pages import add_pages


def make_articles(index: ArticleIndexPage, number: int, *, topic: Topic | None = None) -> None:
    """`number` published articles below an index that has none, a day apart: "Article 0001" …"""
    articles = add_pages(index, ArticlePage, number)
    if topic:
        through = ArticlePage.topics.through
        through.objects.bulk_create(through(articlepage=page, topic=topic) for page in articles)
