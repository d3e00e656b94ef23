from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from ..querysets import PractitionerQuerySet


class Practitioner(ClusterableModel):
    """The person who treats. Its row is what every change of the diary locks."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("short name"), unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        help_text=_("The account with which this person logs in."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    services = models.ManyToManyField(
        "services.ServicePage",
        verbose_name=_("services"),
        help_text=_("What this person offers."),
        related_name="practitioners",
        blank=True,
    )
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick for someone who has left: the past stays, nothing new is offered."),
    )

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        # Never deleted: `active` is the switch, and the past stays.
        default_permissions = ["add", "change", "view"]

    def __str__(self) -> str:
        return self.name
