"""What can be done to several requests at once."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...domain import transitions
from ...models import BookingRequest
from ...statuses import RequestStatus
from ..forms.answers import AssignTo, DeclineWords
from .base import BulkPage


class BulkAssign(BulkPage):
    name = "assign"
    form_class = AssignTo
    what_follows = gettext_lazy("Nothing is mailed to anybody.")

    def get_initial(self) -> dict[str, Any]:
        return {"to": self.request.user.pk}

    def do(self, **answers: Any) -> None:
        transitions.assign(**answers)

    def already(self, row: BookingRequest) -> str:
        """One that has just come in is taken on, whoever has it."""
        if not self.form.is_bound or not self.form.is_valid():
            return ""
        to = self.form.cleaned_data["to"]
        if row.assigned_to != to or row.status == RequestStatus.RECEIVED:
            return ""
        if to is None:
            return _("Nobody has it already.")
        name = to.get_full_name() or to.get_username()
        return _("%(name)s has it already.") % {"name": name}

    def titled(self) -> str:
        return _("Give to somebody")

    def counted(self, number: int) -> str:
        words = ngettext("Give %(count)d request", "Give %(count)d requests", number)
        return words % {"count": number}

    def done_words(self, number: int) -> str:
        words = ngettext("%(count)d request given.", "%(count)d requests given.", number)
        return words % {"count": number}


class BulkDecline(BulkPage):
    name = "decline"
    form_class = DeclineWords
    writes_to_clients = True
    what_follows = gettext_lazy(
        "Each of these clients is told by a mail of their own. They all read the same message."
    )

    def do(self, **answers: Any) -> None:
        transitions.decline(**answers)

    def already(self, row: BookingRequest) -> str:
        return _("It is declined already.") if row.status == RequestStatus.DECLINED else ""

    def titled(self) -> str:
        return _("Decline requests")

    def counted(self, number: int) -> str:
        words = ngettext("Decline %(count)d request", "Decline %(count)d requests", number)
        return words % {"count": number}

    def done_words(self, number: int) -> str:
        words = ngettext(
            "%(count)d request declined. Mails are on their way, where there is an address.",
            "%(count)d requests declined. Mails are on their way, where there is an address.",
            number,
        )
        return words % {"count": number}


class BulkQuarantine(BulkPage):
    name = "quarantine"
    what_follows = gettext_lazy(
        "They look like spam: out of the way until somebody releases them, or marks them as spam "
        "for good. Nothing is mailed to anybody."
    )

    def do(self, **answers: Any) -> None:
        transitions.quarantine(**answers)

    def already(self, row: BookingRequest) -> str:
        is_there = row.status == RequestStatus.QUARANTINED
        return _("It is in quarantine already.") if is_there else ""

    def titled(self) -> str:
        return _("Quarantine requests")

    def counted(self, number: int) -> str:
        words = ngettext(
            "Put %(count)d request into quarantine",
            "Put %(count)d requests into quarantine",
            number,
        )
        return words % {"count": number}

    def done_words(self, number: int) -> str:
        words = ngettext(
            "%(count)d request put into quarantine.",
            "%(count)d requests put into quarantine.",
            number,
        )
        return words % {"count": number}
