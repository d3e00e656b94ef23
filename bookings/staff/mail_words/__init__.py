"""The words of mails, as the therapist edits them."""

from typing import Final

from django.urls import URLPattern, path

from .listing import MailWordsList
from .preview import PreviewMail
from .write import RestoreWords, WriteWords

LIST: Final = "bookings/mail-words/"
MAIL_WORDS_URLS: Final[list[URLPattern]] = [
    path(LIST, MailWordsList.as_view(), name="bookings_mail_words"),
    path(f"{LIST}<slug:kind>/", WriteWords.as_view(), name="bookings_mail_write"),
    path(f"{LIST}<slug:kind>/preview/", PreviewMail.as_view(), name="bookings_mail_preview"),
    path(f"{LIST}<slug:kind>/original/", RestoreWords.as_view(), name="bookings_mail_restore"),
]
