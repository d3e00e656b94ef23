"""The inbox: which requests are there, and which of them is next."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from ...models import BookingRequest
from ..generic import ListView
from ..numbers import numbers
from .cards import Card, cards_of
from .filters import Narrowing
from .flags import with_mail_failed
from .pages import Page, Position, page_of
from .tabs import FIRST, TABS, count_words, tab_named
from .way_back import with_way_back
from .wishes import with_wishes


class Inbox(ListView):
    """A tab of it, or what a search finds in all of them; narrowed by filters, page by page.

    All of that is in the address. Who has waited longest comes first where somebody waits, else
    the newest.
    """

    template_name = "bookings/staff/inbox/inbox.html"
    results_template_name = "bookings/staff/inbox/list.html"
    is_searchable = False
    columns: list[Any] = []

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # The list that the generic view gets is a page already.
        self.paginate_by = None
        self.tab = tab_named(request.GET.get("tab", ""))

    @cached_property
    def narrowing(self) -> Narrowing:
        return Narrowing(self.request.GET, user=self.request.user)

    @cached_property
    def page(self) -> Page:
        given = self.request.GET
        return page_of(
            *self._found(),
            oldest_first=self.tab.is_work and not self.narrowing.text,
            after=given.get("after", ""),
            before=given.get("before", ""),
        )

    def _found(self) -> tuple[QuerySet[BookingRequest], list[QuerySet[BookingRequest]]]:
        """What a page shows of the requests, and which there are; of a tab state by state."""
        every = self.get_base_queryset().kept()
        shown = with_mail_failed(with_wishes(every.select_related("client", "assigned_to")))
        found = self.narrowing.find(every)
        if self.narrowing.text:
            return shown, [found]
        return shown, [found.filter(status=status) for status in sorted(self.tab.statuses)]

    def get_queryset(self) -> list[BookingRequest]:
        return self.page.rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        at = self.narrowing.query
        if self.tab is not FIRST and not self.narrowing.text:
            at = "&".join(filter(None, [urlencode({"tab": self.tab.name}), at]))
        cards: list[Card] = cards_of(self.page.rows, user=self.request.user)
        return context | {
            "cards": cards,
            "tab": self.tab,
            "tabs": self._tabs(),
            "narrowing": self.narrowing,
            # Where all is settled, there is nothing to do with several at once.
            "with_boxes": bool(cards) and (self.tab.is_work or bool(self.narrowing.text)),
            "first_url": f"?{at}",
            "before_url": self._beside(at, before=self.page.before),
            "after_url": self._beside(at, after=self.page.after),
            "way_back": with_way_back(self._here(at)),
        }

    def _tabs(self) -> list[dict[str, Any]]:
        """With what an address needs to keep the filters; a search ends where a tab begins."""
        kept = {name: value for name, value in self.narrowing.chosen.items() if name != "q"}
        found = numbers(self.request)
        return [
            {
                "tab": tab,
                "url": "?" + urlencode({"tab": tab.name} | kept),
                "count": count_words(found[tab.name]) if tab.name in found else "",
                "is_current": tab is self.tab and not self.narrowing.text,
            }
            for tab in TABS
        ]

    def _beside(self, at: str, **position: str | None) -> str:
        """The address of the page beside this one; empty where there is none."""
        if None in position.values():
            return ""
        return "?" + "&".join(filter(None, [at, urlencode(position)]))

    def _here(self, at: str) -> str:
        """The question part of this page's own address, without what was passed over."""
        given = {
            name: Position.read(self.request.GET.get(name, "")) for name in ("after", "before")
        }
        kept = {name: position.words for name, position in given.items() if position}
        return "&".join(filter(None, [at, urlencode(kept)]))
