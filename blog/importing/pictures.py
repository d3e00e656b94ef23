"""Pictures of a file become images of the site, if they are what they say and of bearable size."""

import io
import warnings
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from blog.importing.draft import Draft
from blog.importing.words import Run, Words

ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
MAX_PICTURES = 40
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000


def check_pictures(draft: Draft, *, user: Any = None, folder: Path | None = None) -> None:
    """Settle which pictures come along; the others leave their words behind, and a doubt.

    `folder` is where pictures lie that a file on disk names; nothing outside it is read. `user`
    must be allowed to add images for any to come along; without one, all may.
    """
    policy = policy_registry.get_by_type(get_image_model())
    may_add = user is None or policy.user_has_permission(user, "add")
    body, kept = [], 0
    for block in draft.body:
        if block["type"] != "image":
            body.append(block)
            continue
        source = block["value"]["image"]["image"]
        data = draft.pictures.get(source)
        if data is None and folder:
            data = _beside(folder, source)
        problem = _problem(data) if may_add else _("you may not add images")
        problem = _("there are too many") if kept >= MAX_PICTURES and not problem else problem
        if problem:
            body += _words_left(block["value"])
            draft.doubts.append(_doubt(problem, block["value"], source))
            continue
        kept += 1
        draft.pictures[source] = data
        body.append(block)
        if not block["value"]["image"]["alt_text"]:
            draft.doubts.append(
                _("Picture %(number)s has no alternative text yet: say what it shows.")
                % {"number": kept}
            )
    draft.body = body


def _beside(folder: Path, source: str) -> bytes | None:
    """The picture at a relative address, in the folder of the file or below it."""
    try:
        path = (folder / source).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return (
                path.read_bytes() if path.stat().st_size <= MAX_BYTES else b"\0" * (MAX_BYTES + 1)
            )
    except (OSError, ValueError):  # a name that no file can have
        pass
    return None


def _problem(data: bytes | None) -> str:
    """Why this can't be an image of the site; empty if it can."""
    if data is None:
        return _("it is not in the file")
    if len(data) > MAX_BYTES:
        return _("it is too large")
    kind = kind_of(data)
    if kind is None:
        return _("it is of a kind that browsers do not show, or broken")
    return "" if kind else _("it is too large")


def kind_of(data: bytes) -> str | None:
    """The format of a picture; empty if it has too many pixels, None if it is no picture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
        try:
            with Pillow.open(io.BytesIO(data), formats=list(ENDINGS)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return ""
                picture.load()
                return picture.format
        except Pillow.DecompressionBombError:
            return ""
        # Pillow's decoders raise what they like on broken data.
        except Exception:  # noqa: BLE001
            return None


def _words_left(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Words of a picture that did not come along, as text, so that they are not lost."""
    words = [words for words in (value["image"]["alt_text"], value["caption"]) if words]
    html = "".join(Words.of([Run(text, italic=True)]).html.join(["<p>", "</p>"]) for text in words)
    return [{"type": "text", "value": html}] if html else []


def _doubt(problem: str, value: dict[str, Any], source: str) -> str:
    name = value["image"]["alt_text"] or value["caption"] or source[:100]
    return _("The picture “%(name)s” did not come along: %(problem)s. Add it yourself.") % {
        "name": name,
        "problem": problem,
    }


def save_picture(data: bytes, *, title: str, user: Any = None) -> Any:
    """A new image of the site; its file stays if the transaction around it fails."""
    name = f"article.{ENDINGS[kind_of(data)]}"
    return get_image_model().objects.create(
        title=title[:255],
        file=ImageFile(io.BytesIO(data), name=name),
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
    )
