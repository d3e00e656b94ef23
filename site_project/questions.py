"""What `start_practice` has to know, and what counts as an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.models import PracticeSettings

User = get_user_model()


@dataclass(frozen=True)
class Question:
    """`clean` gives the answer to keep, or raises ValidationError in words for a person.

    `default` names a fixed answer, or with a leading "=" the question whose answer is taken.
    """

    name: str
    words: Promise
    clean: Callable[[str], str]
    default: str = ""

    def default_given(self, answers: Mapping[str, str]) -> str:
        if self.default.startswith("="):
            return answers.get(self.default[1:], "")
        return self.default


def practice_name(value: str) -> str:
    if not value:
        raise ValidationError(_("Enter the name of the practice."))
    return _checked(PracticeSettings, "practice_name", value, _("Enter a shorter name."))


def language(value: str) -> str:
    codes = dict(settings.LANGUAGES)
    if value.lower() not in codes:
        raise ValidationError(
            _("There is no language “%(value)s” here. Enter one of: %(codes)s.")
            % {"value": value, "codes": ", ".join(codes)}
        )
    return value.lower()


def phone(value: str) -> str:
    return _checked(
        PracticeSettings,
        "phone",
        value,
        _("Enter a phone number with digits and spaces, such as +44 1632 960 001."),
    )


def email(value: str) -> str:
    if not value:
        raise ValidationError(_("Enter an email address; new requests are announced there."))
    return _checked(PracticeSettings, "email", value, _like_an_email())


def time_zone(value: str) -> str:
    names = {name.lower(): name for name in available_timezones()}
    name = names.get(value.lower().replace(" ", "_"))
    if name is None:
        raise ValidationError(
            _("There is no time zone “%(value)s”. Enter one such as Europe/London.")
            % {"value": value}
        )
    return name


def currency(value: str) -> str:
    return _checked(
        PracticeSettings,
        "currency",
        value.upper(),
        _("There is no currency “%(value)s”. Enter three letters such as GBP.") % {"value": value},
    )


def username(value: str) -> str:
    if not value:
        raise ValidationError(_("Enter a username for the owner's account."))
    words = _("Enter a username of letters, digits and the signs @ . + - _ only.")
    value = _checked(User, "username", value, words)
    if User.objects.filter(username=value).exists():
        raise ValidationError(_("There is an account “%(value)s” already.") % {"value": value})
    return value


def account_email(value: str) -> str:
    if not value:
        raise ValidationError(_("Enter the owner's email address."))
    return _checked(User, "email", value, _like_an_email())


def _like_an_email() -> str:
    return _("Enter an email address such as name@example.org.")


def _checked(model: type[Model], name: str, value: str, words: str) -> str:
    """Checked as the admin would check that field, but refused in `words`."""
    try:
        return model._meta.get_field(name).clean(value, None)
    except ValidationError:
        raise ValidationError(words) from None


QUESTIONS = (
    Question("practice_name", gettext_lazy("Name of the practice"), practice_name),
    Question("language", gettext_lazy("Language of the site"), language, settings.LANGUAGE_CODE),
    Question("phone", gettext_lazy("Phone number for clients (may stay empty)"), phone),
    Question("email", gettext_lazy("Email address for clients"), email),
    Question("time_zone", gettext_lazy("Time zone"), time_zone, "Europe/London"),
    Question("currency", gettext_lazy("Currency"), currency, "GBP"),
    Question("username", gettext_lazy("Username of the owner"), username),
    Question("account_email", gettext_lazy("Email address of the owner"), account_email, "=email"),
)

# Answers that belong to the practice; the others to the owner's account.
PRACTICE_ANSWERS = ("practice_name", "language", "phone", "email", "time_zone", "currency")
