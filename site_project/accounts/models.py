import datetime as dt
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """One try to sign in, to enter a code or to have a new password sent; see throttle.py.

    Whose and from where are kept as keyed hashes: they can be counted, not read.
    """

    class Kind(models.TextChoices):
        PASSWORD = "password", _("password")
        CODE = "code", _("code")
        RESET = "reset", _("new password")

    kind = models.CharField(max_length=8, choices=Kind)
    who = models.CharField(max_length=32)
    address = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        default_permissions: list[str] = []
        indexes = [
            models.Index(fields=["kind", "address", "at"], name="attempt_by_address"),
            models.Index(fields=["kind", "who", "at"], name="attempt_by_account"),
            models.Index(fields=["at"], name="attempt_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Session(AbstractBaseSession):
    """A browser that somebody is signed in with, or is about to be; see sessions.py.

    `expire_date` is the moment at which it ends if it is not used again. `system`, `browser` and
    `network` say from where it was last used, as shortened as devices.py has them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=45, blank=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions: list[str] = []

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore

    @property
    def handle(self) -> str:
        """What pages call it by: its key would let whoever reads it in."""
        salt = "site_project.accounts.session"
        return salted_hmac(salt, self.session_key, algorithm="sha256").hexdigest()[:32]

    @property
    def last_end(self) -> dt.datetime:
        """When it ends however much it is used."""
        return self.began_at + dt.timedelta(hours=settings.DESK_SESSION_HOURS)

    @property
    def ends_at(self) -> dt.datetime:
        """When it ends if it is not used again."""
        idle = dt.timedelta(minutes=settings.DESK_IDLE_MINUTES)
        return min(self.seen_at + idle, self.last_end)


class UnsentForm(models.Model):
    """What somebody sent from a page of the admin after her session had ended; see unsent.py."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=2000)
    fields = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsent form")
        verbose_name_plural = _("unsent forms")
        default_permissions: list[str] = []

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"
