"""Mails to a client about a visit that is in the diary, or was."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from ...statuses import AppointmentStatus
from .base import Audience, MailKind, Method
from .of_requests import HELLO

A = AppointmentStatus
ANOTHER_TIME: Final = _("To find another time, answer this mail or ring us.")

VISIT_KINDS: Final = (
    MailKind(
        name="appointment_booked",
        title=_("Booked on the phone"),
        audience=Audience.CLIENT,
        subject=_("Booked: {service}, {when}"),
        body=(
            HELLO,
            _("As we arranged on the phone, this is your appointment."),
            "{appointment}",
            "{policy}",
        ),
        uses=frozenset({"when", "practitioner", "policy", "link"}),
        needs=frozenset({"appointment"}),
        while_visit=frozenset({A.CONFIRMED}),
        calendar=Method.REQUEST,
    ),
    MailKind(
        name="appointment_moved",
        title=_("Moved"),
        audience=Audience.CLIENT,
        subject=_("Moved: {service}, now {when}"),
        body=(
            HELLO,
            _("Your appointment has been moved. This is how it stands now:"),
            "{appointment}",
            "{before}",
            "{policy}",
        ),
        uses=frozenset({"when", "practitioner", "before", "policy", "link"}),
        needs=frozenset({"appointment"}),
        while_visit=frozenset({A.CONFIRMED}),
        calendar=Method.REQUEST,
    ),
    MailKind(
        name="appointment_cancelled",
        title=_("Cancelled by the practice"),
        audience=Audience.CLIENT,
        subject=_("Cancelled: {service}, {when}"),
        body=(
            HELLO,
            _("Your appointment for {service} on {when} is cancelled."),
            "{message}",
            ANOTHER_TIME,
        ),
        uses=frozenset({"practitioner", "link"}),
        needs=frozenset({"when", "message"}),
        while_visit=frozenset({A.CANCELLED}),
        calendar=Method.CANCEL,
    ),
    MailKind(
        name="cancelled_by_client",
        title=_("Cancelled by the client"),
        audience=Audience.CLIENT,
        subject=_("Cancelled: {service}, {when}"),
        body=(
            HELLO,
            _("You have cancelled your appointment for {service} on {when}."),
            "{undo}",
            "{link}",
            ANOTHER_TIME,
        ),
        uses=frozenset({"practitioner", "link", "undo"}),
        needs=frozenset({"when"}),
        while_visit=frozenset({A.CANCEL_PENDING, A.CANCELLED}),
        calendar=Method.CANCEL,
    ),
    MailKind(
        name="cancellation_undone",
        title=_("Cancellation undone"),
        audience=Audience.CLIENT,
        subject=_("It stands: {service}, {when}"),
        body=(
            HELLO,
            _("You have taken your cancellation back. Your appointment stands:"),
            "{appointment}",
            "{policy}",
        ),
        uses=frozenset({"when", "practitioner", "policy", "link"}),
        needs=frozenset({"appointment"}),
        while_visit=frozenset({A.CONFIRMED}),
        calendar=Method.REQUEST,
    ),
)
