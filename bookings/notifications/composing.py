"""A kind of mail and what it is about become a subject, a text and an HTML page."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import translation

from .kinds import MailKind
from .occasion import Occasion
from .placeholders import value_of
from .wording import Wording
from .words import fill, fill_line


@dataclass(frozen=True, kw_only=True)
class Composed:
    subject: str
    text: str
    html: str


def compose(kind: MailKind, about: Occasion, wording: Wording, language: str) -> Composed:
    """The mail in `language`. `wording` must have no problems (see wording.py)."""
    about = replace(about, link_label=kind.link_label)
    with translation.override(language):

        def values(name):
            return value_of(about, name)

        subject = fill_line(wording.subject, values)
        text, html = fill(wording.body, values)
        context = {
            "about": about,
            "practice": about.practice,
            "language": language,
            "subject": subject,
            "text": text,
            "html": html,
        }
        return Composed(
            subject=subject,
            text=render_to_string("bookings/emails/mail.txt", context).strip() + "\n",
            html=render_to_string("bookings/emails/mail.html", context),
        )
