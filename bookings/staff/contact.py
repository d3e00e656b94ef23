"""Ways to reach a client: what a thumb presses on a phone."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..contacts import main_number
from ..models import BookingRequest, Client


@dataclass(frozen=True)
class Link:
    url: str
    verb: Promise
    shown: str
    icon: str

    @property
    def is_text(self) -> bool:
        """Of two ways to one number the one that says less by the number alone."""
        return self.url.startswith("sms:")


def links(person: BookingRequest | Client) -> list[Link]:
    """Call, text and write, as far as the client gave what it takes."""
    subject = ""
    if isinstance(person, BookingRequest):
        subject = gettext("Your request %s") % person.reference
    found = []
    if number := dialled(person.phone):
        found.append(Link(f"tel:{number}", _("Call"), person.phone, "mobile-alt"))
        found.append(
            Link(f"sms:{number}", pgettext_lazy("send an SMS", "Text"), person.phone, "comment")
        )
    if person.email:
        address = f"mailto:{quote(person.email, safe='@+')}"
        address += f"?subject={quote(subject)}" if subject else ""
        found.append(Link(address, _("Write"), person.email, "mail"))
    return found


def dialled(phone: str) -> str:
    """What a telephone dials of a number as people write it; without its extension."""
    main = main_number(phone)
    digits = re.sub(r"\D", "", main.replace("(0)", ""))
    plus = "+" if main.strip().startswith("+") else ""
    return plus + digits if digits else ""
