from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.visible import visible

NEWEST_FIRST = (F("first_published_at").desc(nulls_last=True), "-pk")


class ArticleQuerySet(PageQuerySet):
    def visible(self):
        """What a visitor who is not signed in may read."""
        return visible(self)

    def newest_first(self):
        return self.order_by(*NEWEST_FIRST)

    def for_cards(self):
        """Without their bodies: a list says only what a card shows."""
        return self.defer_streamfields()

    def listed(self):
        """The pages of all that anybody may read, the newest first.

        As pages, because one index has all that is asked of them (home/migrations/0008): however
        far behind a slice is, only the articles in it are read, by `those_of`.
        """
        kind = ContentType.objects.get_for_model(self.model)
        return visible(Page.objects.filter(content_type=kind)).order_by(*NEWEST_FIRST)

    def those_of(self, pages):
        """The articles of a slice of `listed`, in the same order."""
        return self.filter(pk__in=pages.values("pk")).newest_first()


class TopicQuerySet(QuerySet):
    def used_by(self, articles):
        """Topics of at least one of these `articles`."""
        links = self.model.articles.through.objects.filter(topic=OuterRef("pk"))
        return self.filter(Exists(links.filter(articlepage__in=articles.order_by().values("pk"))))

    def changed(self, articles):
        """`changed_at`: when one of its `articles` was last published."""
        newest = articles.filter(topics=OuterRef("pk")).order_by(
            F("last_published_at").desc(nulls_last=True)
        )
        return self.annotate(changed_at=Subquery(newest.values("last_published_at")[:1]))
