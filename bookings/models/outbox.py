from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import OutboxMessageQuerySet
from ..statuses import MessageStatus
from .appointment import Appointment
from .request import BookingRequest
from .search import TrigramIndex


class OutboxMessage(models.Model):
    """A mail, written in the same transaction as what it reports and sent by the worker.

    `dedupe_key` names the occasion, so that it is written once; `expected_sequence` is the
    calendar sequence of the appointment that it tells of: a stale one is dropped, not sent.
    `version` rises with every outcome and whenever staff put it back to be sent.
    """

    dedupe_key = models.CharField(max_length=100, unique=True)
    template = models.CharField(_("kind"), max_length=40)
    recipient = models.EmailField(_("to"), max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
    # An iCalendar object (RFC 5545), and its METHOD as the MIME part must repeat it (RFC 6047).
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=7, blank=True)
    message_id = models.CharField(max_length=255, unique=True)

    request = models.ForeignKey(
        BookingRequest,
        verbose_name=_("request"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="messages",
    )
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    expected_sequence = models.PositiveIntegerField(null=True, blank=True)

    status = models.CharField(
        _("status"), max_length=8, choices=MessageStatus, default=MessageStatus.QUEUED
    )
    version = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("written"))
    not_before = models.DateTimeField(_("next try"))
    # When the mail server was last found unreachable, while that is all that is wrong.
    unreached_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["status", "not_before"]),
            # The order of the list.
            models.Index(fields=["created_at", "id"]),
            TrigramIndex("subject", "recipient", name="mail_search"),
        ]

    def __str__(self) -> str:
        return f"{self.template} → {self.recipient}"
