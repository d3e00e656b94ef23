"""All that is kept of one person, for that person (GDPR, articles 15 and 20).

Not what is about colleagues: who did something, and why they overrode the diary. What the practice
noted about the person is theirs to ask for as well, but may be about somebody else, too: it comes
along where whoever exports has read it and says so.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from home.models import PracticeSettings

from ...models import (
    Actor,
    AuditEvent,
    BookingRequest,
    Client,
    ClientReply,
    HealthAnswers,
    RequestNote,
    Treatment,
    readable,
)
from ...notifications.kinds import KINDS, Audience
from .. import audit
from ..consent import consent_of
from ..health import Unreadable
from .person import Person

EXPORTED: Final = "person exported"

type Data = dict[str, Any]
# What happened, in words.
type Words = Callable[[AuditEvent], str]


def export_person(person: Person, *, words: Words, with_notes: bool, by: User | None) -> Data:
    """Everything, as data that JSON can hold, with instants aware; it is recorded that `by` had it.

    Without `by` somebody at the server's console had it. `with_notes` adds the practice's own
    notes. The caller asks for the permission. Raises Unreadable, with nothing recorded.
    """
    data: Data = {
        "made_at": timezone.now(),
        "practice": PracticeSettings.current().practice_name,
    }
    if person.client:
        data["record"] = _record(person.client)
    data["requests"] = _requests(person)
    data["visits"] = _visits(person)
    data["mails"] = _mails(person)
    data["history"] = _history(person, words)
    if with_notes:
        data["practice_notes"] = _practice_notes(person)
    with transaction.atomic():
        if person.client:
            audit.record(EXPORTED, client=person.client, by=by)
        for request in person.requests:
            audit.record(EXPORTED, request=request, by=by)
    return data


def _record(client: Client) -> Data:
    return {
        "name": client.name,
        "email": client.email,
        "phone": client.phone,
        "since": client.created_at,
    }


def _requests(person: Person) -> list[Data]:
    ids = [request.pk for request in person.requests]
    rows = BookingRequest.objects.filter(pk__in=ids).order_by("created_at", "pk")
    rows = rows.select_related("consent__text", "source_article", "waitlist_entry")
    health = _opened(HealthAnswers.objects.filter(request__in=ids), "request_id", "answers")
    answers = _opened(ClientReply.objects.filter(request__in=ids), "pk", "answer")
    zone = PracticeSettings.current().zone
    return [
        {
            "reference": row.reference,
            "sent_at": row.created_at,
            "name": row.name,
            "email": row.email,
            "phone": row.phone,
            "been_before": row.been_before,
            "language": row.language,
            "service": row.service_name,
            "minutes": row.minutes,
            "price": f"{row.price} {row.currency}",
            "article": row.source_article.title if row.source_article else "",
            "wishes": [wish.in_words(zone) for wish in row.preferences.all()],
            "status": row.get_status_display(),
            "waiting_since": _waiting_since(row),
            "safety_questions": row.get_screening_outcome_display(),
            "question_to_you": row.question_to_client,
            "declined_because": row.get_decline_reason_display(),
            "message_to_you": row.decline_message,
            "consent": _consent(row),
            "health": health.get(row.pk),
            "replies": [
                {"at": reply.at, "question": reply.question, "answer": answers[reply.pk]["text"]}
                for reply in row.replies.defer("answer")
            ],
        }
        for row in rows.prefetch_related("preferences")
    ]


def _waiting_since(request: BookingRequest) -> Any:
    entry = getattr(request, "waitlist_entry", None)
    return entry.since if entry else None


def _consent(request: BookingRequest) -> Data | None:
    consent = consent_of(request)
    if consent is None:
        return None
    return {
        "text": consent.text.text,
        "version": str(consent.text),
        "given_at": consent.given_at,
        "withdrawn_at": consent.withdrawn_at,
    }


def _visits(person: Person) -> list[Data]:
    visits = person.visits.select_related("practitioner").order_by("start", "pk")
    treated = Treatment.objects.filter(appointment__in=person.visits.values("pk"))
    areas = _opened(treated, "appointment_id", "areas")
    return [
        {
            "start": visit.start,
            "end": visit.end,
            "service": visit.service_name,
            "price": f"{visit.price} {visit.currency}",
            "practitioner": visit.practitioner.name,
            "status": visit.get_status_display(),
            "cancelled_at": visit.cancelled_at,
            "cancel_reason": visit.cancel_reason if visit.cancelled_by == Actor.CLIENT else "",
            "areas_treated": areas.get(visit.pk, {}).get("areas", []),
        }
        for visit in visits
    ]


def _mails(person: Person) -> list[Data]:
    """Those to this person. A link in them is a mark: it is filled in when a mail is sent."""
    to_clients = [name for name, kind in KINDS.items() if kind.audience == Audience.CLIENT]
    mails = person.mails.filter(template__in=to_clients).order_by("created_at", "pk")
    return [
        {
            "at": mail.created_at,
            "to": mail.recipient,
            "status": mail.get_status_display(),
            "subject": mail.subject,
            "text": mail.text,
        }
        for mail in mails
    ]


def _history(person: Person, words: Words) -> list[Data]:
    ids = [request.pk for request in person.requests]
    events = AuditEvent.objects.filter(request__in=ids)
    if person.client:
        events |= AuditEvent.objects.filter(client=person.client)
    events |= AuditEvent.objects.filter(appointment__in=person.visits.values("pk"))
    return [
        {"at": event.at, "what": words(event), "by": event.get_actor_display()}
        for event in events.order_by("at", "pk")
    ]


def _practice_notes(person: Person) -> Data:
    notes = RequestNote.objects.filter(request__in=[request.pk for request in person.requests])
    texts = _opened(notes, "pk", "text")
    found: Data = {
        "on_requests": [
            {"at": note.at, "text": texts[note.pk]["text"]}
            for note in notes.defer("text").order_by("at", "pk")
        ]
    }
    if client := person.client:
        found |= {"standing": client.get_standing_display(), "on_the_record": client.notes}
    return found


def _opened(rows: QuerySet, key: str, field: str) -> Mapping[Any, Data]:
    """What is encrypted in these rows; all of it, or Unreadable."""
    found = readable(rows, key=key, field=field)
    if len(found) < rows.count():
        raise Unreadable
    return found
