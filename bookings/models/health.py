from django.db import models
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .encrypted import EncryptedJSONField
from .request import BookingRequest


class HealthAnswers(models.Model):
    """What a visitor said about their health: encrypted, in no mail, behind a permission.

    `answers` is {"notes": str, "areas": [str], "cautions": [str], "questions": {field: str}}:
    the answers with the wording of each question as it was asked. `cautions` are the safety
    questions that were ticked; answers from before there were any have none.
    """

    request = models.OneToOneField(
        BookingRequest, on_delete=models.CASCADE, related_name="health_answers"
    )
    answers = EncryptedJSONField()

    class Meta:
        verbose_name = _("health answers")
        verbose_name_plural = _("health answers")
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ClientReply(models.Model):
    """What a client answered to a question of the desk, by way of her own page.

    It may be about health, so it is kept as such: encrypted, and behind the same permission.
    """

    request = models.ForeignKey(BookingRequest, on_delete=models.CASCADE, related_name="replies")
    question = models.TextField(_("question"), max_length=1000)
    answer = EncryptedJSONField()
    at = models.DateTimeField(_("answered"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer of a client")
        verbose_name_plural = _("answers of clients")
        default_permissions = []

    def __str__(self) -> str:
        return f"#{self.pk}"


class Treatment(models.Model):
    """Which areas of the body a visit treated: `areas` are slugs of home's pain areas, encrypted.

    Noted by the practitioner; the client's page shows the exercises for them.
    """

    appointment = models.OneToOneField(
        Appointment, on_delete=models.CASCADE, related_name="treatment"
    )
    areas = EncryptedJSONField()

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        default_permissions = []

    def __str__(self) -> str:
        return f"#{self.pk}"


class InterestCount(models.Model):
    """How many requests a month named an area of pain after an article. Nobody's in particular.

    `article` and `area` are names, so that the counts outlive pages and snippets; an empty
    one means that none was given.
    """

    month = models.DateField(_("month"))
    article = models.CharField(_("article"), max_length=255, blank=True)
    area = models.CharField(_("area of pain"), max_length=100, blank=True)
    count = models.PositiveIntegerField(_("requests"), default=0)

    class Meta:
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["month", "article", "area"], name="interest_once")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.article} {self.area}: {self.count}"
