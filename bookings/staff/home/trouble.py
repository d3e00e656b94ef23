"""The banner while mails fail or wait too long: on the admin's home page and above the lists."""

from typing import Any

from django.http import HttpRequest

from ..numbers import MAIL_TROUBLE, numbers
from ..permissions import VIEW_MAIL


def mail_trouble(request: HttpRequest) -> dict[str, Any]:
    """What bookings/staff/mail_trouble.html shows; nothing for those who may see no mail."""
    if not request.user.has_perm(VIEW_MAIL):
        return {}
    return {"trouble": numbers(request)[MAIL_TROUBLE]}
