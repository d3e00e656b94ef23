"""The desk's own words for sets of rows."""

import datetime as dt
import re
from typing import Final

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Replace

from .contacts import normalised_phone
from .statuses import (
    AWAITING_REPLY,
    BLOCKING,
    OPEN_REQUESTS,
    AppointmentStatus,
    MessageStatus,
    RequestStatus,
)

# Where safety questions led, as ScreeningOutcome has it, for staff to read or to ask again.
TO_ACKNOWLEDGE = ("caution", "ask")
# By a constraint; the minutes after it are a small integer.
LONGEST_VISIT: Final = dt.timedelta(days=1)
LONGEST_TAKEN: Final = LONGEST_VISIT + dt.timedelta(minutes=32_768)


class ContactQuerySet(QuerySet):
    """Rows with a `name`, an `email` and a `phone` as people write them."""

    def of_person(self, *, email: str = "", phone: str = "", name: str = ""):
        """Those that share one of these; an empty one is no sign.

        Of phone numbers a few too many: contacts.reach_the_same decides.
        """
        shared = [
            Q(**{lookup: value})
            for lookup, value in (
                ("email__iexact", email.strip()),
                ("phone_digits__contains", normalised_phone(phone)),
                ("name__iexact", name.strip()),
            )
            if value
        ]
        if not shared:
            return self.none()
        found = shared[0]
        for sign in shared[1:]:
            found |= sign
        return self.alias(phone_digits=digits_of("phone")).filter(found)


class ClientQuerySet(ContactQuerySet):
    def kept(self):
        """Without the rows of people who were erased."""
        return self.filter(erased_at__isnull=True)

    def matching(self, text: str):
        """Clients whom somebody at the desk would find by `text`: name, email address, phone."""
        return self.filter(_in_search(text))


class BookingRequestQuerySet(ContactQuerySet):
    def kept(self):
        """Without those of people who were erased."""
        return self.filter(erased_at__isnull=True)

    def open(self):
        """Requests that are not settled yet, whoever's move it is."""
        return self.filter(status__in=OPEN_REQUESTS)

    def awaiting_reply(self):
        """Requests for which the practice has the next move."""
        return self.filter(status__in=AWAITING_REPLY)

    def unacknowledged(self):
        """Open requests with a caution that staff have to read, or a consent to ask for again."""
        unread = self.open().filter(screening_acknowledged_at__isnull=True)
        return unread.filter(screening_outcome__in=TO_ACKNOWLEDGE)

    def with_an_answer(self):
        """Requests whose client has answered the desk's latest question, and nobody has since."""
        asked = self.filter(status=RequestStatus.IN_REVIEW, question_to_client__gt="")
        return asked.filter(replies__question=F("question_to_client")).distinct()

    def overdue(self, now: dt.datetime):
        """Open requests that have lapsed, or would have if the system had looked."""
        return self.open().filter(expires_at__lte=now)

    def sent_since(self, since: dt.datetime):
        return self.filter(created_at__gte=since)

    def matching(self, text: str):
        """Requests in which somebody at the desk would find `text`: by name, email address,
        reference (with or without its hyphen) or phone number (however it is spaced).
        """
        found = _in_search(text)
        if re.fullmatch(r"\w{6}", text, re.ASCII):
            found |= Q(search__icontains=f"{text[:3]}-{text[3:]}")
        return self.filter(found)


def _in_search(text: str) -> Q:
    """Rows whose SearchText has `text` in it, or as a phone number, however it is spaced.

    Of one or two letters there are no trigrams: a word has to begin with them.
    """
    text = " ".join(text.replace("’", "'").split())
    found = Q(search__icontains=text if len(text) > 2 else f" {text}")
    if re.fullmatch(r"[\d\s()+./-]{5,30}", text, re.ASCII) and (number := normalised_phone(text)):
        found |= Q(search__icontains=number)
    return found


def digits_of(field: str) -> Replace:
    """The field without what people put between the digits of a phone number."""
    expression = F(field)
    for mark in " ()./-":
        expression = Replace(expression, Value(mark), Value(""))
    return expression


