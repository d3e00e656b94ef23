"""Ways to reach a client: what a thumb presses on a phone."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import BookingRequest


@dataclass(frozen=True)
class Link:
    url: str
    verb: Promise
    shown: str
    icon: str


def links(request: BookingRequest) -> list[Link]:
    """Call, text and write, as far as the client gave what it takes."""
    found = []
    if number := dialled(request.phone):
        found.append(Link(f"tel:{number}", _("Call"), request.phone, "mobile-alt"))
        found.append(Link(f"sms:{number}", _("Text"), request.phone, "comment"))
    if request.email:
        address = quote(request.email, safe="@+")
        subject = quote(gettext("Your request %s") % request.reference)
        found.append(Link(f"mailto:{address}?subject={subject}", _("Write"), request.email, "mail"))
    return found


def dialled(phone: str) -> str:
    """What a telephone dials of a number as people write it; without its extension."""
    main = re.split(r"(?i)ext|x|#|;|,|/", phone, maxsplit=1)[0]
    digits = re.sub(r"\D", "", main.replace("(0)", ""))
    plus = "+" if main.strip().startswith("+") else ""
    return plus + digits if digits else ""
