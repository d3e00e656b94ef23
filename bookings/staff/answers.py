"""Answering a request. Only a POST acts, through bookings.domain, with the version seen."""

from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..domain import transitions
from ..domain.errors import (
    PractitionerUnavailable,
    Refused,
    StaleVersion,
    TimeNotPossible,
    TimeTaken,
    TransitionRefused,
)
from ..times import instant_words
from . import addresses, wishes
from .actions import ACTIONS, Action
from .detail import RequestDetail, RequestPage
from .diary import taken_on
from .forms import AnswerForm, ConfirmForm, DeclineForm
from .permissions import VIEW_APPOINTMENTS

# Beside which question a refusal is shown; the others stand above the form.
FIELD_OF: Final[dict[type[Refused], str]] = {
    TimeTaken: "time",
    TimeNotPossible: "time",
    PractitionerUnavailable: "practitioner",
}


class Answer:
    """A page about one request whose POST acts.

    A refusal is said in words on the page that the form stands on, with what was typed: 409
    where somebody was faster, 422 where the input can't be used.
    """

    name: str
    form_class: type[AnswerForm] = AnswerForm
    form: AnswerForm

    def perform(self, **answers: Any) -> str:
        """Call the domain with its keyword-only arguments; say what was done."""
        raise NotImplementedError

    @cached_property
    def action(self) -> Action:
        return next(action for action in ACTIONS if action.name == self.name)

    @property
    def is_possible(self) -> bool:
        return self.action.is_possible(self.object.status)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_answer:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a single button has none, and stands on the request's own page."""
        if not self.is_possible:
            messages.warning(request, TransitionRefused.message)
        if not (self.is_possible and self.action.has_page):
            return self.back_to_request()
        self.form = self.form_class(booking=self.object, initial=self.get_initial())
        return self.respond()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(request.POST, booking=self.object)
        if not self.form.is_valid():
            return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY)
        answers = self.form.cleaned_data
        try:
            if answers["version"] != self.object.version:
                raise StaleVersion
            if not self.is_possible:
                raise TransitionRefused
            done = self.perform(request_id=self.object.pk, by=request.user, **answers)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(request, done)
        return self.back_to_request()

    def refuse(self, refused: Refused) -> HttpResponse:
        del self.object  # read again: somebody may have changed it
        self.form.renew(self.object)
        self.form.add_error(FIELD_OF.get(type(refused)), str(refused.message))
        if isinstance(refused, TimeNotPossible):
            return self.respond(HTTPStatus.UNPROCESSABLE_ENTITY)
        return self.respond(HTTPStatus.CONFLICT)

    def get_initial(self) -> dict[str, Any]:
        return {}

    def respond(self, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form), status=status)

    def back_to_request(self) -> HttpResponse:
        return redirect(addresses.request_detail(self.object.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(action=self.action, is_possible=self.is_possible, **kwargs)

    def is_told(self) -> str:
        """How the client hears of it."""
        if self.object.email:
            return _("A mail to %(address)s is on its way.") % {"address": self.object.email}
        return _("There is no email address: call to tell them.")


class AnswerPage(Answer, RequestPage):
    """An answer with a page of its own, below the request's."""

    def get_page_title(self) -> str:
        return f"{self.action.label}: {self.object.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        request = {
            "url": addresses.request_detail(self.object.pk),
            "label": self.object.reference,
        }
        return [*above, request, own | {"label": self.action.label}]


class Confirm(AnswerPage):
    name = "confirm"
    form_class = ConfirmForm
    template_name = "bookings/staff/confirm.html"

    def get_initial(self) -> dict[str, Any]:
        """The wish that staff pressed, or else the first; the only person who can do it."""
        ranked = {str(wish.rank): wish for wish in self.object.preferences.all()}
        wish = ranked.get(self.request.GET.get("wish", "1"))
        initial: dict[str, Any] = wishes.guess(wish)._asdict() if wish else {}
        people = ConfirmForm(booking=self.object).people[:2]
        return initial | ({"practitioner": people[0].pk} if len(people) == 1 else {})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "look" not in request.POST:
            return super().post(request, *args, **kwargs)
        # A look into the diary of the day that was typed; everything typed stays.
        self.form = ConfirmForm(booking=self.object, initial=request.POST.dict())
        return self.respond()

    def perform(self, **answers: Any) -> str:
        practitioner = answers.pop("practitioner")
        appointment = transitions.confirm(practitioner_id=practitioner.pk, **answers)
        done = _("Confirmed: %(when)s, with %(name)s.") % {
            "when": instant_words(appointment.start, self.practice.zone),
            "name": practitioner.name,
        }
        return f"{done} {self.is_told()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people, day = list(self.form.people), self.form.shown_day()
        return super().get_context_data(
            people=people,
            day=day,
            taken=taken_on(day, people) if day else [],
            can_confirm=self.is_possible,
            names_shown=self.request.user.has_perm(VIEW_APPOINTMENTS),
            **kwargs,
        )


class Decline(AnswerPage):
    name = "decline"
    form_class = DeclineForm
    template_name = "bookings/staff/decline.html"

    def perform(self, **answers: Any) -> str:
        transitions.decline(**answers)
        return _("Declined.") + f" {self.is_told()}"


class Spam(AnswerPage):
    name = "spam"
    template_name = "bookings/staff/spam.html"

    def perform(self, **answers: Any) -> str:
        transitions.mark_spam(**answers)
        return _("Marked as spam.")


class Take(Answer, RequestDetail):
    name = "take"

    def perform(self, **answers: Any) -> str:
        transitions.take(**answers)
        return _("This request is yours now.")


class Reopen(Answer, RequestDetail):
    name = "reopen"

    def perform(self, **answers: Any) -> str:
        transitions.reopen(**answers)
        return _("Open again, and yours.")


class Release(Answer, RequestDetail):
    name = "release"

    def perform(self, **answers: Any) -> str:
        transitions.release(**answers)
        return _("Released: it is a request like any other now.")


ANSWERS: Final = (Confirm, Decline, Spam, Take, Reopen, Release)
