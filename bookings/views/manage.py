"""The client's own page of a request, behind the link that every mail to the client carries."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.client_moves import was_moved_by_client, why_not
from ..domain.errors import Refused
from ..domain.manage import make_proof
from ..forms.answers import AnswerForm
from ..models import BookingRequest, BookingSettings
from .answers import CHANGED, act, in_words, is_done, questions, read_answer
from .exercises import exercises_for
from .link_page import link_page
from .open_form import takes_requests
from .situation import Situation, State, situation_of

NOTHING_CHOSEN: Final = _("Nothing was chosen, so nothing was done.")


@link_page
def manage(request: HttpRequest, asked: BookingRequest) -> HttpResponse:
    """How the request stands now and what can be answered; GET and HEAD change nothing."""
    situation = situation_of(asked)
    return _answer(request, situation) if request.method == "POST" else _page(request, situation)


def _answer(request: HttpRequest, situation: Situation) -> HttpResponse:
    """Do it and come back to the page (303), or say on it why not."""
    sent = read_answer(situation, request.POST)
    # What was written is given back whatever happens; a choice has to be made again.
    kept = sent if sent and sent.typed else None
    if sent is None or "version" in sent.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, situation, NOTHING_CHOSEN, sent=kept, status=status)
    if not sent.is_valid():
        if not any(isinstance(form, type(sent)) for form in questions(situation)):
            return _page(request, situation, CHANGED, sent=kept, status=HTTPStatus.CONFLICT)
        return _page(request, situation, sent=sent, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        act(situation, sent)
    except Refused as refused:
        situation.asked.refresh_from_db()
        now = situation_of(situation.asked)
        if not is_done(now, sent):
            return _page(request, now, in_words(refused), sent=kept, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest,
    situation: Situation,
    notice: str | Promise = "",
    *,
    sent: AnswerForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page of this state; `notice` says why an answer was not taken.

    What was `sent` stands in its form again. Where that is gone, what was typed can be copied.
    """
    forms = questions(situation, sent)
    bound = next((form for form in forms if form.is_bound), None)
    asked = situation.asked
    context = _instants(situation) | {
        "situation": situation,
        "asked": asked,
        "visit": situation.visit,
        "forms": forms,
        # For the summary of errors, above the heading.
        "form": bound,
        "typed": sent.typed if sent and not bound else "",
        "notice": notice,
        "action": request.path,
        "wishes": [
            wish.in_words(situation.zone, names_zone=False) for wish in asked.preferences.all()
        ],
    }
    context |= _booking_again(situation) | _moving(situation) | exercises_for(situation)
    return render(request, f"bookings/manage/{situation.state}.html", context, status=status)


def _instants(situation: Situation) -> dict[str, str]:
    """The instants that the page tells, in words."""
    instants, visit = {"all_held_until": situation.all_held_until}, situation.visit
    if visit:
        instants |= {"when": visit.start, "undo_until": visit.undo_until}
    if visit and situation.state == State.CONFIRMED:
        rules = BookingSettings.current()
        cutoff = rules.on_time_until(visit.start)
        if rules.cancel_cutoff_hours:
            instants["late_since" if timezone.now() > cutoff else "on_time_until"] = cutoff
    return {name: situation.words(instant) for name, instant in instants.items() if instant}


def _moving(situation: Situation) -> dict[str, Any]:
    """Whether the visit can be moved here, or why not, and whether it just was."""
    visit = situation.visit
    if visit is None or situation.state != State.CONFIRMED:
        return {}
    return {
        "why_not_move": why_not(visit),
        "was_moved": was_moved_by_client(visit),
        # Without the secret, which a link need not repeat.
        "move_page": "move/",
    }


def _booking_again(situation: Situation) -> dict[str, Any]:
    """The form of the same service, and what it carries along; nothing while a visit is ahead."""
    asked = situation.asked
    if not (situation.is_over and asked.service and takes_requests(asked.service)):
        return {}
    return {"service": asked.service, "proof": make_proof(asked)}
