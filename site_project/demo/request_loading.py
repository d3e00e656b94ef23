"""Filling the desk with requests, as rows: nobody is mailed (see `requests`)."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.utils import timezone

from bookings.domain.consent import current_consent_text
from bookings.domain.screening import current_screening
from bookings.domain.session import Session
from bookings.forms.request import RequestForm
from bookings.models import (
    Appointment,
    BookingRequest,
    ClientReply,
    ConsentRecord,
    HealthAnswers,
    PreferenceState,
    Proposal,
    RequestNote,
    RequestPreference,
    Route,
    ScreeningOutcome,
    Treatment,
    WaitlistEntry,
    WaitlistState,
)
from bookings.statuses import ANSWERS, RequestStatus
from bookings.times import PARTS_OF_DAY
from home.models import PainArea, PracticeSettings
from services.models import ServicePage

from . import history
from .diary_loading import free_time, make_visit
from .marks import Marks
from .requests import REQUESTS
from .requests.asked import DemoRequest, FreeTime, TimeOf, Window, Wished


def requests(marks: Marks) -> list[str]:
    """With all that belongs to each, which goes with it again."""
    made = []
    for item in REQUESTS:
        if item.key not in marks and (request := _request(item, marks)):
            marks.add(item.key, request)
            made.append(item.key)
    return made


def _request(item: DemoRequest, marks: Marks) -> BookingRequest | None:
    """None where somebody has taken away what it needs, or where there is no room for it."""
    service = ServicePage.objects.filter(
        pk=marks.primary_keys("page").get(item.service), lengths__minutes=item.minutes
    ).first()
    if service is None or BookingRequest.objects.filter(reference=item.reference).exists():
        return None
    request = _row(item, service, marks)
    visits = _visits(item, request, marks)
    if len(visits) < bool(item.visit) + len(item.offered):
        request.delete()
        return None
    _wish(item, request, visits, marks)
    _say_of_health(item, request)
    if item.waits:
        state = WaitlistState.OFFERED if item.offered else WaitlistState.WAITING
        since = request.created_at + item.story[0].after
        WaitlistEntry.objects.create(request=request, state=state, since=since)
    if item.private_note:
        RequestNote.objects.create(
            request=request,
            by=history.account("reception"),
            at=request.created_at + item.ago / 2,
            text={"text": item.private_note},
        )
    history.of_request(item, request, visits[0] if item.visit else None)
    return request


def _row(item: DemoRequest, service: ServicePage, marks: Marks) -> BookingRequest:
    came = timezone.now() - item.ago
    answers = [step.after for step in item.story if step.to in ANSWERS]
    return BookingRequest.objects.create(
        reference=item.reference,
        submission_key=uuid.uuid4(),
        service=service,
        service_name=service.title,
        minutes=item.minutes,
        price=service.lengths.get(minutes=item.minutes).price,
        currency=PracticeSettings.current().currency,
        source_article_id=marks.primary_keys("page").get(item.article),
        name=item.name,
        email=item.email,
        phone=item.phone,
        been_before=item.been_before,
        language=settings.LANGUAGE_CODE,
        client_id=marks.primary_keys("client").get(item.client),
        status=item.status,
        version=1 + len(item.story),
        assigned_to=history.account(item.assigned_to),
        created_at=came,
        first_answered_at=came + answers[0] if answers else None,
        **item.fields,
    )


def _visits(item: DemoRequest, request: BookingRequest, marks: Marks) -> list[Appointment]:
    """What became of it, or what is held for it."""
    until = timezone.now() + item.held_for
    made = [make_visit(item.visit, marks, request=request)] if item.visit else []
    for offered in item.offered:
        held = make_visit(offered, marks, request=request, held_until=until)
        if held:
            Proposal.objects.create(request=request, round=1, appointment=held, automatic=True)
        made.append(held)
    return [visit for visit in made if visit]


def _wish(
    item: DemoRequest, request: BookingRequest, visits: list[Appointment], marks: Marks
) -> None:
    if item.visit:
        (visit,) = visits
        wished = [_live(visit.start, request) | {"state": PreferenceState.CHOSEN}]
    else:
        wished = [found for wish in item.wishes if (found := _wished(wish, request, marks))]
    RequestPreference.objects.bulk_create(
        RequestPreference(request=request, rank=rank, **fields)
        for rank, fields in enumerate(wished or [{}], start=1)
    )


def _wished(wish: Wished, request: BookingRequest, marks: Marks) -> dict[str, Any]:
    """The fields of a wish; none where the time for it is not to be had."""
    match wish:
        case FreeTime():
            session = Session.of(request.service, request.minutes)
            people = request.service.practitioners.active()
            slot = free_time(people, session, days=wish.days, late=wish.late)
            return _live(slot.start, request) if slot else {}
        case TimeOf():
            visit = Appointment.objects.filter(
                pk=marks.primary_keys("visit").get(wish.visit)
            ).first()
            return _live(visit.start, request) if visit else {}
        case Window():
            return _window(wish)


def _live(start: dt.datetime, request: BookingRequest) -> dict[str, Any]:
    return {"slot_start": start, "slot_end": start + dt.timedelta(minutes=request.minutes)}


def _window(wish: Window) -> dict[str, Any]:
    today = timezone.localdate(None, PracticeSettings.current().zone)
    days = [
        None if day is None else today + dt.timedelta(days=day)
        for day in (wish.from_day, wish.until_day)
    ]
    time_from, time_until, _words = PARTS_OF_DAY.get(wish.part, (None, None, ""))
    return {
        "date_from": days[0],
        "date_until": days[1],
        "weekdays": list(wish.weekdays),
        "time_from": time_from,
        "time_until": time_until,
    }


def _say_of_health(item: DemoRequest, request: BookingRequest) -> None:
    """Encrypted, under a consent to the words in force; and where the safety questions led."""
    cautions = _answer_screening(item, request)
    if item.answer:
        ClientReply.objects.create(
            request=request,
            question=request.question_to_client,
            answer={"text": item.answer},
            at=request.created_at + item.story[-1].after,
        )
    if item.notes or item.areas or cautions or item.answer:
        ConsentRecord.objects.create(
            request=request, text=current_consent_text(), given_at=request.created_at
        )
    if item.notes or item.areas or cautions:
        names = PainArea.objects.filter(slug__in=item.areas).values_list("name", flat=True)
        labels = {name: str(RequestForm.base_fields[name].label) for name in ("notes", "areas")}
        said = {"notes": item.notes, "areas": list(names), "cautions": cautions}
        HealthAnswers.objects.create(request=request, answers=said | {"questions": labels})
    if item.treated:
        visit = request.appointments.get()
        Treatment.objects.create(appointment=visit, areas={"areas": list(item.treated)})


def _answer_screening(item: DemoRequest, request: BookingRequest) -> list[str]:
    screening = current_screening()
    if screening is None or request.status == RequestStatus.QUARANTINED:
        return []
    rows = [row.text for row in screening.questions.all() if row.route == Route.CAUTION]
    cautions = [] if item.caution is None else rows[item.caution : item.caution + 1]
    request.screening = screening
    request.screening_outcome = ScreeningOutcome.CAUTION if cautions else ScreeningOutcome.CLEAN
    request.save(update_fields=["screening", "screening_outcome"])
    return cautions
