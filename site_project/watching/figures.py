"""Figures for Prometheus, each asked of the database: true whichever process is asked, and however
many there are. How pages are answered says the log, a line each; what a machine does, its own
exporter.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count, Min, QuerySet
from django.db.models.enums import ChoicesType
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric

from bookings.models import BookingRequest, OutboxMessage
from bookings.statuses import MessageStatus, RequestStatus
from home.models import Job


class Figures:
    """What prometheus_client takes for a registry. No figure names anybody."""

    def collect(self) -> Iterator[Metric]:
        now = timezone.now()
        yield from _requests(now)
        yield from _mails(now)
        yield from _jobs()


def _requests(now: dt.datetime) -> Iterator[Metric]:
    requests = BookingRequest.objects.order_by()
    yield _by_status("requests", "Requests by status.", requests, RequestStatus)
    oldest = requests.awaiting_reply().aggregate(since=Min("created_at"))["since"]
    yield _gauge(
        "oldest_unanswered_request_seconds",
        "Age of the oldest request for which the practice has the next move; 0 without one.",
        _age(oldest, now),
    )


def _mails(now: dt.datetime) -> Iterator[Metric]:
    mails = OutboxMessage.objects.order_by()
    yield _by_status("mails", "Mails by status.", mails, MessageStatus)
    late = mails.late(now).aggregate(number=Count("pk"), since=Min("created_at"))
    yield _gauge("late_mails", "Mails that wait for more than ten minutes.", late["number"])
    yield _gauge(
        "oldest_late_mail_seconds",
        "Age of the oldest of them; 0 without one.",
        _age(late["since"], now),
    )


def _jobs() -> Iterator[Metric]:
    """Rounds of the worker, backups and whatever else runs by itself; none before its first run."""
    jobs = list(Job.objects.order_by("name"))
    began = [(job.name, job.started_at.timestamp()) for job in jobs]
    went_well = [(job.name, job.succeeded_at.timestamp()) for job in jobs if job.succeeded_at]
    failed = [(job.name, float(bool(job.error))) for job in jobs]
    yield _labelled("job_started_timestamp_seconds", "Start of the last run.", "job", began)
    yield _labelled(
        "job_succeeded_timestamp_seconds",
        "Start of the last run that went well.",
        "job",
        went_well,
    )
    yield _labelled("job_failed", "1 where the last run failed.", "job", failed)


def _by_status(name: str, about: str, rows: QuerySet, statuses: ChoicesType) -> Metric:
    """A figure for each status, 0 among them: a line that vanishes looks like an outage."""
    counted = dict(rows.values_list("status").annotate(Count("pk")))
    pairs = [(status, float(counted.get(status, 0))) for status in statuses.values]
    return _labelled(name, about, "status", pairs)


def _labelled(
    name: str, about: str, label: str, pairs: Iterable[tuple[str, float]]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"practice_{name}", about, labels=[label])
    for value, number in pairs:
        family.add_metric([value], number)
    return family


def _gauge(name: str, about: str, number: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"practice_{name}", about, value=number)


def _age(since: dt.datetime | None, now: dt.datetime) -> float:
    return (now - since).total_seconds() if since else 0
