from django.db import models


class Job(models.Model):
    """When something that runs by itself last did so: a round of the worker, a backup, a clean-up.

    One row for each name, written through home/jobs.py. `succeeded_at` is the start of the last
    run that went well, so that what happened since is known not to be in it.
    """

    name = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    # For staff and whoever watches the site: no line of it names a client.
    error = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
