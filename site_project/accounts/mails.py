"""Mails to the owner of an account, by way of the outbox."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bookings.notifications.accounts import PASSWORD_LINK, account_mail
from home.languages import practice_language
from home.models import PracticeSettings

from .actions import ACTIONS


def tell_of(action: str, user: AbstractUser) -> None:
    """That something about signing in was changed, so that a stranger's doing is noticed."""
    with override(practice_language()):
        heading, sentence = ACTIONS[action]
        practice = PracticeSettings.current()
        when = timezone.localtime(timezone.now(), practice.zone)
        account_mail(
            user,
            subject=_("Your account: %(what)s") % {"what": heading},
            text=_(
                "%(what)s\n\nAccount: %(account)s\nWhen: %(when)s\n\n"
                "If this was you, there is nothing to do. If not, choose a new password at once, "
                "and look at what is set up for your account:\n%(url)s\n"
            )
            % {
                "what": sentence,
                "account": user.get_username(),
                "when": date_format(when, "DATETIME_FORMAT"),
                "url": f"{settings.WAGTAILADMIN_BASE_URL}/admin/security/",
            },
        )


def send_password_link(user: AbstractUser) -> None:
    """A link to choose a new password, which the worker makes when it sends the mail."""
    with override(practice_language()):
        account_mail(
            user,
            subject=_("Choose a new password"),
            text=_(
                "Somebody asked for a new password for the account %(account)s. To choose one, "
                "open this link; it works once, and for %(minutes)s minutes:\n\n%(link)s\n\n"
                "If it was not you, there is nothing to do: your password stays as it is.\n"
            )
            % {
                "account": user.get_username(),
                "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
                "link": PASSWORD_LINK,
            },
        )
