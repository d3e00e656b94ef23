"""Every kind of mail, by name. A new one is a row in the module of those it is like."""

from collections.abc import Mapping
from typing import Final

from .around_visits import AFTER_CARE, AROUND_KINDS, REMINDER
from .base import COMMON, Audience, MailKind, Method
from .notices import NOTICES
from .of_requests import REQUEST_KINDS
from .of_visits import VISIT_KINDS
from .of_waiting import WAITING_KINDS

KINDS: Final[Mapping[str, MailKind]] = {
    kind.name: kind
    for kind in (*REQUEST_KINDS, *WAITING_KINDS, *VISIT_KINDS, *AROUND_KINDS, *NOTICES)
}

__all__ = ["AFTER_CARE", "COMMON", "KINDS", "REMINDER", "Audience", "MailKind", "Method"]
