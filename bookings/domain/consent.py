from django.utils import timezone, translation

from ..models import ConsentText


def current_consent_text() -> ConsentText:
    """The wording in force: the newest published in the visitor's language, else in any.

    The first one comes with the database (migration 0002).
    """
    language = translation.get_language() or ""
    texts = ConsentText.objects.filter(published_at__lte=timezone.now()).order_by("-version")
    return next((text for text in texts if text.language == language), texts[0])
