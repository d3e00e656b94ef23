"""What a privacy page says of this installation, read from the settings that it runs with.

Each function is one topic of home.blocks.privacy.Topic: whole sentences, in the language at hand.
They are promises: whoever changes what they describe changes them too. What only people know (a
hosting contract, notes on paper) the practice writes itself, below.
"""

from collections.abc import Callable, Iterator
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.models import BookingSettings
from home.blocks.privacy import Topic
from home.models import PracticeSettings
from site_project.settings.mail import SMTP

# Sources of a policy that are this site itself, or nothing at all.
NO_OTHER_HOST: Final = {CSP.SELF, CSP.NONE, CSP.UNSAFE_INLINE, CSP.NONCE, "data:", "blob:"}
OWN_MACHINE: Final = {"", "localhost", "127.0.0.1", "::1"}
SECONDS_A_DAY: Final = 24 * 60 * 60


def facts_about(topic: str, practice: PracticeSettings) -> list[str]:
    """All sentences about one topic; none about a topic that there is no more."""
    facts = FACTS.get(topic)
    return list(facts(practice)) if facts else []


def other_hosts() -> list[str]:
    """Where public pages may load something from, besides this site."""
    sources = {source for value in settings.SECURE_CSP.values() for source in value}
    return sorted(sources - NO_OTHER_HOST)


def mail_server() -> str:
    """The host that mails are handed to; empty for this machine, or for an API by its class."""
    mailer = settings.MAILERS["default"]
    if mailer["BACKEND"] != SMTP:
        return ""
    host = mailer["OPTIONS"]["host"]
    return "" if host in OWN_MACHINE else host


def _cookies(practice: PracticeSettings) -> Iterator[str]:
    days = settings.CSRF_COOKIE_AGE // SECONDS_A_DAY
    yield ngettext(
        "Whoever only reads gets no cookie. The page that sends a request, and the page that the "
        "link in our mails leads to, set one, called %(name)s. It keeps others from sending the "
        "form in your name, says nothing about you, and lasts %(days)s day.",
        "Whoever only reads gets no cookie. The page that sends a request, and the page that the "
        "link in our mails leads to, set one, called %(name)s. It keeps others from sending the "
        "form in your name, says nothing about you, and lasts %(days)s days.",
        days,
    ) % {"name": settings.CSRF_COOKIE_NAME, "days": days}
    yield _(
        "Those who work here get a second one, %(name)s, when they sign in; it ends when they "
        "sign out or close the browser."
    ) % {"name": settings.SESSION_COOKIE_NAME}
    hosts = other_hosts()
    if hosts:
        yield _("Pages may load something from: %(hosts)s.") % {"hosts": ", ".join(hosts)}
    else:
        yield _(
            "No page loads anything from another company: no fonts, no maps, no videos, no "
            "statistics, no advertising."
        )


def _access(practice: PracticeSettings) -> Iterator[str]:
    health = _accounts("bookings.view_healthanswers")
    requests = _accounts("bookings.view_bookingrequest")
    yield ngettext(
        "What you tell about your health can be read by %(count)s person here.",
        "What you tell about your health can be read by %(count)s people here.",
        health,
    ) % {"count": health}
    if requests > health:
        more = requests - health
        yield ngettext(
            "%(count)s more person sees your request without it.",
            "%(count)s more people see your request without it.",
            more,
        ) % {"count": more}
    yield _("Whoever opens what you told about your health is written down, with the time.")
    if practice.hosted_by:
        yield _("The computers that store it belong to %(company)s.") % {
            "company": practice.hosted_by
        }
    yield _("It is neither sold nor passed on.")


def _protection(practice: PracticeSettings) -> Iterator[str]:
    if settings.SECURE_HSTS_SECONDS:
        yield _("Between your device and this site everything is encrypted (HTTPS).")
    yield _(
        "What you tell about your health, and private notes about it, are encrypted in the "
        "database as well. Whoever stole a copy could not read them."
    )
    if settings.STAFF_SECOND_FACTOR:
        yield _("Those who work here need more than a password to sign in.")
    yield ngettext(
        "Those who work here are signed out after %(minutes)s minute without use.",
        "Those who work here are signed out after %(minutes)s minutes without use.",
        settings.DESK_IDLE_MINUTES,
    ) % {"minutes": settings.DESK_IDLE_MINUTES}
    yield _(
        "Your network address is not stored with your request, only a scrambled form of it, to "
        "notice floods of requests."
    )


def _mail(practice: PracticeSettings) -> Iterator[str]:
    yield _("What you tell about your health is in no email, neither to you nor to us.")
    mailer = settings.MAILERS["default"]
    host = mail_server()
    if host:
        yield _("Emails are handed to the mail server %(host)s.") % {"host": host}
    elif mailer["BACKEND"] == SMTP:
        yield _("Emails are sent by a mail server of our own.")
    else:
        yield _("Emails are sent by a mail service.")
    options = mailer.get("OPTIONS", {})
    if options.get("use_tls") or options.get("use_ssl"):
        yield _("On the way there they are encrypted; from there on as far as your provider does.")
    yield _("A copy of each email to you is kept with your request, as long as that is kept.")


def _kept(practice: PracticeSettings) -> Iterator[str]:
    rules = BookingSettings.current()
    yield ngettext(
        "What you tell about your health: %(count)s month after your last visit, or after your "
        "request came to nothing.",
        "What you tell about your health: %(count)s months after your last visit, or after your "
        "request came to nothing.",
        rules.keep_health_months,
    ) % {"count": rules.keep_health_months}
    yield ngettext(
        "A request that led to no visit: %(count)s month after it was closed.",
        "A request that led to no visit: %(count)s months after it was closed.",
        rules.keep_requests_months,
    ) % {"count": rules.keep_requests_months}
    yield ngettext(
        "Your name, how to reach you, and your visits: %(count)s month after the last one.",
        "Your name, how to reach you, and your visits: %(count)s months after the last one.",
        rules.keep_clients_months,
    ) % {"count": rules.keep_clients_months}
    yield ngettext(
        "The record of who here did what, and when: %(count)s month.",
        "The record of who here did what, and when: %(count)s months.",
        rules.keep_log_months,
    ) % {"count": rules.keep_log_months}
    yield _("Then it is deleted, once a day and without anybody’s doing. Only numbers are left.")


def _rights(practice: PracticeSettings) -> Iterator[str]:
    yield _(
        "You agree to the use of what you tell about your health, and can take that back at any "
        "time, by the link in our emails or by telling us. It is deleted then."
    )
    yield _("You can have a copy of all that is stored about you, to read and as a file.")
    yield _("You can have it put right, or erased.")
    ways = [way for way in (practice.phone, practice.email) if way]
    if ways:
        yield _("Responsible is %(practice)s: %(ways)s.") % {
            "practice": practice.practice_name,
            "ways": ", ".join(ways),
        }
    yield _(
        "If you think that something is wrong with it, you can also complain to the data "
        "protection authority where you live."
    )


def _accounts(permission: str) -> int:
    """How many people have it."""
    return get_user_model().objects.with_perm(permission).count()


FACTS: Final[dict[str, Callable[[PracticeSettings], Iterator[str]]]] = {
    Topic.COOKIES: _cookies,
    Topic.ACCESS: _access,
    Topic.PROTECTION: _protection,
    Topic.MAIL: _mail,
    Topic.KEPT: _kept,
    Topic.RIGHTS: _rights,
}
