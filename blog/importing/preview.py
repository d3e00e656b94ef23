"""The blocks of a draft as the review page shows them: what each is, and its words."""

import base64
import io
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from PIL import Image as Pillow
from wagtail.blocks import ChoiceBlock, StructBlock

from blog.importing.draft import Draft
from home.blocks import ArticleBody
from home.pictures import CleanPicture

THUMBNAIL = (320, 240)


@dataclass
class Shown:
    label: str
    icon: str
    html: SafeString | str = ""
    lines: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    picture: str = ""  # a data: address
    alt: str = ""
    alt_field: str = ""
    field: BoundField | None = None


def shown(draft: Draft) -> list[Shown]:
    palette = ArticleBody().child_blocks
    blocks = []
    for number, block in enumerate(draft.body):
        kind = palette[block["type"]]
        one = Shown(label=kind.label, icon=kind.meta.icon)
        value = block["value"]
        if block["type"] == "text":
            # Made by blocks.rich_text, which escapes all words.
            one.html = mark_safe(value)  # noqa: S308
        elif block["type"] == "image":
            one.alt = value["image"]["alt_text"]
            one.alt_field = f"alt-{number}"
            one.picture = _thumbnail(draft.clean[value["image"]["image"]])
            one.lines = [value["caption"]]
        else:
            _fill(one, value, kind)
        blocks.append(one)
    return blocks


def set_alt_texts(draft: Draft, cleaned: dict[str, Any]) -> None:
    """Write what the review form was told about the pictures into the draft."""
    for number, block in enumerate(draft.body):
        if block["type"] == "image":
            block["value"]["image"]["alt_text"] = cleaned[f"alt-{number}"]


def _fill(one: Shown, value: dict[str, Any], kind: StructBlock) -> None:
    for name, words in value.items():
        part = kind.child_blocks[name]
        if isinstance(part, ChoiceBlock) and words:
            one.lines.append(dict(part.field.choices)[words])
        elif isinstance(words, str) and words:
            one.lines.append(words)
        elif isinstance(words, list):
            one.points += [
                item if isinstance(item, str) else f"{item['name']} – {item['text']}"
                for item in words
            ]


def _thumbnail(clean: CleanPicture) -> str:
    clean.seek(0)
    with Pillow.open(clean) as picture:
        small = picture.convert("RGB")
        small.thumbnail(THUMBNAIL)
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()
