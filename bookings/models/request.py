import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.models import PracticeSettings

from ..querysets import BookingRequestQuerySet
from ..statuses import RequestStatus
from ..times import WEEKDAYS, day_words, instant_words, moment_words, part_words
from .client import Client
from .screening import Screening, ScreeningOutcome
from .search import SearchText, TrigramIndex


class DeclineReason(models.TextChoices):
    NO_TIME = "no_time", _("No time that fits")
    NOT_SUITABLE = "not_suitable", _("Massage is not the right thing here")
    OTHER = "other", _("Another reason")


class BookingRequest(models.Model):
    """What a visitor asked for: a snapshot that never changes, plus a status.

    Written only by bookings.domain. What is said about health is not here but in
    HealthAnswers, behind its own permission.
    """

    reference = models.CharField(_("reference"), max_length=7, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    # The check page's token: the same page sent twice is one request.
    submission_key = models.UUIDField(unique=True)
    submission_digest = models.CharField(max_length=64)

    service = models.ForeignKey(
        "services.ServicePage",
        verbose_name=_("service page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    service_name = models.CharField(_("service"), max_length=255)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    source_article = models.ForeignKey(
        "blog.ArticlePage",
        verbose_name=_("came from the article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("email address"), max_length=254, blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    been_before = models.BooleanField(_("has been here before"), null=True)
    language = models.CharField(max_length=10)

    status = models.CharField(
        _("status"), max_length=12, choices=RequestStatus, default=RequestStatus.RECEIVED
    )
    version = models.PositiveIntegerField(default=1)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decline_reason = models.CharField(
        _("reason for declining"), max_length=12, choices=DeclineReason, blank=True
    )
    decline_message = models.TextField(_("message to the client"), max_length=1000, blank=True)
    question_to_client = models.TextField(_("question to the client"), max_length=1000, blank=True)
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("duplicate of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duplicates",
    )
    client = models.ForeignKey(
        Client,
        verbose_name=_("client"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests",
    )

    # What was ticked lies with the health answers; here is only where it leads.
    screening = models.ForeignKey(
        Screening, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    screening_outcome = models.CharField(
        _("safety questions"), max_length=7, choices=ScreeningOutcome, blank=True
    )
    screening_acknowledged_at = models.DateTimeField(null=True, blank=True)
    screening_acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    quarantine_reasons = models.CharField(_("held back because"), max_length=200, blank=True)
    # A keyed hash of the sender's network address, for the limits; never the address.
    client_hash = models.CharField(max_length=64, blank=True)
    # The number in the client's link: a higher one ends all links before it.
    link_generation = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(_("received"))
    # When the practice first told the client something: what the reports measure.
    first_answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    expires_at = models.DateTimeField(_("lapses"), null=True, blank=True)
    # Since then nobody's in particular: what the reports count, and nothing more.
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    search = SearchText("reference")

    objects = BookingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        default_permissions = ["view"]
        permissions = [
            ("answer_bookingrequest", _("Can answer requests")),
            ("view_reports", _("Can see the reports")),
            ("export_reports", _("Can take the reports along as a spreadsheet")),
        ]
        indexes = [
            models.Index(fields=["status", "created_at", "id"]),
            models.Index(fields=["-created_at"]),
            models.Index(fields=["client_hash", "created_at"]),
            models.Index(fields=["email", "created_at"]),
            models.Index(fields=["status", "expires_at"]),
            TrigramIndex("search", name="request_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone="") | Q(erased_at__isnull=False),
                name="request_has_email_or_phone",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="request_minutes_positive"),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("pk")),
                name="request_no_duplicate_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.name}"

    @property
    def needs_acknowledgement(self) -> bool:
        """Whether staff must read a caution before this request can be given a time, or note that
        they ask again, because consent was withdrawn and what had been said is deleted.
        """
        return (
            self.screening_outcome in {ScreeningOutcome.CAUTION, ScreeningOutcome.ASK}
            and self.screening_acknowledged_at is None
        )


class PreferenceState(models.TextChoices):
    OPEN = "open", _("Open")
    GONE = "gone", _("Gone")
    CHOSEN = "chosen", _("Chosen")


class RequestPreference(models.Model):
    """One wish of a request: a live time, or a free window; both empty means any time.

    A window is any of: dates (from and until, inclusive), weekdays (Monday = 0), times of
    day. All of it is wall-clock time in the practice's zone.
    """

    request = models.ForeignKey(
        BookingRequest, on_delete=models.CASCADE, related_name="preferences", db_index=False
    )
    rank = models.PositiveSmallIntegerField()
    slot_start = models.DateTimeField(null=True, blank=True)
    slot_end = models.DateTimeField(null=True, blank=True)
    date_from = models.DateField(null=True, blank=True)
    date_until = models.DateField(null=True, blank=True)
    weekdays = models.JSONField(default=list, blank=True)
    time_from = models.TimeField(null=True, blank=True)
    time_until = models.TimeField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=PreferenceState, default=PreferenceState.OPEN)

    class Meta:
        ordering = ["rank"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["request", "rank"], name="preference_rank_once"),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=3), name="preference_rank_1_to_3"
            ),
            models.CheckConstraint(
                condition=Q(slot_start__isnull=True, slot_end__isnull=True)
                | Q(
                    slot_start__isnull=False,
                    slot_end__isnull=False,
                    slot_start__lt=F("slot_end"),
                    date_from__isnull=True,
                    date_until__isnull=True,
                    weekdays=[],
                    time_from__isnull=True,
                    time_until__isnull=True,
                ),
                name="preference_slot_or_window",
            ),
            models.CheckConstraint(
                condition=Q(date_from__isnull=True, date_until__isnull=True)
                | Q(date_from__lte=F("date_until")),
                name="preference_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words(PracticeSettings.current().zone)

    def in_words(self, zone: ZoneInfo, *, names_zone: bool = True) -> str:
        """In the language in force: “Tuesday 1 December 2026, morning”; `zone` the practice's.

        A page that says the zone itself asks without (`names_zone`).
        """
        if self.slot_start:
            words = instant_words if names_zone else moment_words
            return words(self.slot_start, zone)
        words = [self._day_words(), part_words(self.time_from, self.time_until)]
        if not any(words):
            return gettext("Any time")
        return ", ".join([words[0] or gettext("Any day"), *filter(None, words[1:])])

    def _day_words(self) -> str:
        if self.date_from and self.date_until:
            return " – ".join(map(day_words, sorted({self.date_from, self.date_until})))
        return ", ".join(str(WEEKDAYS[day]) for day in self.weekdays)
