"""What the address of the inbox may say: search, filters, and how each narrows the list.

Whatever makes no sense there is passed over, so that a bookmark outlives the person or the
service that it names.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.models import PracticeSettings
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from services.models import ServicePage

from ...models import BookingRequest, ClientReply, OutboxMessage, Practitioner, ScreeningOutcome
from ...statuses import OPEN_REQUESTS, RequestStatus
from ...times import MIDNIGHT, ONE_DAY, edge
from ..fields import DayField
from ..permissions import ANSWER_REQUESTS, VIEW_MAIL

# More is no name, address or number, but something pasted.
LONGEST_SEARCH: Final = 200
SOON: Final = dt.timedelta(days=1)

type Rows = QuerySet[BookingRequest]


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def unread(rows: Rows) -> Rows:
    to_read = [ScreeningOutcome.CAUTION, ScreeningOutcome.ASK]
    return rows.filter(
        status__in=OPEN_REQUESTS,
        screening_outcome__in=to_read,
        screening_acknowledged_at__isnull=True,
    )


def answered(rows: Rows) -> Rows:
    replied = ClientReply.objects.values("request")
    return rows.filter(status=RequestStatus.IN_REVIEW, pk__in=replied)


def lapsing(rows: Rows) -> Rows:
    return rows.filter(status__in=OPEN_REQUESTS, expires_at__lte=timezone.now() + SOON)


def not_mailed(rows: Rows) -> Rows:
    failed = OutboxMessage.objects.failed().filter(request__isnull=False)
    return rows.filter(pk__in=failed.values("request"))


SIGNS: Final[dict[str, tuple[Promise, Callable[[Rows], Rows]]]] = {
    "unread": (_("Safety questions unread"), unread),
    "answered": (_("Question answered"), answered),
    "lapsing": (_("Lapses soon"), lapsing),
    "not_mailed": (_("Mail failed"), not_mailed),
}


@remembered(Stamp.PEOPLE)
def who_answers() -> list[tuple[int, str]]:
    """Accounts that may answer requests, by name."""
    people = User.objects.with_perm(ANSWER_REQUESTS).filter(is_active=True)
    in_order = people.order_by("first_name", "last_name", "username")
    return [(person.pk, name_of(person)) for person in in_order]


@remembered(Stamp.PAGES)
def service_choices() -> list[tuple[int, str]]:
    return list(ServicePage.objects.order_by("title").values_list("pk", "title"))


@remembered(Stamp.PAGES)
def active_practitioners() -> list[tuple[int, str]]:
    return list(Practitioner.objects.active().values_list("pk", "name"))


class Narrowing(forms.Form):
    """A form that is sent by GET; `chosen` is what it says, by the names of its fields."""

    q = forms.CharField(label=_("Name, email, phone or reference"), required=False)
    assigned_to = forms.ChoiceField(label=_("Assigned to"), required=False)
    service = forms.ChoiceField(label=_("Service"), required=False)
    practitioner = forms.ChoiceField(label=_("Who offers it"), required=False)
    flag = forms.ChoiceField(label=_("Flag"), required=False)
    received_from = DayField(label=_("Received from"), required=False)
    received_to = DayField(label=_("Received until"), required=False)

    use_required_attribute = False

    def __init__(self, sent: QueryDict, *, user: User) -> None:
        # A NUL is no character that anybody searches for: with it nothing is found, see `find`.
        super().__init__(sent, label_suffix="", auto_id="narrow_%s")
        self.user = user
        self.fields["q"].validators.clear()
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search", "maxlength": 200})
        others = [(key, name) for key, name in who_answers() if key != user.pk]
        self._offer("assigned_to", [("me", _("Me")), ("nobody", _("Nobody")), *others])
        self._offer("service", service_choices())
        self._offer("practitioner", active_practitioners())
        signs = {name: label for name, (label, _narrow) in SIGNS.items()}
        if not user.has_perm(VIEW_MAIL):
            del signs["not_mailed"]
        self._offer("flag", signs.items())
        self.full_clean()
        self.chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if self.text:
            self.chosen["q"] = self.text[: LONGEST_SEARCH + 1]
        self._forget_the_rest()

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [("", _("All"))] + [(str(key), word) for key, word in choices]

    def _forget_the_rest(self) -> None:
        """Show what counts, and nothing as wrong."""
        self.errors.clear()
        self.data = QueryDict(self.query)

    @property
    def query(self) -> str:
        """The same as a part of an address, and as short as it can be."""
        return urlencode({name: str(value) for name, value in self.chosen.items()})

    @property
    def text(self) -> str:
        return self.chosen.get("q", "")

    @property
    def filters(self) -> list[forms.BoundField]:
        """The fields that are no search."""
        return [field for field in self if field.name != "q"]

    @property
    def number(self) -> int:
        """Of filters that are set; a search is none."""
        return len(self.chosen.keys() - {"q"})

    def find(self, rows: Rows) -> Rows:
        """Of `rows` those that fit the search and every filter."""
        if self.text:
            hopeless = "\x00" in self.text or len(self.text) > LONGEST_SEARCH
            rows = rows.none() if hopeless else rows.matching(self.text)
        for name, narrow in {
            "assigned_to": self._assigned,
            "service": lambda rows, key: rows.filter(service=key),
            "practitioner": lambda rows, key: rows.filter(service__in=_offered_by(key)),
            "flag": lambda rows, name: SIGNS[name][1](rows),
            "received_from": lambda rows, day: rows.filter(created_at__gte=_begin(day)),
            "received_to": lambda rows, day: rows.filter(created_at__lt=_begin(day + ONE_DAY)),
        }.items():
            if name in self.chosen:
                rows = narrow(rows, self.chosen[name])
        return rows

    def _assigned(self, rows: Rows, to: str) -> Rows:
        if to == "nobody":
            return rows.filter(assigned_to__isnull=True)
        return rows.filter(Q(assigned_to=self.user.pk if to == "me" else to))


def _offered_by(practitioner: str) -> QuerySet:
    return Practitioner.objects.filter(pk=practitioner).values("services")


def _begin(day: dt.date) -> dt.datetime:
    return edge(day, MIDNIGHT, PracticeSettings.current().zone)
