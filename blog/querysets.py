from django.db.models import F
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-pk")

    def for_cards(self):
        """Without their bodies: a list says only what a card shows."""
        return self.defer_streamfields()
