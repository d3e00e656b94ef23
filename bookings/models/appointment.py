import datetime as dt
import uuid

from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import AppointmentQuerySet
from ..statuses import BLOCKING, SETTLED, AppointmentStatus
from .client import Client
from .constraints import PostgresExclusionConstraint
from .practitioner import Practitioner
from .request import BookingRequest
from .search import TrigramIndex


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Appointment(models.Model):
    """An entry in the diary. Moving it changes the same row. Written only by bookings.domain.

    `start` and `end` are the visit; `occupied_from` and `occupied_until` enclose it and
    include the turnaround, as much of `turnaround_minutes` as there was room for. All instants
    are UTC. `time_zone` is the practice's zone then, `local_start` what its clocks were meant
    to show at the start ("2026-12-01T14:30"): what the client was told, whatever becomes of
    the zone's rules. `calendar_sequence` rises with all that a client's calendar must know.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(
        BookingRequest,
        verbose_name=_("request"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    # Of a visit without a request: booked on the phone or walked in.
    client = models.ForeignKey(
        Client,
        verbose_name=_("client"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    practitioner = models.ForeignKey(
        Practitioner,
        verbose_name=_("practitioner"),
        on_delete=models.PROTECT,
        related_name="appointments",
        # The one below begins with it. Given the choice PostgreSQL would read all that somebody
        # ever did for a few weeks of it.
        db_index=False,
    )
    service = models.ForeignKey(
        "services.ServicePage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    service_name = models.CharField(_("service"), max_length=255)
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)

    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"))
    occupied_from = models.DateTimeField()
    occupied_until = models.DateTimeField()
    turnaround_minutes = models.PositiveSmallIntegerField(_("minutes kept free after"), default=0)
    time_zone = models.CharField(max_length=64)
    local_start = models.CharField(max_length=16)

    status = models.CharField(_("status"), max_length=14, choices=AppointmentStatus)
    hold_expires_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    # When the client came in, if somebody at the desk said so.
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, blank=True)
    cancel_reason = models.CharField(max_length=500, blank=True)
    cancelled_late = models.BooleanField(default=False)
    correction_reason = models.CharField(max_length=500, blank=True)
    moves_by_client = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    calendar_sequence = models.PositiveIntegerField(default=0)
    override_reason = models.CharField(max_length=500, blank=True)
    # When the row last became something else to whoever has it in a calendar.
    changed_at = models.DateTimeField(default=timezone.now)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["practitioner", "occupied_from", "occupied_until"]),
            # What is soon or has just been, looked for every few seconds.
            models.Index(fields=["status", "start"]),
            # The visits of a period, whatever became of them.
            models.Index(fields=["start"]),
            TrigramIndex("service_name", name="appointment_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="appointment_start_before_end"
            ),
            models.CheckConstraint(
                condition=Q(occupied_from__lte=F("start"), occupied_until__gte=F("end")),
                name="appointment_occupied_encloses_visit",
            ),
            models.CheckConstraint(
                condition=Q(end__lte=F("start") + dt.timedelta(hours=24)),
                name="appointment_at_most_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status=AppointmentStatus.HELD, hold_expires_at__isnull=False)
                | (~Q(status=AppointmentStatus.HELD) & Q(hold_expires_at__isnull=True)),
                name="appointment_held_has_expiry",
            ),
            models.CheckConstraint(
                condition=~Q(status=AppointmentStatus.CANCELLED)
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_by="")),
                name="appointment_cancelled_when_and_by",
            ),
            models.CheckConstraint(
                condition=(Q(status=AppointmentStatus.CANCEL_PENDING) & Q(undo_until__isnull=False))
                | ~Q(status=AppointmentStatus.CANCEL_PENDING) & Q(undo_until__isnull=True),
                name="appointment_cancel_pending_has_undo",
            ),
            models.CheckConstraint(
                condition=Q(request__isnull=False) | Q(client__isnull=False),
                name="appointment_is_somebodys",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(status__in=sorted(SETTLED)),
                name="appointment_one_settled_a_request",
            ),
            PostgresExclusionConstraint(
                name="appointment_no_overlap",
                expressions=[
                    (
                        TsTzRange("occupied_from", "occupied_until", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                    ("practitioner", RangeOperators.EQUAL),
                ],
                condition=Q(status__in=sorted(BLOCKING)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_name} · {self.start:%Y-%m-%d %H:%M} UTC"

    @property
    def who(self) -> str:
        """The name of the person whose visit it is."""
        person = self.request or self.client
        return person.name if person else ""

    @property
    def minutes(self) -> int:
        """The length of the visit in real minutes, whatever the clocks did."""
        return int((self.end - self.start).total_seconds() // 60)
