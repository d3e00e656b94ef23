"""What is kept of an uploaded picture: its pixels, upright, and no more of them than pages need.

A photograph from a phone says where it was taken; it is often larger than any screen; and a file
that is called a picture may hold something else behind it. So no upload is stored as it came:
every one is decoded and written anew, without position, camera, thumbnail or comments.
"""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

LONGEST_EDGE = 2560  # twice the widest place for a picture, for screens of double density
# How each format is written; also the list of those that are read.
FORMATS = {
    "JPEG": {"quality": 90},
    "PNG": {},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 80},
}
# Two photographs in one file, as some phones write them; the first is the picture.
SAME_AS = {"MPO": "JPEG"}
KEPT_INFO = {"transparency"}


# What Pillow raises on bytes that are not what they say.
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error)


class CleanPicture(ContentFile):
    """A picture that has been through `clean_picture`."""


def clean_picture(file: File) -> CleanPicture:
    """`file` written anew; a ValidationError says in words what is wrong with it."""
    if isinstance(file, CleanPicture):
        return file
    file.seek(0)
    try:
        with _opened(BytesIO(file.read())) as picture:
            return CleanPicture(_rewritten(picture), name=PurePath(file.name).name)
    except DAMAGED:
        raise damaged() from None


def refuse_too_many_pixels(file: File) -> None:
    """By the first bytes alone: nothing is decoded, and what is no picture passes."""
    file.seek(0)
    try:
        with _opened(BytesIO(file.read())):
            pass
    except DAMAGED:
        pass
    file.seek(0)


@contextmanager
def _opened(source: BytesIO) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # Pillow's own limits are higher than ours.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(source, formats=list(FORMATS))
        except Image.DecompressionBombError:
            raise _too_large() from None
        with picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise _too_large()
            yield picture


def _rewritten(picture: Image.Image) -> bytes:
    kind = SAME_AS.get(picture.format, picture.format)
    colours = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT_INFO}
    target = BytesIO()
    upright.save(target, format=kind, icc_profile=colours, exif=b"", **FORMATS[kind])
    return target.getvalue()


def damaged() -> ValidationError:
    return ValidationError(_("This file is not a picture, or it is damaged."), code="damaged")


def _too_large() -> ValidationError:
    return ValidationError(
        _("This picture has too many pixels. At most %(millions)s million are taken."),
        code="pixels",
        params={"millions": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )
