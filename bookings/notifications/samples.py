"""Mails about somebody who does not exist: for the preview, and for a test mail."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.models import PracticeSettings

from ..models import Appointment, BookingRequest, BookingSettings, Practitioner, RequestPreference
from ..times import NOON, ONE_DAY, edge
from .composing import Composed, compose
from .kinds import Audience, MailKind
from .occasion import Occasion
from .placeholders import value_of
from .wording import Wording

TUESDAY: Final = 1
TEN: Final = dt.time(10)
MINUTES: Final = 60
# Kinds that offer a single time.
ONE_TIME: Final = frozenset({"waitlist_offer"})


def sample_mail(kind: MailKind, wording: Wording, language: str) -> Composed:
    """What clients would get in these words, which must have no problems. Writes nothing."""
    with translation.override(language):
        about = sample_occasion(kind)
    return compose(kind, about, wording, language)


def sample_values(kind: MailKind, language: str) -> dict[str, str]:
    """What the sample mail has in place of each placeholder of the kind."""
    with translation.override(language):
        about = sample_occasion(kind)
        return {name: value_of(about, name).text for name in kind.placeholders}


def sample_occasion(kind: MailKind) -> Occasion:
    """Something for every placeholder that the kind may use, in the active language.

    The rows are not saved, and nobody's: only the practice and its rules are real. Two queries.
    """
    practice, rules, now = PracticeSettings.current(), BookingSettings.current(), timezone.now()
    today = timezone.localdate(timezone=practice.zone)
    # A week ahead or more, so that it is still on time to cancel.
    tuesday = today + ((TUESDAY - today.weekday()) % 7 + 7) * ONE_DAY
    service, practitioner = _("Deep tissue massage"), Practitioner(pk=1, name=_("Alex Sample"))
    request = BookingRequest(
        reference="ABC-234",
        name=_("Anna Example"),
        service_name=service,
        minutes=MINUTES,
        question_to_client=_("Would a Thursday suit you as well?"),
    )

    def visit(days: int, **also: Any) -> Appointment:
        start = edge(tuesday + days * ONE_DAY, TEN, practice.zone)
        end = start + dt.timedelta(minutes=MINUTES)
        row = {"request": request, "service_name": service, "start": start, "end": end}
        return Appointment(**row | {"practitioner": practitioner} | also)

    offered = (0,) if kind.name in ONE_TIME else (0, 1, 3)
    to_client = kind.audience == Audience.CLIENT
    return Occasion(
        practice=practice,
        request=request,
        appointment=visit(0, undo_until=now + rules.undo_time, cancelled_late=True),
        offered=[visit(days, hold_expires_at=now + rules.offer_hold) for days in offered],
        old=visit(-1, practitioner=Practitioner(pk=2, name=_("Robin Sample"))),
        message=_("We have more time again in the first week of next month."),
        manage_link=f"{settings.WAGTAILADMIN_BASE_URL}/my-request/sample/" if to_client else "",
        link_label=kind.link_label,
        desk_url="" if to_client else f"{settings.WAGTAILADMIN_BASE_URL}/admin/",
        wishes=[
            RequestPreference(date_from=tuesday, date_until=tuesday, time_until=NOON),
            RequestPreference(weekdays=[3, 4]),
            RequestPreference(),
        ],
    )
