"""A client moves her visit: the free times of its practitioner, of which she chooses one."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.client_moves import free_times, move_by_client
from ..domain.errors import MoveRefused, Refused, StaleVersion, TimeTaken
from ..domain.manage import manage_path
from ..forms.move import MoveForm
from ..models import Appointment, BookingRequest, BookingSettings
from .answers import CHANGED, in_words
from .link_page import link_page
from .request import SHOW
from .situation import Situation, State, situation_of

NO_TIMES: Final = _("No times are free at the moment.")


@link_page
def move(request: HttpRequest, asked: BookingRequest) -> HttpResponse:
    """The times, or why there are none to choose from; only sending one changes anything."""
    situation = situation_of(asked)
    if request.method == "POST" and SHOW not in request.POST:
        return _answer(request, situation)
    if _visit(situation) is None:
        return HttpResponseRedirect(manage_path(asked))
    return _page(request, situation)


def _answer(request: HttpRequest, situation: Situation) -> HttpResponse:
    """Move it and go back to the client's page (303), or say on this one why not."""
    visit, sent = _visit(situation), MoveForm(request.POST)
    if visit and "start" in sent.errors:
        return _page(request, situation, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        if visit is None or not sent.is_valid():
            raise StaleVersion
        move_by_client(
            appointment_id=visit.pk,
            version=int(sent.cleaned_data["version"]),
            start=sent.cleaned_data["start"],
        )
    except Refused as refused:
        situation.asked.refresh_from_db()
        now = situation_of(situation.asked)
        stands = _visit(now)
        # Where it is there already, somebody has pressed the button twice.
        if stands is None or stands.start != sent.cleaned_data.get("start"):
            return _page(request, now, refused=refused, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(manage_path(situation.asked), status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest,
    situation: Situation,
    *,
    refused: Refused | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The times as they are now, with what was chosen; `refused` says why it was not done."""
    visit = _visit(situation)
    context: dict[str, Any] = {
        "situation": situation,
        "visit": visit,
        "action": request.path,
        "client_page": "../",
    }
    if visit:
        is_sent = status != HTTPStatus.OK
        context["when"] = situation.words(visit.start)
        context |= _choice(visit, request.POST, is_sent=is_sent)
    context["notice"] = _notice(refused, context.get("form"), status)
    return render(request, "bookings/move_page.html", context, status=status)


def _choice(visit: Appointment, data: QueryDict, *, is_sent: bool) -> dict[str, Any]:
    """The form with the free times, else why there is none; with errors where it was sent."""
    try:
        diary = free_times(visit)
    except MoveRefused as refused:
        return {"why_not_move": refused.message}
    form = MoveForm.listing(diary, visit, data, is_sent=is_sent)
    if not (form.free.days or form.free.since):
        return {"why_not_move": NO_TIMES}
    allowed = BookingSettings.current().client_moves
    return {"form": form, "is_last_move": visit.moves_by_client + 1 == allowed}


def _notice(refused: Refused | None, form: MoveForm | None, status: HTTPStatus) -> str | Promise:
    """Why it was not done, where the errors of the form don't say it."""
    if status == HTTPStatus.OK:
        return ""
    if refused and not isinstance(refused, TimeTaken):
        return in_words(refused)
    return "" if form and form.errors else CHANGED


def _visit(situation: Situation) -> Appointment | None:
    """The visit that is still to come, if there is one."""
    return situation.visit if situation.state == State.CONFIRMED else None
