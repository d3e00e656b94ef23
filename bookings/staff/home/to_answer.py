"""Requests that the desk has to answer, on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from home.ages import age_words

from ...models import BookingRequest
from .. import addresses
from ..inbox.wishes import lines_of, with_wishes
from ..numbers import awaiting_reply
from ..permissions import ANSWER_REQUESTS
from ..wish_lines import WishLine, WishState
from .base import HomePanel


class ToAnswerPanel(HomePanel):
    """Who has waited longest, each with a wish; as many queries however many wait.

    The wish is the first that is free, which leads to its confirmation, or else the first of all.
    """

    name = "bookings-to-answer"
    template_name = "bookings/staff/home/to_answer.html"
    order = 40
    shown = 5

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        longest = BookingRequest.objects.awaiting_reply().order_by("created_at", "pk")
        rows = list(with_wishes(longest.select_related("assigned_to"))[: self.shown])
        # Who waits for a reply has no offer: no time is held for them.
        lines = lines_of(rows, held={})
        count = awaiting_reply(self.request)
        return {
            "count": count,
            "rows": [self._row(request, lines[request.pk]) for request in rows],
            "more": max(0, count - self.shown),
            "all": addresses.request_list(),
        }

    def _row(self, request: BookingRequest, lines: list[WishLine]) -> dict[str, Any]:
        whose = request.assigned_to
        line = next((line for line in lines if line.state == WishState.FREE), None)
        may_confirm = self.request.user.has_perm(ANSWER_REQUESTS)
        can_confirm = line and may_confirm and not request.needs_acknowledgement
        return {
            "object": request,
            "url": addresses.request_detail(request.pk),
            "age": age_words(request.created_at),
            "line": line or next(iter(lines), None),
            "sure": addresses.sure_to_confirm(request.pk, line.wish.rank) if can_confirm else "",
            "is_mine": whose == self.request.user,
            "whose": whose and (whose.get_full_name() or whose.get_username()),
        }
