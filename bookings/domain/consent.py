from django.contrib.auth.models import User

from ..models import ConsentText
from . import audit
from .wording import in_force, publish


def current_consent_text() -> ConsentText:
    """The wording in force. The first one comes with the database (migration 0002)."""
    text = in_force(ConsentText.objects.all())
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
