"""A mail of the outbox as it goes out (MIME), with what is filled in only then."""

import email.policy
from email.message import EmailMessage
from typing import Any

from django.core.mail import EmailMultiAlternatives

from ..models import OutboxMessage
from ..notifications import MANAGE_LINK
from ..notifications.accounts import ACCOUNT, PASSWORD_LINK, account_of, password_url
from ..notifications.kinds import KINDS, Audience
from .manage import manage_url


class CalendarMail(EmailMultiAlternatives):
    """Carries `calendar`, an iCalendar object, as one more way of saying the same (RFC 6047).

    It is the last of the alternatives, where Gmail, Outlook and Apple Mail look for it, and the
    only copy: a file attached besides is offered as a second thing to open, and servers that
    rewrite the one and not the other make two of it. Whose program shows no calendar has the
    file on the client's own page.
    """

    calendar: str = ""
    calendar_method: str = ""

    def message(self, *, policy: Any = email.policy.default) -> EmailMessage:
        """As Django makes it, and the calendar part."""
        message = super().message(policy=policy)
        if self.calendar:
            # As bytes, hence in base64: as text its ends of lines would not stay CRLF.
            message.add_alternative(
                self.calendar.encode(),
                maintype="text",
                subtype="calendar",
                params={"charset": "utf-8", "method": self.calendar_method},
            )
        return message


def email_of(message: OutboxMessage) -> CalendarMail:
    """The mail of a row. The client's own link is put in here, so that no row holds it, and
    into mails to the client only, whatever somebody typed who knows how the place is marked.
    """
    link = MANAGE_LINK
    text = message.text
    if message.template == ACCOUNT and (user := account_of(message)):
        text = text.replace(PASSWORD_LINK, password_url(user))
    if message.request and KINDS[message.template].audience == Audience.CLIENT:
        link = manage_url(message.request)
    mail = CalendarMail(
        subject=message.subject,
        body=text.replace(MANAGE_LINK, link),
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message.message_id,
            # RFC 3834: no out-of-office answers to these.
            "Auto-Submitted": "auto-generated",
        },
    )
    if message.html:
        mail.attach_alternative(message.html.replace(MANAGE_LINK, link), "text/html")
    mail.calendar, mail.calendar_method = message.calendar, message.calendar_method
    return mail
