from typing import Final

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from ..querysets import ClientQuerySet
from .search import SearchText, TrigramIndex

LONGEST_NOTES: Final = 2000


class Standing(models.TextChoices):
    NORMAL = "normal", _("Normal")
    TRUSTED = "trusted", _("Trusted")
    BLOCKED = "blocked", _("Blocked")


class Client(models.Model):
    """Somebody whom the practice treats. Made and matched by staff; no public form writes here.

    Since `erased_at` it is nobody in particular: a row that old visits still hang on.
    """

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("email address"), max_length=254, blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    standing = models.CharField(
        _("standing"),
        max_length=7,
        choices=Standing,
        default=Standing.NORMAL,
        help_text=_(
            "Trusted: where a service allows it, a free time asked for by way of this client’s "
            "own link is confirmed at once. Blocked: requests from this email address or phone "
            "number go to quarantine."
        ),
    )
    notes = models.TextField(
        _("notes"),
        max_length=LONGEST_NOTES,
        blank=True,
        help_text=_("For the practice only. Nothing about health: that stays with the request."),
    )
    created_at = models.DateTimeField(_("since"))
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    search = SearchText()
    version = models.PositiveIntegerField(default=1)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        default_permissions = ["add", "change", "view"]
        permissions = [
            ("erase_client", _("Can erase a person")),
            ("export_client", _("Can take along what is kept of a person")),
        ]
        indexes = [
            models.Index(Upper("email"), name="client_email"),
            models.Index(fields=["phone"]),
            models.Index(fields=["standing"]),
            # The order of the list.
            models.Index(fields=["name", "id"]),
            TrigramIndex("search", name="client_search"),
        ]

    def __str__(self) -> str:
        return self.name


class BlockedContact(models.Model):
    """An email address or phone number whose requests go to quarantine, unasked.

    Both are as bookings.contacts normalises them: lower case, and the last digits.
    """

    email = models.CharField(_("email address"), max_length=254, blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    note = models.CharField(_("why"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("since"))

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("blocked contact")
        verbose_name_plural = _("blocked contacts")
        default_permissions = ["add", "delete", "view"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""), name="blocked_email_or_phone"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="blocked_email_once",
                violation_error_message=_("This email address is blocked already."),
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=~Q(phone=""),
                name="blocked_phone_once",
                violation_error_message=_("This phone number is blocked already."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.email, self.phone]))
