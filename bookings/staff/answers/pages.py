"""Answers with a page on which something is typed or chosen, or asked once more."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain import places_in_line, transitions
from ...domain.clients import duplicates_of
from ...domain.consent_withdrawal import withdraw_consent
from ..forms.answers import AskForm, AssignForm, DeclineForm, DuplicateForm
from ..forms.base import DeskForm
from .base import AnswerPage


class Decline(AnswerPage):
    name = "decline"
    form_class = DeclineForm
    template_name = "bookings/staff/decline.html"

    def give(self, **answers: Any) -> str:
        transitions.decline(**answers)
        return _("Declined.") + f" {self.client_is_told()}"


class Ask(AnswerPage):
    name = "ask"
    form_class = AskForm
    template_name = "bookings/staff/ask.html"

    def give(self, **answers: Any) -> str:
        transitions.ask(**answers)
        return _("The question is kept with the request.") + f" {self.client_is_told()}"


class Assign(AnswerPage):
    name = "assign"
    form_class = AssignForm
    template_name = "bookings/staff/assign.html"

    def give(self, **answers: Any) -> str:
        person = transitions.assign(**answers).assigned_to
        if person is None:
            return _("Nobody has it now.")
        return _("%(name)s has it now.") % {"name": person.get_full_name() or person.get_username()}


class Duplicate(AnswerPage):
    name = "duplicate"
    form_class = DuplicateForm
    template_name = "bookings/staff/duplicate.html"

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        return super().make_form(data, likely=duplicates_of(self.object), **options)

    def get_initial(self) -> dict[str, Any]:
        """The one that the request's page names as a possible duplicate."""
        return {"of": self.request.GET.get("of", "")}

    def give(self, **answers: Any) -> str:
        first = transitions.mark_duplicate(**answers).duplicate_of
        return _("Closed as a duplicate of %(reference)s.") % {"reference": first.reference}


class Sure(AnswerPage):
    """Nothing to type: it says what follows, and asks once more."""

    template_name = "bookings/staff/sure.html"
    what_follows: Promise
    is_final = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            what_follows=self.what_follows, is_final=self.is_final, **kwargs
        )


class Spam(Sure):
    name = "spam"
    what_follows = gettext_lazy(
        "This is for good: the request leaves the desk, and nothing is mailed to anybody."
    )

    def give(self, **answers: Any) -> str:
        transitions.mark_spam(**answers)
        return _("Marked as spam.")


class Withdraw(Sure):
    name = "withdraw"
    what_follows = gettext_lazy(
        "For a client who has called to take the request back. It is closed for good, offered "
        "times are free again, and nothing is mailed to anybody."
    )

    def give(self, **answers: Any) -> str:
        transitions.withdraw(**answers)
        return _("Taken back by the client.")


class WithdrawConsent(Sure):
    name = "withdraw_consent"
    what_follows = gettext_lazy(
        "For a client who has called to withdraw consent. What is kept of their health is deleted "
        "for good: safety questions, notes, areas of pain, answers, and what was treated. The "
        "request and the appointment stay, and nothing is mailed to anybody."
    )

    def give(self, **answers: Any) -> str:
        withdraw_consent(**answers)
        return _("Consent withdrawn, and what was kept under it is deleted.")


class Waitlist(Sure):
    name = "waitlist"
    is_final = False
    what_follows = gettext_lazy(
        "The request waits until a time is free, and the client is told so by mail."
    )

    def give(self, **answers: Any) -> str:
        places_in_line.put_on_waitlist(**answers)
        return _("On the waiting list.") + f" {self.client_is_told()}"
