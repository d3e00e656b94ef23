from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    def visible(self):
        """What a visitor who is not signed in may read."""
        return self.live().public()

    def newest_first(self):
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-pk")

    def about(self, area):
        """Those that explain pain in this area."""
        return self.filter(pain_areas=area)

    def for_cards(self):
        """Without their bodies: a list says only what a card shows."""
        return self.defer_streamfields()


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
