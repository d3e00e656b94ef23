"""Notices to the practice."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from ...statuses import AWAITING_REPLY, AppointmentStatus, RequestStatus
from .base import Audience, MailKind

A, R = AppointmentStatus, RequestStatus
DESK_LINK: Final = frozenset({"desk_link"})
# Where a request is once the times that staff offered have come to nothing.
AFTER_OFFER: Final = AWAITING_REPLY | {R.WAITLISTED}

NOTICES: Final = (
    MailKind(
        name="request_notice",
        title=_("New request"),
        audience=Audience.PRACTICE,
        subject=_("New request {reference}: {service}"),
        body=(_("{name} asks for {service}, {minutes} minutes."), "{wishes}", "{desk_link}"),
        uses=frozenset({"name", "wishes"}),
        needs=DESK_LINK,
        while_request=AWAITING_REPLY,
    ),
    MailKind(
        name="confirmed_at_once",
        title=_("Confirmed by itself"),
        audience=Audience.PRACTICE,
        subject=_("Confirmed by itself {reference}: {service}"),
        body=(
            _(
                "{name} asked for {service}, {minutes} minutes, from their own page. A trusted "
                "client gets a free time at once, and this one is in the diary:"
            ),
            "{when}, {practitioner}",
            "{desk_link}",
        ),
        uses=frozenset({"name", "when", "practitioner"}),
        needs=DESK_LINK,
        while_request=frozenset({R.CONFIRMED}),
        while_visit=frozenset({A.CONFIRMED}),
    ),
    MailKind(
        name="offer_refused_notice",
        title=_("None of the times fits"),
        audience=Audience.PRACTICE,
        subject=_("None of the times fits {reference}: {service}"),
        body=(
            _(
                "None of the times you offered fits {name}. They are free again, and what comes "
                "next is yours to decide."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
        while_request=AFTER_OFFER,
    ),
    MailKind(
        name="offer_lapsed",
        title=_("Offer lapsed"),
        audience=Audience.PRACTICE,
        subject=_("Offer lapsed {reference}: {service}"),
        body=(
            _(
                "{name} has not answered the times you offered. They are free again, and what "
                "comes next is yours to decide."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
        while_request=AFTER_OFFER,
    ),
    MailKind(
        name="withdrawn_notice",
        title=_("Request taken back"),
        audience=Audience.PRACTICE,
        subject=_("Taken back {reference}: {service}"),
        body=(
            _(
                "{name} has taken back the request for {service}. There is nothing to answer, and "
                "no time is held for it any more."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
        while_request=frozenset({R.WITHDRAWN}),
    ),
    MailKind(
        name="answer_notice",
        title=_("Question answered"),
        audience=Audience.PRACTICE,
        subject=_("Answered {reference}: {service}"),
        body=(
            _(
                "{name} has answered your question. The answer is at the desk, and the request "
                "is yours to settle."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
        while_request=AWAITING_REPLY,
    ),
    MailKind(
        name="consent_withdrawn_notice",
        title=_("Consent withdrawn"),
        audience=Audience.PRACTICE,
        subject=_("Consent withdrawn {reference}: {service}"),
        body=(
            _(
                "{name} has withdrawn consent. What was kept under it is deleted; the request or "
                "appointment stays as it is. Ask again before the visit."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
    ),
    MailKind(
        name="waitlist_joined_notice",
        title=_("Client has joined the waiting list"),
        audience=Audience.PRACTICE,
        subject=_("On the waiting list {reference}: {service}"),
        body=(
            _("{name} waits for {service}, {minutes} minutes, and can take what comes free."),
            "{wishes}",
            "{desk_link}",
        ),
        uses=frozenset({"name", "wishes"}),
        needs=DESK_LINK,
        while_request=frozenset({R.WAITLISTED}),
    ),
    MailKind(
        name="waitlist_left_notice",
        title=_("Client has left the waiting list"),
        audience=Audience.PRACTICE,
        subject=_("Off the waiting list {reference}: {service}"),
        body=(
            _(
                "{name} does not wait for a free time any more. The request for {service} is open, "
                "and yours to answer."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
        while_request=AWAITING_REPLY,
    ),
    MailKind(
        name="expired_notice",
        title=_("Request lapsed"),
        audience=Audience.PRACTICE,
        subject=_("Lapsed {reference}: {service}"),
        body=(
            _(
                "The request of {name} for {service} was open for too long and has lapsed. The "
                "client has been told, where there is an email address. You can reopen it."
            ),
            "{desk_link}",
        ),
        uses=frozenset({"name"}),
        needs=DESK_LINK,
        while_request=frozenset({R.EXPIRED}),
    ),
    MailKind(
        name="cancellation_notice",
        title=_("Client has cancelled"),
        audience=Audience.PRACTICE,
        subject=_("Client has cancelled: {service}, {when}"),
        body=(
            _("{name} has cancelled {service} on {when}."),
            "{late}",
            "{undo_notice}",
            "{desk_link}",
        ),
        uses=frozenset({"name", "when", "practitioner", "late", "undo_notice"}),
        needs=DESK_LINK,
        while_visit=frozenset({A.CANCEL_PENDING, A.CANCELLED}),
    ),
    MailKind(
        name="moved_by_client_notice",
        title=_("Client has moved"),
        audience=Audience.PRACTICE,
        subject=_("Client has moved: {service}, now {when}"),
        body=(
            _("{name} has moved {service} to {when}, with {practitioner}."),
            "{before}",
            "{desk_link}",
        ),
        uses=frozenset({"name", "when", "practitioner", "before"}),
        needs=DESK_LINK,
        while_visit=frozenset({A.CONFIRMED}),
    ),
    MailKind(
        name="undone_notice",
        title=_("Client comes after all"),
        audience=Audience.PRACTICE,
        subject=_("Comes after all: {service}, {when}"),
        body=(
            _("{name} has taken the cancellation back and comes for {service} on {when}."),
            "{desk_link}",
        ),
        uses=frozenset({"name", "when", "practitioner"}),
        needs=DESK_LINK,
        while_visit=frozenset({A.CONFIRMED}),
    ),
)
