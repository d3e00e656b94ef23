"""A site of thousands of pages in seconds: rows as the page tree would have written them.

`add_pages` makes pages of one kind below a page, `make_many_pages` a whole site of them. Neither
saves a page by itself, so none has a revision, and search finds none until `make_searchable`.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from taggit.models import Tag
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from blog.models import ArticleIndexPage, ArticlePage, Topic
from home.models import PainArea, StandardPage
from services.models import ServiceLength, ServicePage, ServicesIndexPage
from tests.factories.pages import make_home

FIRST_DAY: Final = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
# Pages in one statement; SQLite takes only so many values.
BATCH: Final = 500
# Of the pages of a site; the rest are articles.
ONE_IN = {ServicePage: 500, StandardPage: 40}
TOPICS: Final = 10
TAGS: Final = 50
WORDS: Final = "<p>A tight muscle can hurt in another place than the one in which it sits.</p>"


def make_many_pages(number: int = 20_000) -> list[ArticlePage]:
    """`number` published pages below the front page of the default site; gives its articles.

    Uses what is there (the demonstration, say) and makes what is missing: front page, lists,
    topics, tags. Each article has a topic, a tag and a painful area, if the site has areas.
    """
    home = Page.objects.filter(sites_rooted_here__is_default_site=True).first()
    if home is None or home.depth < 2 or home.specific_class is Page:
        home = make_home()
    services = _index(ServicesIndexPage, home, "Services")
    offered = add_pages(services, ServicePage, max(1, number // ONE_IN[ServicePage]))
    ServiceLength.objects.bulk_create(
        ServiceLength(page=page, minutes=60, price=Decimal(60), sort_order=0) for page in offered
    )
    # Hundreds of links in the menu would be what is measured.
    words = add_pages(
        home, StandardPage, max(1, number // ONE_IN[StandardPage]), show_in_menus=False
    )
    articles = add_pages(
        _index(ArticleIndexPage, home, "Articles"),
        ArticlePage,
        number - len(offered) - len(words),
        lead="What it is, and what helps.",
    )
    _link(articles)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return articles


def add_pages[P: Page](
    parent: Page, kind: type[P], number: int, *, name: str = "", **fields: Any
) -> list[P]:
    """`number` published pages, a day apart, behind the children of `parent`: "Article 0001" …

    `name` is that word; without one it is the kind's. `fields` are those of all of them.
    """
    parent = Page.objects.get(pk=parent.pk)
    name = name or kind._meta.verbose_name.capitalize()
    last = parent.get_last_child()
    behind = kind._str2int(last.path[-kind.steplen :]) if last else 0
    slug = name.lower().replace(" ", "-")
    content_type = ContentType.objects.get_for_model(kind)
    made = [
        kind(
            **{"body": [{"type": "text", "value": WORDS}]} | fields,
            title=f"{name} {count:04}",
            draft_title=f"{name} {count:04}",
            slug=f"{slug}-{count:04}",
            path=Page._get_path(parent.path, parent.depth + 1, count),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{slug}-{count:04}/",
            content_type=content_type,
            locale_id=parent.locale_id,
            translation_key=uuid4(),
            first_published_at=FIRST_DAY + dt.timedelta(days=count - behind),
            last_published_at=FIRST_DAY + dt.timedelta(days=count - behind),
        )
        for count in range(behind + 1, behind + number + 1)
    ]
    shared = [field.attname for field in _columns(Page) if not field.primary_key]
    base = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in shared}) for page in made],
        batch_size=BATCH,
    )
    for page, row in zip(made, base, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
    for batch in itertools.batched(made, BATCH):
        _insert(kind, batch)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    return made


def make_searchable(pages: Iterable[Page]) -> None:
    """Put `pages`, all of one kind, into the search index, as saving each would."""
    for batch in itertools.batched(pages, BATCH):
        get_search_backend().add_bulk(type(batch[0]), batch)


def _index[P: Page](kind: type[P], home: Page, title: str) -> P:
    found = kind.objects.descendant_of(home).first()
    if found is None:
        found = kind(title=title, slug=title.lower())
        Page.objects.get(pk=home.pk).add_child(instance=found)
    return found


def _link(articles: Sequence[ArticlePage]) -> None:
    """Each with one topic, one tag and, where the site has any, one area of pain."""
    topics = [
        Topic.objects.get_or_create(slug=f"topic-{i}", defaults={"name": f"Topic {i}"})[0]
        for i in range(TOPICS)
    ]
    tags = [
        Tag.objects.get_or_create(slug=f"tag-{i}", defaults={"name": f"Tag {i}"})[0]
        for i in range(TAGS)
    ]
    for field, others in (("topics", topics), ("pain_areas", list(PainArea.objects.all()))):
        through = getattr(ArticlePage, field).through
        column = getattr(ArticlePage, field).field.m2m_reverse_name()
        key = through._meta.get_field(column.removesuffix("_id")).attname
        if others:
            through.objects.bulk_create(
                through(articlepage_id=page.pk, **{key: others[i % len(others)].pk})
                for i, page in enumerate(articles)
            )
    tagged = ArticlePage.tags.through
    tagged.objects.bulk_create(
        tagged(content_object_id=page.pk, tag=tags[i % TAGS]) for i, page in enumerate(articles)
    )


def _columns(kind: type[Page]) -> list[Any]:
    return [field for field in kind._meta.local_concrete_fields if not field.generated]


def _insert(kind: type[Page], pages: Sequence[Page]) -> None:
    """The rows of a kind's own table; Django's bulk_create leaves tables of children out."""
    query = InsertQuery(kind)
    query.insert_values(_columns(kind), list(pages), raw=True)
    query.get_compiler(connection=connection).execute_sql()
