"""Between *Confirm Tue 1 Dec, 9:30* in the inbox and the visit: who, what, when, with whom."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ...models import Practitioner
from ...times import instant_words
from ..actions import ACTIONS
from ..detail import RequestPage
from ..forms.times import Chosen
from ..wish_lines import WishLine, WishState
from .way_back import way_back
from .wishes import lines_of

CONFIRM = next(action for action in ACTIONS if action.name == "confirm")


class SureToConfirm(RequestPage):
    """Asks once more; its button posts to the answer *Confirm a time*, which may refuse it.

    Where the wish is not free any more it leads there too: to what is free instead.
    """

    name = "sure"
    http_method_names = ["get", "head", "options"]
    template_name = "bookings/staff/inbox/sure.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_answer:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        line = self.line
        if CONFIRM.is_possible(self.object) and not (line and line.state == WishState.FREE):
            if line:
                words = _("%(when)s is not free any more. Choose another time.")
                messages.warning(request, words % {"when": line.words})
            return redirect(self.confirm_url)
        if not CONFIRM.is_possible(self.object) or self.object.needs_acknowledgement:
            return redirect(self.confirm_url)
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Confirm: %(reference)s") % {"reference": self.object.reference}

    @cached_property
    def line(self) -> WishLine | None:
        """The wish that was pressed, beside the diary as it is now."""
        ranked = {str(line.wish.rank): line for line in self.wish_lines()}
        return ranked.get(self.request.GET.get("wish", "1"))

    def wish_lines(self) -> list[WishLine]:
        held = {self.object.pk: self.held_starts()}
        return lines_of([self.object], held=held)[self.object.pk]

    @property
    def confirm_url(self) -> str:
        """The answer itself, which knows the wish and the way back."""
        query = self.request.GET.urlencode()
        return reverse(CONFIRM.url_name, args=[self.object.pk]) + (f"?{query}" if query else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start = self.line.wish.slot_start
        choices: list[tuple[Practitioner, str]] = [
            (person, Chosen(person.pk, start).value) for person in self.line.people
        ]
        return super().get_context_data(
            when=instant_words(start, self.practice.zone),
            choices=choices,
            confirm_url=self.confirm_url,
            back_url=way_back(self.request)
            or reverse(self.inspect_url_name, args=[self.object.pk]),
            **kwargs,
        )
