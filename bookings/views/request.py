"""A visitor asks for a time: form, check page, sending, confirmation. No session, no draft.

The first good POST answers with a check page that carries all answers in hidden fields.
Sending that page checks everything again; only then is something stored. So the proof against
other sites (Django's CSRF token and its cookie) starts with the check page: the form is the same
for everybody, on the service's page too, and the page cache may keep it.
"""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from wagtail.views import serve

from home.error_pages import error_page
from home.origins import is_from_elsewhere
from home.page_cache.limits import same_for_everybody
from home.views import csrf_failure
from services.models import ServicePage

from ..domain import spam
from ..domain.errors import AlreadySent, ServiceClosed
from ..domain.manage import read_proof
from ..domain.submit import find_submitted, submit
from ..domain.tokens import BadToken, CheckPageToken, age, make_token, read_token
from ..forms import RankingForm, RequestForm
from ..forms.check import check_rows
from ..forms.request import HONEYPOT
from ..models import BookingRequest
from .client import client_network
from .open_form import build_form, takes_requests
from .pages import find_article, find_service
from .urgent import urgent_page

TOKEN = "submission_token"  # noqa: S105
# Buttons that lead back to the form with all that was typed: from the check page to one of its
# questions; and to other free times, the value being the first day to show.
CHANGE = "change"
SHOW = "show"
# Questions with several answers.
SEVERAL = ("applies", "areas", "times")
# What ends in /request/ and is a page of its own has the proof that all other forms need.
_other_page = csrf_protect(serve)


@csrf_exempt
@same_for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def request_form(request: HttpRequest, path: str) -> HttpResponse:
    """The request form of one service, alone at its own address, and all that follows from it."""
    service = find_service(request, path)
    if service is None:
        return _other_page(request, f"{path}/request/")
    sent = request.method == "POST"
    if not service.live and not sent:
        return _other_page(request, f"{path}/request/")
    if sent and (refusal := _refusal(request)):
        return refusal
    if not takes_requests(service):
        return _closed(request, service)
    if not sent:
        return _form_page(request, _form(request, service))
    response = _answer(request, service)
    # What was typed is in the page: it must not stay in a cache (ASVS 14.3.2).
    patch_cache_control(response, no_store=True)
    return response


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Of what another site sent, and of what has not all arrived; None for all else."""
    if is_from_elsewhere(request):
        return csrf_failure(request)
    try:
        len(request.POST)
    except UnreadablePostError:
        return error_page(request, HTTPStatus.BAD_REQUEST)
    return None


def _answer(request: HttpRequest, service: ServicePage) -> HttpResponse:
    if {CHANGE, SHOW} & request.POST.keys():
        return _form_page(request, _form(request, service, initial=_typed(request)))
    if TOKEN in request.POST:
        return _answer_check_page(request, service)
    form = _form(request, service, data=request.POST)
    if form.urgent() or not form.is_valid():
        return _no_request_yet(request, form)
    return _check_page(request, form, _ranking(request, form))


@csrf_protect
def _answer_check_page(request: HttpRequest, service: ServicePage) -> HttpResponse:
    token = _token(request, service)
    earlier = find_submitted(key=token.key) if token else None
    form = _form(request, service, data=request.POST, was_sent=earlier is not None)
    if form.urgent() or not form.is_valid():
        return _no_request_yet(request, form)
    if token is None:
        ranking = _ranking(request, form)
        return _check_page(
            request,
            form,
            ranking,
            notice=_("This page was open for too long, or was changed on its way. Send it again."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    ranking = _ranking(request, form, data=request.POST)
    if not ranking.is_valid():
        return _check_page(
            request,
            form,
            ranking,
            token=request.POST[TOKEN],
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _send(request, form, ranking, token, earlier)


def _no_request_yet(request: HttpRequest, form: RequestForm) -> HttpResponse:
    """Help comes before everything else, whatever else the form says; then its errors."""
    if form.urgent():
        return urgent_page(request, form)
    return _form_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _token(request: HttpRequest, service: ServicePage) -> CheckPageToken | None:
    """The token of a check page, None where there is none or a bad one."""
    try:
        return read_token(request.POST.get(TOKEN, ""), service_id=service.pk)
    except BadToken:
        return None


def _send(
    request: HttpRequest,
    form: RequestForm,
    ranking: RankingForm,
    token: CheckPageToken,
    earlier: BookingRequest | None,
) -> HttpResponse:
    client, now = spam.client_hash(client_network(request)), timezone.now()
    if spam.is_flood(client=client, now=now):
        response = _check_page(
            request,
            form,
            ranking,
            token=request.POST[TOKEN],
            notice=_(
                "Very many requests have come from your connection. "
                "Send yours in an hour, or ring the practice."
            ),
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
        response["Retry-After"] = str(int(spam.HOUR.total_seconds()))
        return response
    signals = spam.signals(
        honeypot=request.POST.get(HONEYPOT, ""),
        read_for=age(token),
        client=client,
        email=form.cleaned_data["email"],
        phone=form.cleaned_data["phone"],
        now=now,
    )
    try:
        stored = submit(
            submission=form.submission(ranking.ranked()),
            key=token.key,
            consent=form.agreed_to(),
            client=client,
            signals=signals,
            known_client=read_proof(form.cleaned_data["proof"]),
            earlier=earlier,
        )
    except AlreadySent as refused:
        return _check_page(
            request,
            form,
            ranking,
            notice=_(
                "You have sent this page already, with other answers: that request has the "
                "reference %(reference)s. Send this one only if you want a second request."
            )
            % {"reference": refused.existing.reference},
            status=HTTPStatus.CONFLICT,
        )
    except ServiceClosed:
        return _closed(request, form.service)
    return HttpResponseRedirect(
        reverse("bookings:requested", args=[stored.public_id]), status=HTTPStatus.SEE_OTHER
    )


def _form(request: HttpRequest, service: ServicePage, **kwargs: Any) -> RequestForm:
    given = request.POST if request.method == "POST" else request.GET
    return build_form(request, service, article=find_article(given.get("article")), **kwargs)


def _ranking(request: HttpRequest, form: RequestForm, **kwargs: Any) -> RankingForm:
    return RankingForm(wishes=form.cleaned_data["wishes"], typed=request.POST, **kwargs)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was posted, as initial values: one for most fields, a list where several are ticked."""
    typed = request.POST.dict() | {name: request.POST.getlist(name) for name in SEVERAL}
    return typed | {"days_from": typed[SHOW]} if SHOW in typed else typed


def _form_page(
    request: HttpRequest, form: RequestForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {"form": form, "service": form.service, "action": request.path}
    return render(request, "bookings/request_page.html", context, status=status)


def _check_page(
    request: HttpRequest,
    form: RequestForm,
    ranking: RankingForm,
    *,
    token: str | None = None,
    notice: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "form": form,
        "service": form.service,
        "ranking": ranking,
        "rows": check_rows(form, ranking),
        "token": token or make_token(service_id=form.service.pk),
        "notice": notice,
        "action": request.path,
    }
    return render(request, "bookings/check_page.html", context, status=status)


def _closed(request: HttpRequest, service: ServicePage) -> HttpResponse:
    """No requests for this service now; whoever had typed something gets it back to copy."""
    if request.method != "POST":
        status = HTTPStatus.OK
    else:
        status = HTTPStatus.CONFLICT if service.live else HTTPStatus.GONE
    context = {"service": service, "notes": request.POST.get("notes", "")}
    return render(request, "bookings/closed_page.html", context, status=status)
