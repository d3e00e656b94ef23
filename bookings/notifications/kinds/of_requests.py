"""Mails to a client about a request. None repeats what an unverified sender typed."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...statuses import AWAITING_REPLY, OPEN_REQUESTS, AppointmentStatus, RequestStatus
from .base import Audience, MailKind, Method

# Translators: each text after it begins with a capital letter, whatever it ends in.
HELLO: Final = _("Hello,")
R = RequestStatus

REQUEST_KINDS: Final = (
    MailKind(
        name="request_received",
        title=_("Request received"),
        audience=Audience.CLIENT,
        subject=_("{not_confirmed}: {service} ({reference})"),
        body=(
            HELLO,
            _("Your request for {service} ({minutes} minutes) has arrived."),
            _("{not_confirmed}: you have no appointment until we write to you again."),
            _("You asked for:"),
            "{wishes}",
            _(
                "We will look at the diary and answer {reply_time}. There is nothing else you "
                "need to do."
            ),
            _(
                "To take back your request, use the link below; to change it, answer this mail or "
                "ring us with your reference."
            ),
        ),
        uses=frozenset({"reply_time", "wishes", "link"}),
        needs=frozenset({"not_confirmed"}),
        subject_needs=frozenset({"not_confirmed"}),
        while_request=OPEN_REQUESTS,
    ),
    MailKind(
        name="request_confirmed",
        title=_("Confirmed"),
        audience=Audience.CLIENT,
        subject=_("Confirmed: {service} ({reference})"),
        body=(HELLO, _("Your appointment is confirmed."), "{appointment}", "{policy}"),
        uses=frozenset({"when", "practitioner", "policy", "link"}),
        needs=frozenset({"appointment"}),
        while_request=frozenset({R.CONFIRMED}),
        while_visit=frozenset({AppointmentStatus.CONFIRMED}),
        calendar=Method.REQUEST,
    ),
    MailKind(
        name="request_declined",
        title=_("Declined"),
        audience=Audience.CLIENT,
        subject=_("Your request for {service} ({reference})"),
        body=(
            HELLO,
            _("We cannot give you an appointment for {service} this time."),
            "{message}",
            _("You are welcome to ask again, or to answer this mail."),
        ),
        uses=frozenset({"link"}),
        needs=frozenset({"message"}),
        while_request=frozenset({R.DECLINED}),
    ),
    MailKind(
        name="needs_info",
        title=_("A question"),
        audience=Audience.CLIENT,
        subject=_("A question about your request: {service} ({reference})"),
        body=(
            HELLO,
            _("Before we can give you a time for {service} we have a question:"),
            "{question}",
            "{link}",
            _("You can also ring us with your reference."),
        ),
        link_label=_("Answer here"),
        uses=frozenset({"link"}),
        needs=frozenset({"question"}),
        while_request=frozenset({R.NEEDS_INFO}),
    ),
    MailKind(
        name="waitlisted",
        title=_("On the waiting list"),
        audience=Audience.CLIENT,
        subject=_("On the waiting list: {service} ({reference})"),
        body=(
            HELLO,
            _(
                "You are on the waiting list for {service}: we will write to you as soon as a "
                "time that suits you comes free."
            ),
            _("You have no appointment yet, and there is nothing else you need to do."),
        ),
        uses=frozenset({"link"}),
        while_request=frozenset({R.WAITLISTED}),
    ),
    MailKind(
        name="times_offered",
        title=_("Times to choose from"),
        audience=Audience.CLIENT,
        subject=_("Choose a time: {service} ({reference})"),
        body=(
            HELLO,
            _("For {service} we can offer you:"),
            "{offered_times}",
            "{held_until}",
            _("You have no appointment yet: choose a time to make it one."),
            "{link}",
            _("If none of them suits you, say so on the same page, and we will look again."),
        ),
        link_label=pgettext_lazy("link", "Choose a time"),
        uses=frozenset({"held_until", "link"}),
        needs=frozenset({"offered_times"}),
        while_request=frozenset({R.PROPOSED}),
        while_visit=frozenset({AppointmentStatus.HELD}),
    ),
    MailKind(
        name="offer_lapsed_client",
        title=_("Times no longer held"),
        audience=Audience.CLIENT,
        subject=_("No longer held for you: {service} ({reference})"),
        body=(
            HELLO,
            _(
                "The times we offered you for {service} are no longer held. Your request is still "
                "open: we will look at the diary again and write to you."
            ),
            _(
                "If one of those times would still suit you, answer this mail or ring us: it may "
                "well be free."
            ),
        ),
        uses=frozenset({"link"}),
        while_request=AWAITING_REPLY,
    ),
    MailKind(
        name="expired",
        title=_("Request lapsed"),
        audience=Audience.CLIENT,
        subject=_("Your request has lapsed: {service} ({reference})"),
        body=(
            HELLO,
            _(
                "Your request for {service} was open for too long without an appointment, so we "
                "have closed it. No time is kept for you."
            ),
            _(
                "You are welcome to ask again. If you are still waiting for us, answer this mail "
                "or ring us: we can open it again."
            ),
        ),
        uses=frozenset({"link"}),
        while_request=frozenset({R.EXPIRED}),
    ),
)
