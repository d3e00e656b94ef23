"""What was kept for long enough goes by itself. The periods are in the booking rules.

Never of a request that is open, of a visit that is to come, of a client who has either, or of a
client who is blocked: the block would go along. A month is the calendar's.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.jobs import job
from home.models import Job

from ...models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    BookingSettings,
    Client,
    ClientReply,
    HealthAnswers,
    OutboxMessage,
    RequestNote,
    Standing,
    Treatment,
)
from ...statuses import OPEN_REQUESTS, AppointmentStatus
from .. import audit
from ..client_moves import MOVED_BY_CLIENT
from ..health import VIEWED
from ..one_by_one import one_by_one
from ..transaction import diary_write
from .export import EXPORTED
from .forgetting import forget_clients, forget_health, forget_requests

JOB: Final = "retention"
# The audit's words.
LONG_ENOUGH: Final = "kept for long enough"
DAY: Final = dt.timedelta(days=1)
HOUR: Final = dt.timedelta(hours=1)
# Rows of one transaction: on SQLite everybody else waits for it.
AT_ONCE: Final = 100

# The reports count how often visits were moved. Looking at a request does not keep it.
COUNTED: Final = ("moved", MOVED_BY_CLIENT)
LOOKS: Final = (VIEWED, EXPORTED)
# Held and then released, or cancelled, is no visit.
NO_VISIT: Final = (
    AppointmentStatus.HELD,
    AppointmentStatus.RELEASED,
    AppointmentStatus.CANCELLED,
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`months` is the field of BookingSettings, `find` gives what is older, `forget` takes ids."""

    words: str
    months: str
    find: Callable[[dt.datetime], QuerySet]
    forget: Callable[[Collection[int]], object]

    def overdue(self, now: dt.datetime) -> QuerySet:
        return self.find(months_before(now, getattr(BookingSettings.current(), self.months)))


