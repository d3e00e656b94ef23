"""The client's own page of a request, behind the link that every mail to the client carries."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ..domain.cancellation import on_time_until
from ..domain.errors import Refused
from ..domain.manage import find_by_token, make_proof
from ..forms.answers import ANSWER_FORMS, AnswerForm
from ..models import BookingSettings
from .answers import CHANGED, act, in_words, is_done, questions
from .request import takes_requests
from .situation import Situation, State, situation_of

NOTHING_CHOSEN: Final = _("Nothing was chosen, so nothing was done.")


@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """How the request stands now and what can be answered; GET and HEAD change nothing.

    One page for every link that leads nowhere, so that none tells more than another.
    """
    asked = find_by_token(token)
    if asked is None:
        page = render(request, "bookings/manage_unknown.html", status=HTTPStatus.NOT_FOUND)
    elif request.method == "POST":
        page = _answer(request, situation_of(asked))
    else:
        page = _page(request, situation_of(asked))
    patch_cache_control(page, no_store=True)
    page["X-Robots-Tag"] = "noindex"
    # The page itself loosens it as far as its forms need (manage_page.html).
    page["Referrer-Policy"] = "no-referrer"
    return page


def _answer(request: HttpRequest, situation: Situation) -> HttpResponse:
    """Do it and come back to the page (303), or say on it why not."""
    kind = ANSWER_FORMS.get(request.POST.get("about", ""))
    sent = kind(request.POST) if kind else None
    if sent is None or "version" in sent.errors:
        return _page(request, situation, NOTHING_CHOSEN, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not sent.is_valid():
        forms = questions(situation, sent, request.POST)
        if not any(form.is_bound for form in forms):
            return _page(request, situation, CHANGED, status=HTTPStatus.CONFLICT)
        return _page(request, situation, forms=forms, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        act(situation, sent)
    except Refused as refused:
        situation.asked.refresh_from_db()
        now = situation_of(situation.asked)
        if not is_done(now, sent):
            return _page(request, now, in_words(refused), status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest,
    situation: Situation,
    notice: str | Promise = "",
    *,
    forms: list[AnswerForm] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page of this state; `notice` says why an answer was not taken."""
    forms = questions(situation) if forms is None else forms
    asked = situation.asked
    context = _instants(situation) | {
        "situation": situation,
        "asked": asked,
        "visit": situation.visit,
        "forms": forms,
        # For the summary of errors, above the heading.
        "form": next((form for form in forms if form.is_bound), None),
        "notice": notice,
        "action": request.path,
        "wishes": [wish.in_words(situation.zone) for wish in asked.preferences.all()],
    }
    context |= _booking_again(situation)
    return render(request, f"bookings/manage/{situation.state}.html", context, status=status)


def _instants(situation: Situation) -> dict[str, str]:
    """The instants that the page tells, in words."""
    instants, visit = {"all_held_until": situation.all_held_until}, situation.visit
    if visit:
        instants |= {"when": visit.start, "undo_until": visit.undo_until}
    if visit and situation.state == State.CONFIRMED:
        rules = BookingSettings.current()
        cutoff = on_time_until(visit, rules)
        if rules.cancel_cutoff_hours:
            instants["late_since" if timezone.now() > cutoff else "on_time_until"] = cutoff
    return {name: situation.words(instant) for name, instant in instants.items() if instant}


def _booking_again(situation: Situation) -> dict[str, Any]:
    """The form of the same service, and what it carries along; nothing while a visit is ahead."""
    asked = situation.asked
    if not (situation.is_over and asked.service and takes_requests(asked.service)):
        return {}
    return {"service": asked.service, "proof": make_proof(asked)}
