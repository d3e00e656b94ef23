"""The page of one mail: how it goes, and sending it again."""

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.errors import BadAddress, CannotSendAgain, Refused, StaleVersion
from ..domain.resending import (
    MAIL_CHANGED,
    NOT_FAILED,
    going_along,
    is_to_client,
    put_aside,
    send_again,
    why_not_again,
)
from ..models import AuditEvent, OutboxMessage
from ..statuses import MessageStatus
from . import addresses
from .actions import Action
from .form_page import RowFormPage
from .forms.base import VersionForm
from .generic import DetailView
from .permissions import ANSWER_REQUESTS
from .timeline import mail_words


class SendAgainAction(Action):
    def is_possible(self, row: OutboxMessage) -> bool:
        return not why_not_again(row)


class PutAsideAction(Action):
    def is_possible(self, row: OutboxMessage) -> bool:
        return row.status == MessageStatus.FAILED


MAIL_ACTIONS: Final = (
    SendAgainAction(name="send_again", label=gettext_lazy("Send again")),
    PutAsideAction(name="put_aside", label=gettext_lazy("Put aside")),
)


class SendAgainForm(VersionForm):
    to = forms.EmailField(
        label=gettext_lazy("Send it to"),
        max_length=254,
        error_messages={
            "required": BadAddress.message,
            "invalid": BadAddress.message,
            "max_length": gettext_lazy("Enter an email address of at most 254 characters"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    from_now_on = forms.BooleanField(
        label=gettext_lazy("Also use this address from now on"),
        required=False,
        help_text=gettext_lazy(
            "Corrects the request and the client’s record. The client’s link in earlier mails "
            "ends; the next mail brings another."
        ),
    )

    def __init__(self, *args: Any, row: OutboxMessage, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["to"] = row.recipient
        if not is_to_client(row):
            del self.fields["from_now_on"]

    def field_of(self, refused: Refused) -> str | None:
        return "to" if isinstance(refused, BadAddress) else None


class MailPage(DetailView):
    """A mail as it was or will be sent, and how that goes."""

    template_name = "bookings/staff/mail.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().defer(None).select_related("request", "appointment")

    def get_page_title(self) -> str:
        return mail_words(self.object)

    @cached_property
    def may_answer(self) -> bool:
        return self.request.user.has_perm(ANSWER_REQUESTS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.may_answer:
            kwargs = self._sending_again() | kwargs
        return super().get_context_data(**kwargs)

    def _sending_again(self) -> dict[str, Any]:
        reason = why_not_again(self.object)
        return {
            "may_answer": True,
            "why_not": reason,
            "again": None if reason else SendAgainForm(row=self.object),
            "going_along": [] if reason else going_along(self.object),
            "can_put_aside": self.object.status == MessageStatus.FAILED,
        }


class MailForm(RowFormPage, MailPage):
    """A form that stands on the mail's own page, where a refusal is shown too."""

    actions = MAIL_ACTIONS
    stale = StaleVersion(MAIL_CHANGED)

    def perform(self, **answers: Any) -> str:
        return self.give(message_id=self.object.pk, **answers)

    def give(self, **answers: Any) -> str:
        raise NotImplementedError

    def history(self) -> QuerySet[AuditEvent]:
        """A mail has none of its own: what happened with the request that it is about."""
        request = self.object.request
        return request.events.all() if request else AuditEvent.objects.none()

    def done_url(self) -> str:
        return addresses.mail_detail(self.object.pk)


class SendAgain(MailForm):
    name = "send_again"
    form_class = SendAgainForm

    @property
    def not_so(self) -> CannotSendAgain:
        return CannotSendAgain(why_not_again(self.object))

    def give(self, **answers: Any) -> str:
        _first, *others = send_again(**answers)
        done = _("On its way to %(address)s.") % {"address": answers["to"]}
        if not others:
            return done
        return (
            done
            + " "
            + _("These went along: %(mails)s.")
            % {"mails": ", ".join(other.subject for other in others)}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"again": self.form} if self.is_possible else {}
        return super().get_context_data(**shown, **kwargs)


class PutAside(MailForm):
    name = "put_aside"
    not_so = CannotSendAgain(NOT_FAILED)

    def give(self, **answers: Any) -> str:
        put_aside(**answers)
        return _("Put aside: it is not sent, and no longer counts as trouble.")


MAIL_FORMS: Final = (SendAgain, PutAside)