class AppointmentQuerySet(QuerySet):
    def blocking(self):
        """Appointments that take their practitioner's time."""
        return self.filter(status__in=BLOCKING)

    def blocking_at(self, now: dt.datetime):
        """The same, without holds that have lapsed and cancellations past their undo time."""
        return self.blocking().exclude(self._lapsed(now))

    def still_to_come(self, now: dt.datetime):
        """The visits that take somebody's time at `now` or later, in order."""
        return self.blocking_at(now).filter(end__gt=now).order_by("start", "pk")

    def took_place(self, now: dt.datetime):
        """Visits that are over and that nobody has said did not happen."""
        came = [AppointmentStatus.CONFIRMED, AppointmentStatus.COMPLETED]
        return self.filter(status__in=came, end__lte=now)

    def about_to_lapse(self, now: dt.datetime, *, within: dt.timedelta):
        """Times held for somebody who has not answered, and not for much longer; the next first."""
        held = self.filter(status=AppointmentStatus.HELD, hold_expires_at__gt=now)
        return held.filter(hold_expires_at__lte=now + within).order_by("hold_expires_at", "pk")

    def lapsed(self, now: dt.datetime):
        """Rows that still say held or cancel pending although their time for it is over."""
        return self.filter(self._lapsed(now))

    @staticmethod
    def _lapsed(now: dt.datetime) -> Q:
        return Q(status=AppointmentStatus.HELD, hold_expires_at__lte=now) | Q(
            status=AppointmentStatus.CANCEL_PENDING, undo_until__lte=now
        )

    def overlapping(self, start: dt.datetime, end: dt.datetime):
        """Those whose occupied time shares an instant with [start, end); UTC or aware."""
        # The second bound follows from how long one can be; it is what the index needs.
        earliest = start - LONGEST_TAKEN
        return self.filter(
            occupied_from__lt=end, occupied_from__gt=earliest, occupied_until__gt=start
        )

    def in_diary_order(self, now: dt.datetime):
        """What comes next first; then what is over, the latest first.

        No index has this order; those of its two halves has (`diary_halves`).
        """
        ahead = Q(end__gte=now)
        return self.order_by(
            Case(When(ahead, then=0), default=1),
            Case(When(ahead, then=F("start"))),
            "-start",
            "pk",
        )

    def diary_halves(self, now: dt.datetime):
        """What `in_diary_order` lists first, and what then; each in its order."""
        # A visit is a day at most; a bound of its start is what the index needs.
        ahead = self.filter(end__gte=now, start__gte=now - LONGEST_VISIT)
        over = self.filter(end__lt=now, start__lt=now)
        return ahead.order_by("start", "pk"), over.order_by("-start", "pk")


def can_be_asked(service, minutes: int) -> bool:
    """Whether visitors may ask for sessions of this length of a service page, by what it says."""
    lengths = {length.minutes for length in service.lengths.all()}
    return bool(service.live and service.accepts_requests and minutes in lengths)


class PractitionerQuerySet(QuerySet):
    def active(self):
        return self.filter(active=True)

    def offering(self, service_id: int | None):
        """Those who offer the service; where its page is gone (None), staff know who does."""
        return self if service_id is None else self.filter(services=service_id)

    def taking_requests(self, service, minutes: int):
        """Those with whom visitors may ask for sessions of this length of a service page.

        Nobody where it is not published, takes no requests or has no such length.
        """
        return self.active().offering(service.pk) if can_be_asked(service, minutes) else self.none()


class ScheduleExceptionQuerySet(QuerySet):
    def for_days(self, first: dt.date, last: dt.date):
        """Those that may be about one of these days; of yearly ones only the domain can say."""
        return self.filter(Q(yearly=True) | Q(date_from__lte=last, date_until__gte=first))

    def in_list_order(self, today: dt.date):
        """What is still to come, the next first, yearly ones among it; then what is over."""
        ahead = Q(yearly=True) | Q(date_until__gte=today)
        return self.order_by(
            Case(When(ahead, then=0), default=1),
            Case(When(ahead, then=F("date_from"))),
            "-date_from",
            "pk",
        )


class OutboxMessageQuerySet(QuerySet):
    def due(self, now: dt.datetime):
        """Messages to send now: waiting ones, and those whose sender vanished with its lease."""
        return self.filter(
            Q(status=MessageStatus.QUEUED, not_before__lte=now)
            | Q(status=MessageStatus.SENDING, leased_until__lte=now)
        ).order_by("not_before", "pk")

    def waiting(self):
        """Messages that are still to be sent."""
        return self.filter(status__in=[MessageStatus.QUEUED, MessageStatus.SENDING])

    def waiting_for_server(self):
        """Those whose last try did not get as far as the mail server's door."""
        return self.filter(status=MessageStatus.QUEUED, unreached_at__isnull=False)

    def failed(self):
        return self.filter(status=MessageStatus.FAILED)

    def late(self, now: dt.datetime):
        """Waiting for more than ten minutes: past their time, or in spite of a try."""
        since = now - dt.timedelta(minutes=10)
        return self.waiting().filter(
            Q(not_before__lt=since) | Q(attempts__gt=0), created_at__lt=since
        )

    def in_trouble(self, now: dt.datetime):
        """Failed or late: somebody should look."""
        return self.failed() | self.late(now)
