"""Which language the site speaks."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest

from home import last_known
from home.models import PracticeSettings


def practice_language(request: HttpRequest | None = None) -> str:
    """What the practice chose; the last one known while the database does not answer.

    One query without a request. Somebody who asked for a time is written to in the language
    that they asked in (BookingRequest.language), not in this one.
    """
    try:
        return PracticeSettings.load(request).site_language
    except (OperationalError, InterfaceError):
        return last_known.contact().language
