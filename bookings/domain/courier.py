"""Handing mails to the mail server, one after the other over one connection.

Any Django mail backend will do (settings.MAILERS). What is said of SMTP here, the others pass over.
"""

import smtplib
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Self

from django.core.mail import EmailMessage, mailers
from django.utils.translation import gettext as _

ALIVE: Final = 250


class ServerUnreachable(Exception):
    """No connection, or no log-in: trouble of the server, not of a mail. `__cause__` is what."""


class Courier:
    """Sends mails while it is open. The connection is made for the first one, and again for the
    next one after a mail that went wrong, or when the server has closed it in between.

    `is_lost` once the server could not be reached or has fallen silent: whoever has more to send
    had better wait a while than ask again.
    """

    def __init__(self) -> None:
        self.is_lost = False
        self._backend: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def reach(self) -> bool:
        """Connect and log in, unless that is done; whether it was not. Raises ServerUnreachable."""
        if self._is_connected():
            return False
        self._close()
        try:
            self._backend = mailers.default
            self._backend.open()
        except Exception as error:
            self._close()
            self.is_lost = True
            raise ServerUnreachable from error
        return True

    def send(self, mail: EmailMessage) -> None:
        """Raises ServerUnreachable, or whatever is wrong with this mail."""
        is_new = self.reach()
        try:
            self._hand_over(mail)
        except smtplib.SMTPSenderRefused:
            # Nothing of the mail has been taken yet. Many servers say so after so many mails of
            # one connection; on a new one it is meant.
            if is_new:
                raise
            self.reach()
            self._hand_over(mail)

    def _hand_over(self, mail: EmailMessage) -> None:
        try:
            self._backend.send_messages([mail])
        except Exception as error:
            self.is_lost = is_silence(error)
            self._close()
            raise

    def _is_connected(self) -> bool:
        """Asked of the server, because a mail that meets a closed connection has been tried."""
        if self._backend is None:
            return False
        smtp = getattr(self._backend, "connection", None)
        if not isinstance(smtp, smtplib.SMTP):
            return True
        try:
            return smtp.noop()[0] == ALIVE
        except (smtplib.SMTPException, OSError):
            return False

    def _close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(Exception):  # it was to end anyway
                backend.close()


def is_silence(error: BaseException) -> bool:
    """Whether the server did not answer in time. Of smtplib only the words tell."""
    return isinstance(error, TimeoutError) or (
        isinstance(error, smtplib.SMTPServerDisconnected) and "timed out" in str(error)
    )


def is_for_good(error: BaseException) -> bool:
    """Whether trying again can't help: the server refused the mail (RFC 5321, 4.2.1), or it can't
    be written as one.

    A sender or a log-in that is refused is not the mail's fault: somebody will set that right.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def in_words(error: BaseException) -> str:
    """For staff: what went wrong, with the server's own words."""
    if isinstance(error, ServerUnreachable):
        return _("The mail server could not be reached: %(error)s") % {
            "error": _technical(error.__cause__ or error)
        }
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = "; ".join(_answer(*answer) for answer in error.recipients.values())
        return _("The mail server refused the address: %(answer)s") % {"answer": answers}
    if isinstance(error, smtplib.SMTPResponseException):
        answer = _answer(error.smtp_code, error.smtp_error)
        return _("The mail server refused the mail: %(answer)s") % {"answer": answer}
    if isinstance(error, (smtplib.SMTPServerDisconnected, OSError)):
        return _("The mail server did not finish the conversation: %(error)s") % {
            "error": _technical(error)
        }
    return _technical(error)


def _answer(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"


def _technical(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
