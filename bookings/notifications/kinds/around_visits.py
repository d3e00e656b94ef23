"""Mails whose time comes by itself: before a visit, and after it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from ...statuses import AppointmentStatus
from .base import Audience, MailKind
from .of_requests import HELLO

A = AppointmentStatus

REMINDER: Final = MailKind(
    name="reminder",
    title=_("Reminder"),
    audience=Audience.CLIENT,
    # The day, never “tomorrow”: nobody knows when it is read.
    subject=_("Reminder: {service}, {when}"),
    body=(HELLO, _("You have an appointment with us soon:"), "{appointment}", "{policy}"),
    uses=frozenset({"when", "practitioner", "policy", "link"}),
    needs=frozenset({"appointment"}),
    while_visit=frozenset({A.CONFIRMED}),
    before_start=True,
    once_per_sequence=True,
)
# Says nothing of what was treated, nor that anything was: others may read the mail.
AFTER_CARE: Final = MailKind(
    name="after_care",
    title=_("After the visit"),
    audience=Audience.CLIENT,
    subject=_("After your visit: {service} ({reference})"),
    body=(
        HELLO,
        _("Thank you for coming."),
        _("On your own page you find what you can do at home now:"),
        "{link}",
        _("If you have a question about it, answer this mail or ring us."),
    ),
    link_label=_("What you can do at home"),
    uses=frozenset({"when", "practitioner"}),
    needs=frozenset({"link"}),
    while_visit=frozenset({A.CONFIRMED, A.COMPLETED}),
    once_per_sequence=True,
)
AROUND_KINDS: Final = (REMINDER, AFTER_CARE)
