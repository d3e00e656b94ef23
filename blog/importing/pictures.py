"""Pictures of a file become images of the site, if they are what they say and of bearable size."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from blog.importing.draft import Draft
from blog.importing.words import Run, Words
from home.pictures import CleanPicture, clean_picture

MAX_PICTURES = 40


def check_pictures(draft: Draft, *, user: Any = None, folder: Path | None = None) -> None:
    """Settle which pictures come along; the others leave their words behind, and a doubt.

    `folder` is where pictures lie that a file on disk names; nothing outside it is read. `user`
    must be allowed to add images for any to come along; without one, all may.
    """
    policy = policy_registry.get_by_type(get_image_model())
    may_add = user is None or policy.user_has_permission(user, "add")
    body: list[dict[str, Any]] = []
    kept = 0
    for block in draft.body:
        if block["type"] != "image":
            body.append(block)
            continue
        source = block["value"]["image"]["image"]
        try:
            if not may_add:
                raise ValidationError(_("You may not add images."))
            if kept >= MAX_PICTURES:
                raise ValidationError(_("There are too many."))
            if source not in draft.clean:
                draft.clean[source] = _cleaned(_found(source, draft, folder))
        except ValidationError as error:
            body += _words_left(block["value"])
            draft.doubts.append(_doubt(error, block["value"], source))
            continue
        kept += 1
        body.append(block)
        if not block["value"]["image"]["alt_text"]:
            draft.doubts.append(
                _("Picture %(number)s has no alternative text yet: say what it shows.")
                % {"number": kept}
            )
    draft.body = body


def _found(source: str, draft: Draft, folder: Path | None) -> bytes | None:
    """What the file brought along, or what lies beside it."""
    data = draft.pictures.get(source)
    return _beside(folder, source) if data is None and folder else data


def _beside(folder: Path, source: str) -> bytes | None:
    """The picture at a relative address, in the folder of the file or below it."""
    try:
        path = (folder / source).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            with path.open("rb") as file:
                return file.read(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
    except (OSError, ValueError):  # a name that no file can have
        pass
    return None


def _cleaned(data: bytes | None) -> CleanPicture:
    """The picture as it may be stored. A ValidationError says in a sentence why it may not."""
    if data is None:
        raise ValidationError(_("It is not in the file."))
    if len(data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(_("It is too large."))
    clean = clean_picture(ContentFile(data, name="article"))
    with Pillow.open(clean) as picture:
        clean.name = f"article.{picture.format.lower()}"
    return clean


def _words_left(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Words of a picture that did not come along, as text, so that they are not lost."""
    words = [words for words in (value["image"]["alt_text"], value["caption"]) if words]
    html = "".join(Words.of([Run(text, italic=True)]).html.join(["<p>", "</p>"]) for text in words)
    return [{"type": "text", "value": html}] if html else []


def _doubt(problem: ValidationError, value: dict[str, Any], source: str) -> str:
    name = value["image"]["alt_text"] or value["caption"] or source[:100]
    return _("The picture “%(name)s” did not come along. %(problem)s Add it yourself.") % {
        "name": name,
        "problem": " ".join(problem.messages),
    }


def save_picture(picture: CleanPicture, *, title: str, user: Any = None) -> Any:
    """A new image of the site; its file stays if the transaction around it fails."""
    return get_image_model().objects.create(
        title=title[:255],
        file=picture,
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
    )
