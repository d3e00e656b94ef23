"""What was uploaded waits here for its review: private, and thrown away after a day.

Wagtail's table of half-finished uploads holds it. Its files lie in the media folder, so each has
a name that nobody can guess and an ending that no browser opens.
"""

import datetime as dt
import secrets
from pathlib import PurePath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst, slugify
from wagtail.models import UploadedFile

from blog.importing.compose import compose
from blog.importing.draft import Draft
from blog.importing.files import read_file, read_pasted
from blog.importing.parts import Reading
from blog.importing.pictures import check_pictures
from blog.models import ArticlePage

PASTED = ".pasted"
KEPT = dt.timedelta(days=1)


def waiting_for(user: Any) -> QuerySet[UploadedFile]:
    return _all().filter(uploaded_by_user=user)


def keep(data: bytes, name: str, *, user: Any) -> UploadedFile:
    """Keep a file, or pasted text under the name PASTED, until its review."""
    throw_away_old()
    path = PurePath(name)
    ending = path.suffix.lower() or PASTED
    stem = slugify(path.stem.lstrip("."))[:60] if ending != PASTED else ""
    kept = UploadedFile(for_content_type=_content_type(), uploaded_by_user=user)
    kept.file.save(f"{secrets.token_hex(16)}.{stem}{ending}.bin", ContentFile(data), save=True)
    return kept


def read(name: str, data: bytes) -> Reading:
    """Raises Refused."""
    return read_pasted(data.decode()) if name == PASTED else read_file(data, name)


def draft_of(kept: UploadedFile, *, user: Any) -> Draft:
    """The draft that it makes, the same each time. Raises Refused."""
    _token, stem, ending, _bin = PurePath(kept.file.name).name.split(".")
    with kept.file.open() as file:
        reading = read(f"{stem}.{ending}" if stem else f".{ending}", file.read())
    draft = compose(reading, fallback_title=capfirst(stem.replace("-", " ")))
    check_pictures(draft, user=user)
    return draft


def throw_away(kept: UploadedFile) -> None:
    """Remove the row, and the file once that is certain."""
    storage, name = kept.file.storage, kept.file.name
    kept.delete()
    transaction.on_commit(lambda: storage.delete(name))


def throw_away_old() -> None:
    """Remove what nobody has looked through for a day; the worker asks for it in every round."""
    for kept in _all():
        try:
            is_old = kept.file.storage.get_modified_time(kept.file.name) < timezone.now() - KEPT
        except FileNotFoundError:
            is_old = True
        if is_old:
            throw_away(kept)


def _all() -> QuerySet[UploadedFile]:
    return UploadedFile.objects.filter(for_content_type=_content_type())


def _content_type() -> ContentType:
    return ContentType.objects.get_for_model(ArticlePage)
