"""What the desk says of the person behind a request: whose record it may be, who came before."""

from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ..contacts import are_alike, normalised_email, normalised_phone
from ..domain.clients import suggestions
from ..models import BookingRequest, Client


@dataclass(frozen=True)
class Suggested:
    """Somebody whom the practice knows, and what is alike, in words."""

    client: Client
    alike: list[str]


def suggested(request: BookingRequest) -> list[Suggested]:
    return [Suggested(client, _alike(client, request)) for client in suggestions(request)]


def _alike(client: Client, request: BookingRequest) -> list[str]:
    email, phone = normalised_email(request.email), normalised_phone(request.phone)
    signs = {
        _("the name"): are_alike(client.name, request.name),
        _("the email address"): email and email == normalised_email(client.email),
        _("the phone number"): phone and phone == normalised_phone(client.phone),
    }
    return [words for words, is_so in signs.items() if is_so]


def visits_before(request: BookingRequest) -> dict[str, object]:
    """`count` and `last` of the visits that the request's client has had; one query."""
    had = request.client.appointments.took_place(timezone.now())
    return had.exclude(request=request).aggregate(count=Count("pk"), last=Max("start"))
