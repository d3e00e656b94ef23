"""An export as one file: the same as data, and as a page to read."""

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from home.models import PracticeSettings

from ...domain.people.export import Data
from .words import LABELS

TYPE: Final = "application/zip"


@dataclass(frozen=True)
class Piece:
    """One labelled value of the page: of `words`, or of more pieces, each a list of them."""

    label: str
    words: Any = None
    entries: tuple[tuple["Piece", ...], ...] = ()


def archive(data: Data) -> bytes:
    """A ZIP of data.json and data.html; times of the page in the practice's zone."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        zipped.writestr("data.json", text)
        with timezone.override(PracticeSettings.current().zone):
            page = {"pieces": _pieces(data), "practice": data["practice"]}
            zipped.writestr(
                "data.html", render_to_string("bookings/staff/people/readable.html", page)
            )
    return file.getvalue()


def _pieces(data: Data) -> tuple[Piece, ...]:
    return tuple(_piece(key, value) for key, value in data.items() if value not in ("", [], None))


def _piece(key: str, value: Any) -> Piece:
    label = str(LABELS.get(key, key))
    if isinstance(value, dict):
        return Piece(label, entries=(_pieces(value),))
    if isinstance(value, list) and isinstance(value[0], dict):
        return Piece(label, entries=tuple(_pieces(one) for one in value))
    if isinstance(value, list):
        return Piece(label, ", ".join(value))
    return Piece(label, value)
