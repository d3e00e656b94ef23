from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .appointment import Appointment
from .request import BookingRequest


class ProposalState(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("None fit")
    EXPIRED = "expired", _("Lapsed")
    WITHDRAWN = "withdrawn", pgettext_lazy("offered time", "Withdrawn")


class Proposal(models.Model):
    """One of the one to three times that are offered back in a round; its time is held."""

    request = models.ForeignKey(
        BookingRequest, on_delete=models.CASCADE, related_name="proposals", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    appointment = models.OneToOneField(
        Appointment, on_delete=models.PROTECT, related_name="proposal"
    )
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    # A time that came free, offered to the waiting list: no staff chose it.
    automatic = models.BooleanField(default=False)

    class Meta:
        ordering = ["request", "round", "appointment__start"]
        verbose_name = _("offered time")
        verbose_name_plural = _("offered times")
        default_permissions = []
        indexes = [models.Index(fields=["request", "state"])]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.round} · {self.appointment}"
