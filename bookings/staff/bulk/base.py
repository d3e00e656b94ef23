"""Choose in the list, look at what it would do, and do it: each request for itself."""

from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.errors import Refused
from ...models import BookingRequest
from .. import addresses
from ..actions import ACTIONS, RequestAction
from ..clock import InPracticeTime
from ..forms.base import DeskForm
from ..may import why_not
from ..permissions import ANSWER_REQUESTS, VIEW_REQUESTS
from .choice import MOST, Chosen, load, read

GONE: Final = gettext_lazy("It is not here any more.")
# Of the list's own filters; longer ones are nobody's.
LONGEST_QUERY = 900


class BulkPage(InPracticeTime, WagtailAdminTemplateMixin, View):
    """GET lists what would be done, and changes nothing; POST does it, with the versions seen.

    Each request is a transaction of its own: one that is refused keeps no other from its turn.
    What was refused is said on the page, 409, with what was typed, to be tried again.
    """

    template_name = "bookings/staff/bulk/confirm.html"
    header_icon = "mail"
    name: str
    form_class: type[DeskForm] = DeskForm
    what_follows: str | Promise
    writes_to_clients = False
    # How many of those that were chosen are gone since.
    gone = 0

    def do(self, *, request_id: int, version: int, **answers: Any) -> None:
        """Call the domain with its keyword-only arguments."""
        raise NotImplementedError

    def already(self, row: BookingRequest) -> str:
        """Says so where it needs no doing any more; the form is asked only once it is valid."""
        raise NotImplementedError

    def titled(self) -> str:
        raise NotImplementedError

    def counted(self, number: int) -> str:
        """The button: what it does to how many."""
        raise NotImplementedError

    def done_words(self, number: int) -> str:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed = request.user.has_perms([VIEW_REQUESTS, ANSWER_REQUESTS])
        if not (allowed and self.action.is_allowed(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(initial=self.get_initial())
        return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY if self.problem else HTTPStatus.OK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(request.POST)
        if self.problem or not self.form.is_valid():
            return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY)
        refused: dict[int, str | Promise] = {}
        for chosen in self.chosen:
            if words := self._try(chosen):
                refused[chosen.request.pk] = words
        done = [one.request for one in self.chosen if one.request.pk not in refused]
        if not (refused or self.missing):
            messages.success(request, self.done_words(len(done)))
            return redirect(self.back_url)
        self._look_again(refused)
        return self.respond(HTTPStatus.CONFLICT, done=done, refused=self._refused(refused))

    def _try(self, chosen: Chosen) -> str | Promise:
        """Do it to one; what is against it, in words."""
        if words := chosen.why_not:
            return words
        try:
            self.do(
                request_id=chosen.request.pk,
                version=chosen.version,
                by=self.request.user,
                **self.form.answers(),
            )
        except BookingRequest.DoesNotExist:
            return GONE
        except Refused as refused:
            return refused.message
        return ""

    def _look_again(self, refused: dict[int, str | Promise]) -> None:
        """The refused ones as they stand now: what can be tried again has its new version."""
        self.gone = self.missing
        del self.chosen
        self.seen = dict.fromkeys(refused)

    def _refused(self, refused: dict[int, str | Promise]) -> list[tuple[BookingRequest, Any]]:
        """Each as it stands now, with why."""
        return [(one.request, refused[one.request.pk]) for one in self.chosen]

    @cached_property
    def action(self) -> RequestAction:
        return next(action for action in ACTIONS if action.name == self.name)

    @cached_property
    def sent(self) -> QueryDict:
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def seen(self) -> dict[int, int | None]:
        """A POST that says no version has seen none."""
        if self.request.method != "POST":
            return read(self.sent.getlist("pk"))
        return {pk: version or 0 for pk, version in read(self.sent.getlist("chosen")).items()}

    @cached_property
    def chosen(self) -> list[Chosen]:
        if self.problem:
            return []
        found = load(self.seen)
        for one in found:
            one.why_not = self._why_not(one.request)
        return found

    def _why_not(self, row: BookingRequest) -> str | Promise:
        return self.already(row) or why_not(self.request.user, row, self.action)

    @property
    def missing(self) -> int:
        return self.gone + len(self.seen) - len(self.chosen)

    @cached_property
    def problem(self) -> str:
        """Why nothing can be done with what was chosen."""
        if not self.seen:
            return _("Choose the requests first: tick the box beside each of them in the list.")
        if len(self.seen) > MOST:
            words = _("%(most)d requests at once at most, and you chose %(count)d. Choose fewer.")
            return words % {"most": MOST, "count": len(self.seen)}
        return ""

    @property
    def back_query(self) -> str:
        """The filters of the list that they were chosen from."""
        return QueryDict(self.sent.get("back", "")[:LONGEST_QUERY]).urlencode()

    @property
    def back_url(self) -> str:
        return addresses.request_list() + (f"?{self.back_query}" if self.back_query else "")

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_page_title(self) -> str:
        return self.titled()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        listed = {"url": self.back_url, "label": _("Requests")}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]

    def respond(self, status: HTTPStatus, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        able = [one for one in self.chosen if not one.why_not]
        return super().get_context_data(
            form=self.form,
            problem=self.problem,
            able=able,
            unable=[one for one in self.chosen if one.why_not],
            missing=self._missing_words(),
            what_follows=self.what_follows,
            writes_to_clients=self.writes_to_clients,
            counted=self.counted(len(able)),
            back_url=self.back_url,
            back_query=self.back_query,
            **kwargs,
        )

    def _missing_words(self) -> str:
        if self.problem or not self.missing:
            return ""
        words = ngettext(
            "%(count)d of those you chose is not here any more.",
            "%(count)d of those you chose are not here any more.",
            self.missing,
        )
        return words % {"count": self.missing}
