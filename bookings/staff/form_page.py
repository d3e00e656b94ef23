"""A page of the desk whose form acts: what answers, deeds and bookings have in common."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..domain.errors import NotUsable, Refused, StaleVersion
from ..models import AuditEvent
from ..times import instant_words
from .buttons import Action, Place
from .forms.base import DeskForm, VersionForm
from .meanwhile import Happened, happened_since, read_seen_at
from .permissions import ANSWER_REQUESTS

# Buttons of a form that only look something up: everything typed stays, nothing is done.
LOOKS: Final = frozenset({"look", "more", "search"})


class FormPage:
    """Only a POST acts, through a function of bookings.domain.

    A refusal is said in words on the page that the form stands on, with what was typed: 409
    where somebody was faster, 422 where the input can't be used.
    """

    form_class: type[DeskForm]
    permission: str = ANSWER_REQUESTS
    form: Any

    def perform(self, **answers: Any) -> str:
        """Call the domain with its keyword-only arguments; say what was done."""
        raise NotImplementedError

    def done_url(self) -> str:
        raise NotImplementedError

    def check(self) -> None:
        """Raise Refused for what is known before the domain is asked."""

    def renew(self) -> None:
        """Read again what somebody may have changed."""

    @cached_property
    def may_answer(self) -> bool:
        return self.request.user.has_perm(self.permission)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_answer:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.make_form(initial=self.get_initial())
        return self.respond()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not LOOKS.isdisjoint(request.POST):
            sent = self.make_form(request.POST)
            self.form = self.make_form(initial={name: sent[name].value() for name in sent.fields})
            return self.respond()
        self.form = self.make_form(request.POST, initial=self.get_initial())
        if not self.form.is_valid():
            return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            self.check()
            done = self.perform(by=request.user, **self.form.answers())
        except Refused as refused:
            return self.refuse(refused)
        messages.success(request, done)
        return redirect(self.done_url())

    def refuse(self, refused: Refused) -> HttpResponse:
        self.renew()
        self.form.refuse(refused)
        if isinstance(refused, NotUsable):
            return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY)
        return self.respond(HTTPStatus.CONFLICT)

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        return self.form_class(data, **options)

    def get_initial(self) -> dict[str, Any]:
        return {}

    def respond(self, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form), status=status)

    def when(self, appointment: Any) -> str:
        """“Tuesday 1 December 2026, 9:30 (Europe/London), with Thea”."""
        return _("%(when)s, with %(name)s") % {
            "when": instant_words(appointment.start, self.practice.zone),
            "name": appointment.practitioner.name,
        }

    def is_told(self, email: str) -> str:
        """How the client hears of it."""
        if email:
            return _("A mail to %(address)s is on its way.") % {"address": email}
        return _("There is no email address: call to tell them.")


class RowFormPage(FormPage):
    """The same about one row, which has a version: `self.object`, of a DetailView."""

    form_class: type[DeskForm] = VersionForm
    name: str
    actions: tuple[Action, ...]
    # What is said when the row changed since, and when its state does not allow this.
    stale: type[Refused] | Refused = StaleVersion
    not_so: type[Refused] | Refused
    meanwhile: Sequence[Happened] = ()

    @cached_property
    def action(self) -> Action:
        return next(action for action in self.actions if action.name == self.name)

    @property
    def is_possible(self) -> bool:
        return self.action.is_possible(self.object)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.action.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a single button has none, and stands on the row's own page."""
        if not self.is_possible:
            messages.warning(request, self.not_so.message)
        if not (self.is_possible and self.action.has_page):
            return redirect(self.done_url())
        return super().get(request, *args, **kwargs)

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        return self.form_class(data, row=self.object, **options)

    def check(self) -> None:
        if self.form.cleaned_data["version"] != self.object.version:
            raise self.stale
        if not self.is_possible:
            raise self.not_so

    def renew(self) -> None:
        del self.object
        self.form.renew(self.object)

    def respond(self, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        """Where the row is not what was seen, the page says what happened, and is up to date."""
        sent = self.request.POST
        if self.request.method == "POST" and sent.get("version") != str(self.object.version):
            seen_at = read_seen_at(sent.get("seen_at", ""))
            self.meanwhile = happened_since(seen_at, self.history(), reader=self.request.user)
            self.form.renew(self.object)
        return super().respond(status)

    def possible_now(self) -> list[Action]:
        """Other pages to go to, where this one came too late."""
        if self.is_possible or not self.meanwhile:
            return []
        user = self.request.user
        pages = [one for one in self.actions if one.has_page and one.place != Place.THERE]
        return [one for one in pages if one.is_possible(self.object) and one.is_allowed(user)]

    def history(self) -> QuerySet[AuditEvent]:
        """What the audit trail has about the row."""
        return self.object.events.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            action=self.action,
            is_possible=self.is_possible,
            back_url=self.done_url(),
            meanwhile=self.meanwhile,
            possible_now=self.possible_now(),
            **kwargs,
        )
