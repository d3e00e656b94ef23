"""The desk's own words for sets of rows."""

import datetime as dt
import re

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Replace

from .statuses import AWAITING_REPLY, BLOCKING, OPEN_REQUESTS, MessageStatus, RequestStatus


class BookingRequestQuerySet(QuerySet):
    def open(self):
        """Requests that are not settled yet, whoever's move it is."""
        return self.filter(status__in=OPEN_REQUESTS)

    def awaiting_reply(self):
        """Requests for which the practice has the next move."""
        return self.filter(status__in=AWAITING_REPLY)

    def sent_since(self, since: dt.datetime):
        return self.filter(created_at__gte=since)

    def in_desk_order(self):
        """What the desk should look at next: who has waited longest for a reply, then what may
        be spam, then what waits for a client, then what is settled, the newest first.
        """
        awaits_reply = Q(status__in=AWAITING_REPLY)
        turn = Case(
            When(awaits_reply, then=0),
            When(status=RequestStatus.QUARANTINED, then=1),
            When(status__in=OPEN_REQUESTS, then=2),
            default=3,
        )
        waiting_since = Case(When(awaits_reply, then=F("created_at")))
        return self.order_by(turn, waiting_since, "-created_at", "-pk")

    def matching(self, text: str):
        """Requests in which somebody at the desk would find `text`: by name, email address,
        reference (with or without its hyphen) or phone number (however it is spaced).
        """
        found = Q(name__icontains=text) | Q(email__icontains=text) | Q(phone__icontains=text)
        found |= Q(reference__icontains=text)
        if re.fullmatch(r"\w{6}", text, re.ASCII):
            found |= Q(reference__iexact=f"{text[:3]}-{text[3:]}")
        if re.fullmatch(r"[\d\s()+./-]{5,30}", text, re.ASCII):
            # The last digits: +44 1632 960 001 and 01632 960001 are one number.
            number = re.sub(r"\D", "", text)[-9:]
            if len(number) >= 5:
                return self.annotate(phone_digits=_digits("phone")).filter(
                    found | Q(phone_digits__contains=number)
                )
        return self.filter(found)


def _digits(field: str):
    """The field without what people put between the digits of a phone number."""
    expression = F(field)
    for mark in " ()./-":
        expression = Replace(expression, Value(mark), Value(""))
    return expression


class AppointmentQuerySet(QuerySet):
    def blocking(self):
        """Appointments that take their practitioner's time."""
        return self.filter(status__in=BLOCKING)

    def overlapping(self, start: dt.datetime, end: dt.datetime):
        """Those whose occupied time shares an instant with [start, end); UTC or aware."""
        return self.filter(occupied_from__lt=end, occupied_until__gt=start)

    def in_diary_order(self, now: dt.datetime):
        """What comes next first; then what is over, the latest first."""
        ahead = Q(end__gte=now)
        return self.order_by(
            Case(When(ahead, then=0), default=1),
            Case(When(ahead, then=F("start"))),
            "-start",
            "pk",
        )


class PractitionerQuerySet(QuerySet):
    def active(self):
        return self.filter(active=True)

    def offering(self, service_id: int | None):
        """Those who offer the service; where its page is gone (None), staff know who does."""
        return self if service_id is None else self.filter(services=service_id)


class OutboxMessageQuerySet(QuerySet):
    def due(self, now: dt.datetime):
        """Messages to send now: waiting ones, and those whose sender vanished with its lease."""
        return self.filter(
            Q(status=MessageStatus.QUEUED, not_before__lte=now)
            | Q(status=MessageStatus.SENDING, leased_until__lte=now)
        ).order_by("not_before", "pk")

    def in_trouble(self, now: dt.datetime):
        """Failed, or waiting for more than ten minutes past their time."""
        late = now - dt.timedelta(minutes=10)
        waiting = Q(status__in=[MessageStatus.QUEUED, MessageStatus.SENDING], created_at__lt=late)
        return self.filter(Q(status=MessageStatus.FAILED) | (waiting & Q(not_before__lt=late)))
