from django.db import models
from django.utils.translation import gettext_lazy as _

from .request import BookingRequest


class WaitlistState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    OFFERED = "offered", _("A time is offered")
    TAKEN = "taken", _("Has a time")
    LEFT = "left", _("No longer waiting")


class WaitlistEntry(models.Model):
    """A request that waits for a time to become free. Its windows are the request's wishes.

    While a time is offered to it, by staff or by itself, it keeps its place: `since` stays.
    """

    request = models.OneToOneField(
        BookingRequest, on_delete=models.CASCADE, related_name="waitlist_entry"
    )
    state = models.CharField(max_length=7, choices=WaitlistState, default=WaitlistState.WAITING)
    since = models.DateTimeField(_("since"))

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("entry of the waiting list")
        verbose_name_plural = _("waiting list")
        default_permissions = ["view"]
        indexes = [models.Index(fields=["state", "since"])]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.get_state_display()}"
