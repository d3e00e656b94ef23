"""Consent to keep what a client says about health: in which words, by whom, and until when.

Each request has one record, of the latest consent. What it replaces is in the audit trail: every
consent that was given after the request, and every withdrawal, with the words that it was to.
"""

from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import Actor, BookingRequest, ConsentRecord, ConsentText
from . import audit
from .wording import in_force, publish

# The audit's words; the language and the version of the text follow after a colon.
GIVEN: Final = "consent given"
WITHDRAWN: Final = "consent withdrawn"


def current_consent_text() -> ConsentText:
    """The wording in force. The first one comes with the database (migration 0002)."""
    text = in_force(ConsentText)
    if text is None:
        raise ConsentText.DoesNotExist
    return text


def publish_consent_text(*, language: str, text: str, after: int, by: User) -> ConsentText:
    """Ask for consent in these words from now on; whoever agreed before agreed to the old ones.

    `after` is the newest version that `by` saw, 0 for none. Raises NewerWording.
    """
    return publish(
        ConsentText.objects.all(),
        language=language,
        after=after,
        text=text,
        then=lambda _text: audit.record("consent text published", by=by),
    )


def consent_of(request: BookingRequest) -> ConsentRecord | None:
    """The latest consent, living or withdrawn; no query after `select_related("consent")`."""
    return getattr(request, "consent", None)


def living_consent(request: BookingRequest) -> ConsentRecord | None:
    """The consent under which something about health may be kept; None: it must be asked for."""
    record = consent_of(request)
    return record if record and record.withdrawn_at is None else None


def give_consent(request: BookingRequest, text: ConsentText) -> None:
    """The client agrees to these words, from now on. The caller has locked the request."""
    ConsentRecord.objects.update_or_create(
        request=request,
        defaults={"text": text, "given_at": timezone.now(), "withdrawn_at": None},
    )
    audit.record(f"{GIVEN}: {text}", request=request, actor=Actor.CLIENT)
