"""Words that visitors agree to or answer, kept as versions. A published one never changes."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

from ..models import ConsentText, Screening
from .errors import NewerWording


def in_force[T: (ConsentText, Screening)](model: type[T], *along: str) -> T | None:
    """The newest published in the visitor's language, else in any; what is related comes `along`.

    Requests share it: nobody may change it.
    """
    language, now = translation.get_language() or "", timezone.now()
    published = [row for row in _versions(model, *along) if row.published_at <= now]
    fallback = published[0] if published else None
    return next((row for row in published if row.language == language), fallback)


@remembered(Stamp.PAGES)
def _versions[T: (ConsentText, Screening)](model: type[T], *along: str) -> list[T]:
    """All of them, the newest first: which are published by now is for the clock to say."""
    return list(model.objects.prefetch_related(*along).order_by("-version"))


def newest_version[T: (ConsentText, Screening)](versions: QuerySet[T], language: str) -> int:
    """The number of the newest version in a language, 0 where there is none."""
    numbers = versions.filter(language=language).order_by("-version")
    return numbers.values_list("version", flat=True).first() or 0


def publish[T: (ConsentText, Screening)](
    versions: QuerySet[T],
    *,
    language: str,
    after: int,
    then: Callable[[T], Any],
    **words: Any,
) -> T:
    """The version that follows `after`, the newest that the person saw; `then` completes it.

    Raises NewerWording.
    """
    if newest_version(versions, language) != after:
        raise NewerWording
    try:
        with transaction.atomic():
            published = versions.create(
                version=after + 1, language=language, published_at=timezone.now(), **words
            )
            then(published)
            return published
    except IntegrityError as error:
        raise NewerWording from error
