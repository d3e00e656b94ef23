"""What a mail is about."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from home.models import PracticeSettings

from ..models import Appointment, BookingRequest, RequestPreference
from ..times import instant_words

LINK_LABEL: Final = gettext_lazy("See or change your request")


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """The rows that a mail tells of. `manage_link` is empty where the client has no page of her
    own; `offered` are held visits, `old` is a moved one as it was, `message` words of the desk.
    """

    practice: PracticeSettings
    request: BookingRequest | None = None
    appointment: Appointment | None = None
    offered: Sequence[Appointment] = ()
    old: Appointment | None = None
    message: str = ""
    manage_link: str = ""
    link_label: str | Promise = LINK_LABEL
    desk_url: str = ""
    wishes: Sequence[RequestPreference] | None = None

    def when(self, instant: dt.datetime | None) -> str:
        return instant_words(instant, self.practice.zone) if instant else ""
