"""How rows are found by what somebody types: one condition for each way.

Each of them is met by an index, their sum by none; so each is asked for by itself, and a list
(capped.py) puts together what they find.
"""

import re

from django.contrib.auth.models import User
from django.db.models import Q, Value
from django.db.models.functions import Concat

from ..domain.references import REFERENCE_LETTERS
from ..models import BookingRequest, Client
from .timeline import EVENT_WORDS

# Of fewer letters there are no trigrams, which is what the indexes are made of.
FEWEST_LETTERS = 3


def visit_ways(text: str) -> list[Q]:
    """Visits by who comes (name, email address, phone, the request's reference) or what for."""
    return [
        Q(request__in=BookingRequest.objects.matching(text)),
        Q(client__in=Client.objects.matching(text)),
        _has("service_name", text),
    ]


def mail_ways(text: str) -> list[Q]:
    """Mails by subject, address or the reference of the request that they are about."""
    return [_has("subject", text), _has("recipient", text), *_of_requests(text)]


def event_ways(text: str) -> list[Q]:
    """Lines of the log by what was done, to which request, by whom or from which network.

    What was done and by whom in the words that the list has for it, too.
    """
    ways = [_has("action", text), _has("network", text), *_of_requests(text)]
    # Keys, not parts of the query: whether there are any decides how it is best done.
    if accounts := _accounts(text):
        ways.append(Q(user__in=accounts))
    if deeds := [deed for deed, words in EVENT_WORDS.items() if _is_in(str(words), text)]:
        ways.append(Q(action__in=deeds))
        about = [("action__istartswith", f"{deed}: ") for deed in deeds]
        ways.append(Q(*about, _connector=Q.OR))
    return ways


def _accounts(text: str) -> list[int]:
    found = User.objects.alias(full_name=Concat("first_name", Value(" "), "last_name"))
    found = found.filter(_has("username", text) | _has("full_name", text))
    return list(found.values_list("pk", flat=True))


def _is_in(words: str, text: str) -> bool:
    """As `_has`, of words that are no row's."""
    text = text if len(text) >= FEWEST_LETTERS else f" {text}"
    return text.casefold() in f" {words}".casefold()


def _has(field: str, text: str) -> Q:
    """Any part of it; where there is too little for that, the beginning of a word."""
    if len(text) >= FEWEST_LETTERS:
        return Q(**{f"{field}__icontains": text})
    return Q(**{f"{field}__istartswith": text}) | Q(**{f"{field}__icontains": f" {text}"})


def _of_requests(text: str) -> list[Q]:
    """The requests with that in their reference; no way at all for what can be in none.

    With the hyphen or without it. The index is of all that a request is searched by, of which
    only the reference counts here.
    """
    typed = text.upper()
    if len(typed) > len("BCD-FGH") or not set(typed) <= {*REFERENCE_LETTERS, "-"}:
        return []
    if re.fullmatch(r"\w{6}", typed):
        typed = f"{typed[:3]}-{typed[3:]}"
    found = BookingRequest.objects.filter(_has("search", typed), reference__contains=typed)
    return [Q(request__in=found)]
