"""The practice's own words for mails: kept, taken back, tried. What can't be sent is refused."""

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import MailWording
from ..notifications.kinds import MailKind
from ..notifications.trial import trial_mail
from ..notifications.wording import Wording, body_problems, first_wording, subject_problems
from . import audit
from .errors import NoOwnAddress, StaleWording, UnusableWording
from .transaction import diary_write


def usable(kind: MailKind, *, subject: str, body: str) -> Wording:
    """The words as typed, ready to be sent. Raises UnusableWording, with all that is wrong."""
    wording = Wording.typed(subject, body)
    problems = {
        "subject": subject_problems(kind, wording.subject),
        "body": body_problems(kind, wording.body),
    }
    if any(problems.values()):
        raise UnusableWording(problems)
    return wording


@diary_write
def save_wording(
    *,
    kind: MailKind,
    language: str,
    subject: str,
    body: str,
    seen: dt.datetime | None,
    by: User,
) -> None:
    """Send mails of this kind in these words from now on.

    `seen` is the `changed_at` of the words that the person started from, None for the original
    ones. Typing the original words is going back to them: they follow what a release improves.
    Raises UnusableWording, StaleWording.
    """
    wording = usable(kind, subject=subject, body=body)
    own = _own(kind, language, seen)
    if wording == first_wording(kind, language):
        _restore(own, kind, by)
        return
    own = own or MailWording(kind=kind.name, language=language)
    own.subject, own.body, own.changed_at = wording.subject, wording.body, timezone.now()
    own.save()
    audit.record(f"own words: {kind.name}", by=by)


@diary_write
def restore_first_wording(
    *, kind: MailKind, language: str, seen: dt.datetime | None, by: User
) -> None:
    """Send mails of this kind in the words it comes with. Raises StaleWording."""
    _restore(_own(kind, language, seen), kind, by)


@diary_write
def send_trial_mail(*, kind: MailKind, language: str, subject: str, body: str, by: User) -> None:
    """Send `by` a mail in these words, with sample data. Nothing is kept but the mail.

    Raises UnusableWording, NoOwnAddress.
    """
    wording = usable(kind, subject=subject, body=body)
    if not by.email:
        raise NoOwnAddress
    trial_mail(kind, wording, language, recipient=by.email)
    audit.record(f"test mail: {kind.name}", by=by)


def _own(kind: MailKind, language: str, seen: dt.datetime | None) -> MailWording | None:
    rows = MailWording.objects.select_for_update().filter(kind=kind.name, language=language)
    own = rows.first()
    if (own.changed_at if own else None) != seen:
        raise StaleWording
    return own


def _restore(own: MailWording | None, kind: MailKind, by: User) -> None:
    if own is not None:
        own.delete()
        audit.record(f"first words: {kind.name}", by=by)
