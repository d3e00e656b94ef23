"""How rows forget whose they are.

The rows stay for what the reports count and the diary adds up: when, what, for how much, and how
it went. All that says who, and all that anybody wrote, goes; so do the keys that the person holds
(reference, link, calendar entry). Called inside a transaction in which the rows are locked.
"""

import uuid
from collections.abc import Collection
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from home.languages import practice_language

from ...models import (
    Appointment,
    BookingRequest,
    Client,
    ClientReply,
    ConsentRecord,
    HealthAnswers,
    OutboxMessage,
    RequestNote,
    RequestPreference,
    Treatment,
)
from ..references import new_reference

NOTHING_WRITTEN: Final = {
    "email": "",
    "phone": "",
    "decline_message": "",
    "question_to_client": "",
    "screening_outcome": "",
    "submission_digest": "",
    "client_hash": "",
}


def forget_health(requests: Collection[int]) -> None:
    """What these requests (ids) and their visits hold about health, and where it led."""
    for model in (HealthAnswers, ClientReply, RequestNote):
        model.objects.filter(request__in=requests).delete()
    Treatment.objects.filter(appointment__request__in=requests).delete()
    BookingRequest.objects.filter(pk__in=requests).update(screening_outcome="")


def forget_requests(requests: Collection[int]) -> None:
    """These requests (ids) are nobody's from now on, and neither are their visits."""
    forget_health(requests)
    visits = Appointment.objects.filter(request__in=requests)
    _forget_mails(visits.values_list("pk", flat=True), requests)
    for model in (ConsentRecord, RequestPreference):
        model.objects.filter(request__in=requests).delete()
    _forget_visits(visits)
    visits.update(client=None)
    BookingRequest.objects.filter(duplicate_of__in=requests).update(duplicate_of=None)
    name, now = _nobody(), timezone.now()
    for pk in requests:
        BookingRequest.objects.filter(pk=pk).update(
            name=name,
            **NOTHING_WRITTEN,
            reference=new_reference(),
            public_id=uuid.uuid4(),
            submission_key=uuid.uuid4(),
            been_before=None,
            client=None,
            duplicate_of=None,
            expires_at=None,
            erased_at=now,
            version=F("version") + 1,
        )


def forget_clients(clients: Collection[int]) -> None:
    """These records (ids) are nobody's; visits that came without a request stay theirs.

    The caller has seen to the requests.
    """
    visits = Appointment.objects.filter(client__in=clients)
    Treatment.objects.filter(appointment__in=visits.values("pk")).delete()
    _forget_mails(visits.values_list("pk", flat=True), [])
    _forget_visits(visits)
    Client.objects.filter(pk__in=clients).update(
        name=_nobody(),
        email="",
        phone="",
        notes="",
        standing="normal",
        erased_at=timezone.now(),
        version=F("version") + 1,
    )
    # The admin's own log keeps what a row was called when it was changed.
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Client))
    log.filter(object_id__in=[str(pk) for pk in clients]).update(label="", data={})


def _forget_mails(visits: Collection[int], requests: Collection[int]) -> None:
    about = Q(request__in=requests) | Q(appointment__in=list(visits))
    OutboxMessage.objects.filter(about).delete()


def _forget_visits(visits: QuerySet[Appointment]) -> None:
    visits.update(cancel_reason="", correction_reason="", override_reason="")
    for pk in visits.values_list("pk", flat=True):
        Appointment.objects.filter(pk=pk).update(uid=uuid.uuid4())


def _nobody() -> str:
    """What stands where a name stood."""
    with translation.override(practice_language()):
        return gettext("Erased")
