"""Mails about a time that came free, and that somebody on the waiting list is offered."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from ...statuses import AppointmentStatus, RequestStatus
from .base import Audience, MailKind
from .notices import DESK_LINK
from .of_requests import HELLO

A, R = AppointmentStatus, RequestStatus

WAITING_KINDS: Final = (
    MailKind(
        name="waitlist_offer",
        title=_("A time has come free"),
        audience=Audience.CLIENT,
        subject=_("A time has come free: {service} ({reference})"),
        body=(
            HELLO,
            _("You are next on the waiting list for {service}, and a time has come free:"),
            "{offered_times}",
            "{held_until}",
            _("You have no appointment yet: take this time to make it one."),
            "{link}",
            _(
                "If it does not suit you, say so on the same page, and it goes to the next. You "
                "stay on the waiting list."
            ),
        ),
        link_label=_("Take this time, or say that it does not fit"),
        uses=frozenset({"held_until", "link"}),
        needs=frozenset({"offered_times"}),
        while_request=frozenset({R.PROPOSED}),
        while_visit=frozenset({A.HELD}),
    ),
    MailKind(
        name="waitlist_offer_lapsed",
        title=_("No longer held, still on the waiting list"),
        audience=Audience.CLIENT,
        subject=_("No longer held for you: {service} ({reference})"),
        body=(
            HELLO,
            _("We no longer hold a time for you for {service}: it was not taken in time."),
            _(
                "You are still on the waiting list and keep your place. We will write to you "
                "when another time comes free."
            ),
        ),
        uses=frozenset({"link"}),
        while_request=frozenset({R.WAITLISTED}),
    ),
    MailKind(
        name="waitlist_taken",
        title=_("Taken from the waiting list"),
        audience=Audience.PRACTICE,
        subject=_("Taken from the waiting list {reference}: {service}"),
        body=(
            _(
                "{name} was on the waiting list for {service}, {minutes} minutes, and has taken a "
                "time that came free. It is in the diary:"
            ),
            "{when}, {practitioner}",
            "{desk_link}",
        ),
        uses=frozenset({"name", "when", "practitioner"}),
        needs=DESK_LINK,
        while_request=frozenset({R.CONFIRMED}),
        while_visit=frozenset({A.CONFIRMED}),
    ),
)
