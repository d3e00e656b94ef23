from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .client import Client
from .practitioner import Practitioner
from .request import BookingRequest
from .search import TrigramIndex


class Actor(models.TextChoices):
    STAFF = "staff", _("staff")
    CLIENT = "client", _("client")
    SYSTEM = "system", _("system")


class AuditEvent(models.Model):
    """Who did what, when. Append-only, and without a word about anybody's health."""

    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("by"), max_length=6, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    action = models.CharField(_("what"), max_length=80)
    from_status = models.CharField(max_length=14, blank=True)
    to_status = models.CharField(max_length=14, blank=True)
    request = models.ForeignKey(
        BookingRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    # Of what is done to somebody's own rows: hours, services, calendar feeds.
    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )

    # The network that staff acted from, shortened (home.networks); nothing of clients.
    network = models.CharField(_("from the network"), max_length=45, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ["view"]
        indexes = [
            # What was done in a period: how often visits were moved.
            models.Index(fields=["action", "at"]),
            # The order of the list, of everybody's and of the few lines of one kind of actor.
            models.Index(fields=["at", "id"]),
            models.Index(fields=["actor", "at", "id"]),
            TrigramIndex("action", "network", name="event_search"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
