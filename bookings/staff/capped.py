"""Pages of a list that has no end: nothing of it is counted that nobody looks at.

A page and the number of rows are one query. Rows are counted up to a number, or as far as the
page that is asked for, so whoever turns pages gets to the last row all the same; what then follows
is “more than”. Of the page only the keys are sought in the list's order; what a row shows comes
along for those twenty and no others.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Page
from django.db import connections
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

MOST_COUNTED: Final = 10_000
# Whoever gets more for what they typed will type more.
MOST_FOUND: Final = 1_000
# More rows than there will be, and a number that a database takes: an address may ask for any page.
BEYOND_ALL: Final = 10**12


class RowCount(Subquery):
    """How many rows a query has, as a value of another one."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def first_keys(sets: Sequence[QuerySet], most: int) -> QuerySet:
    """The keys of the first `most` rows of each of the sets, which are of one model."""
    keys = [rows.values("pk")[:most] for rows in sets]
    if len(keys) == 1:
        return keys[0]
    if not connections[keys[0].db].features.supports_slicing_ordering_in_compound:
        every = keys[0].model._base_manager.order_by()
        keys = [every.filter(pk__in=some).values("pk") for some in keys]
    return keys[0].union(*keys[1:]).order_by()


class CappedPaginator(WagtailPaginator):
    """The pages of `object_list`, which is in order.

    `found` are the rows that there are: all of them or, of a search, what each way to look for
    something finds; a row may be in several. `runs` are the same rows, each set in an order that
    an index has; one behind the other they are the list's.
    """

    def __init__(
        self,
        object_list: QuerySet,
        per_page: int,
        *,
        found: Sequence[QuerySet] = (),
        runs: Sequence[QuerySet] = (),
        most_counted: int = 0,
        **options: Any,
    ) -> None:
        super().__init__(object_list, per_page, **options)
        self.found = found or [object_list]
        self.runs = runs or self.found
        self.most_counted = self.most = most_counted or MOST_COUNTED

    @cached_property
    def count(self) -> int:
        """One more than `most` stands for any number above it."""
        keys = self._counted()
        return min(keys.count(), self.most + 1)

    @property
    def is_capped(self) -> bool:
        return self.count > self.most

    @property
    def count_words(self) -> str:
        """The number that is counted: “7”, “10,000”."""
        return number_format(min(self.count, self.most), use_l10n=True, force_grouping=True)

    @property
    def items_count_label(self) -> str:
        if not self.is_capped:
            return super().items_count_label
        words = _("more than %(count)s %(rows)s")
        return words % {"count": self.count_words, "rows": self.verbose_name_plural}

    @property
    def pages_counted(self) -> int:
        """The last page that is full of rows that are counted."""
        return self.most // self.per_page if self.is_capped else self.num_pages

    def get_page(self, number: Any) -> Page:
        """As Django's: the first one for what is no number, the last one for what there is not."""
        number = self._read(number)
        self.most = max(self.most_counted, number * self.per_page)
        rows = list(self._rows(number))
        if rows:
            self.count = min(rows[0].rows_counted, self.most + 1)
        elif number > 1:
            number = self.num_pages
            rows = list(self._rows(number))
        else:
            self.count = 0
        return self._get_page(rows, number, self)

    def _read(self, number: Any) -> int:
        try:
            read = int(number)
        except (TypeError, ValueError):
            return 1
        last = BEYOND_ALL // self.per_page
        return min(read, last) if read > 0 else last

    def _rows(self, number: int) -> QuerySet:
        start, end = (number - 1) * self.per_page, number * self.per_page
        if len(self.runs) == 1:
            keys = self.runs[0].values("pk")[start:end]
        else:
            keys = self._of(first_keys(self.runs, end)).values("pk")[start:end]
        return self._of(keys).annotate(rows_counted=RowCount(self._counted()))

    def _counted(self) -> QuerySet:
        found = [rows.order_by() for rows in self.found]
        return first_keys(found, self.most + 1)

    def _of(self, keys: QuerySet) -> QuerySet:
        return self.object_list.filter(pk__in=keys)
