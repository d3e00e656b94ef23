"""Articles by the thousand, quicker than one by one through the page tree."""

import datetime as dt
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from blog.models import ArticleIndexPage, ArticlePage, Topic

FIRST_DAY = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)


def make_articles(index: ArticleIndexPage, number: int, *, topic: Topic | None = None) -> None:
    """`number` published articles below an index that has none, a day apart: "Article 0001" …"""
    kind = ContentType.objects.get_for_model(ArticlePage)
    days = [FIRST_DAY + dt.timedelta(days=count) for count in range(number)]
    pages = Page.objects.bulk_create(
        Page(
            title=f"Article {count:04}",
            draft_title=f"Article {count:04}",
            slug=f"article-{count:04}",
            path=Page._get_path(index.path, index.depth + 1, count),
            depth=index.depth + 1,
            url_path=f"{index.url_path}article-{count:04}/",
            content_type=kind,
            locale_id=index.locale_id,
            translation_key=uuid4(),
            first_published_at=day,
            last_published_at=day,
        )
        for count, day in enumerate(days, start=1)
    )
    for page in pages:
        article = ArticlePage(page_ptr=page, body=[{"type": "text", "value": "<p>Words.</p>"}])
        article.__dict__.update(page.__dict__)
        article.save_base(raw=True)
    Page.objects.filter(pk=index.pk).update(numchild=number)
    if topic:
        through = ArticlePage.topics.through
        through.objects.bulk_create(through(articlepage_id=p.pk, topic=topic) for p in pages)