def months_before(now: dt.datetime, months: int) -> dt.datetime:
    """The same day and time `months` earlier, or the last day of a shorter month; UTC."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))


def overdue(now: dt.datetime) -> Mapping[str, int]:
    """How many of each kind would go now, by their words; changes nothing."""
    return {kind.words: kind.overdue(now).count() for kind in KINDS}


def keep_to_periods() -> None:
    """For the tick: once a day, or an hour after it failed. At most two workers do it at once,
    which does no harm.
    """
    now = timezone.now()
    done = Q(succeeded_at__gt=now - DAY) | Q(started_at__gt=now - HOUR)
    if not Job.objects.filter(done, name=JOB).exists():
        forget_overdue()


def forget_overdue() -> Mapping[str, int]:
    """Do it now; how many of each kind went. One kind that fails keeps no other from going."""
    gone: dict[str, int] = {}
    now = timezone.now()

    def forget_all(kind: Kind) -> None:
        gone[kind.words] = 0
        while number := _forget_some(kind, now):
            gone[kind.words] += number
        if gone[kind.words]:
            audit.record(f"{LONG_ENOUGH}: {gone[kind.words]} {kind.words}")

    with job(JOB):
        one_by_one(KINDS, forget_all)
    return gone


@diary_write
def _forget_some(kind: Kind, now: dt.datetime) -> int:
    """Locked, and then looked at once more: whoever brings one back to life meanwhile is first."""
    rows = kind.overdue(now).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    kept = list(rows.model.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    ids = list(
        kind.overdue(now).filter(pk__in=[row.pk for row in kept]).values_list("pk", flat=True)
    )
    if ids:
        kind.forget(ids)
    return len(ids)


def _quiet(since: dt.datetime) -> QuerySet[BookingRequest]:
    """Requests that are settled, and with which nothing happened since."""
    visits = Appointment.objects.filter(request=OuterRef("pk"), end__gte=since)
    events = AuditEvent.objects.filter(request=OuterRef("pk"), at__gte=since)
    settled = BookingRequest.objects.kept().exclude(status__in=OPEN_REQUESTS)
    return settled.filter(
        ~Exists(visits), ~Exists(events.exclude(action__in=LOOKS)), created_at__lt=since
    )


def _visited() -> Exists:
    visits = Appointment.objects.filter(request=OuterRef("pk"))
    return Exists(visits.exclude(status__in=NO_VISIT))


def _with_health(before: dt.datetime) -> QuerySet[BookingRequest]:
    of_request = [
        Exists(model.objects.filter(request=OuterRef("pk")))
        for model in (HealthAnswers, ClientReply, RequestNote)
    ]
    treated = Exists(Treatment.objects.filter(appointment__request=OuterRef("pk")))
    said, replied, noted = of_request
    return _quiet(before).filter(said | replied | noted | treated | ~Q(screening_outcome=""))


def _treated_without_request(before: dt.datetime) -> QuerySet[Treatment]:
    return Treatment.objects.filter(appointment__request=None, appointment__end__lt=before)


def _never_came(before: dt.datetime) -> QuerySet[BookingRequest]:
    return _quiet(before).filter(~_visited())


def _nobodys_visits(before: dt.datetime) -> QuerySet[BookingRequest]:
    return _quiet(before).filter(_visited(), client__isnull=True)


def _clients(before: dt.datetime) -> QuerySet[Client]:
    visits = Appointment.objects.filter(client=OuterRef("pk"), end__gte=before)
    requests = BookingRequest.objects.filter(client=OuterRef("pk"))
    living = requests.exclude(pk__in=_quiet(before).values("pk"))
    gone = Client.objects.kept().exclude(standing=Standing.BLOCKED)
    return gone.filter(~Exists(visits), ~Exists(living), created_at__lt=before)


def _log(before: dt.datetime) -> QuerySet[AuditEvent]:
    nobodys = Q(action__in=COUNTED, user=None, request=None, client=None, network="")
    return AuditEvent.objects.filter(at__lt=before).exclude(nobodys)


def _admin_log(before: dt.datetime) -> QuerySet[ModelLogEntry]:
    """What Wagtail wrote down about clients and accounts. Of settings and snippets it stays."""
    people = ContentType.objects.get_for_models(Client, User).values()
    return ModelLogEntry.objects.filter(timestamp__lt=before, content_type__in=people)


def _mails(before: dt.datetime) -> QuerySet[OutboxMessage]:
    nobodys = OutboxMessage.objects.filter(request=None, appointment=None)
    return nobodys.filter(created_at__lt=before)


def _forget_people(ids: Collection[int]) -> None:
    requests = BookingRequest.objects.filter(client__in=ids)
    forget_requests(list(requests.values_list("pk", flat=True)))
    forget_clients(ids)


def _forget_log(ids: Collection[int]) -> None:
    events = AuditEvent.objects.filter(pk__in=ids)
    events.exclude(action__in=COUNTED).delete()
    events.update(user=None, request=None, client=None, network="")


def _delete(rows: QuerySet) -> Callable[[Collection[int]], object]:
    return lambda ids: rows.filter(pk__in=ids).delete()


KINDS: Final = (
    Kind(
        words="requests with health answers",
        months="keep_health_months",
        find=_with_health,
        forget=forget_health,
    ),
    Kind(
        words="areas treated without a request",
        months="keep_health_months",
        find=_treated_without_request,
        forget=_delete(Treatment.objects.all()),
    ),
    Kind(
        words="requests without a visit",
        months="keep_requests_months",
        find=_never_came,
        forget=forget_requests,
    ),
    Kind(
        words="requests with a visit and without a client",
        months="keep_clients_months",
        find=_nobodys_visits,
        forget=forget_requests,
    ),
    Kind(words="clients", months="keep_clients_months", find=_clients, forget=_forget_people),
    Kind(words="lines of the log", months="keep_log_months", find=_log, forget=_forget_log),
    Kind(
        words="lines of the admin’s log about people",
        months="keep_log_months",
        find=_admin_log,
        forget=_delete(ModelLogEntry.objects.all()),
    ),
    Kind(
        words="mails about nobody’s request",
        months="keep_log_months",
        find=_mails,
        forget=_delete(OutboxMessage.objects.all()),
    ),
)
