from wagtail.query import PageQuerySet


class ServiceQuerySet(PageQuerySet):
    def in_menu_order(self):
        """As the therapist sorted them in the page tree."""
        return self.order_by("path")

    def good_for(self, area):
        """Those that can help with pain in this area."""
        return self.filter(pain_areas=area)

    def for_cards(self):
        """With the lengths and prices that a card shows, without the bodies that it doesn't."""
        return self.defer_streamfields().prefetch_related("lengths")
