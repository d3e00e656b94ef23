from django.db import models

from .practitioner import Practitioner


class FreedTime(models.Model):
    """Time that came free in a diary, until the waiting list has been asked about it.

    From `start` to `end` it was occupied, turnaround included. Instants in UTC.
    """

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.CASCADE, related_name="freed_times"
    )
    start = models.DateTimeField()
    end = models.DateTimeField()
    freed_at = models.DateTimeField()

    class Meta:
        ordering = ["freed_at", "pk"]
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.practitioner_id} · {self.start:%Y-%m-%d %H:%M}"
