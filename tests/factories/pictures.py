"""Pictures as people upload them, and files that only say that they are."""

import struct
import zlib
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

GPS = 0x8825
ORIENTATION = 0x0112
XMP = b"<x:xmpmeta>exif:GPSLatitude 51,30.0N</x:xmpmeta>"


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (1600, 900), **options) -> bytes:
    """A plain picture; `options` are those of Pillow for its format."""
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, format=kind, **options)
    return target.getvalue()


def photograph(kind: str = "JPEG", size: tuple[int, int] = (1600, 900)) -> bytes:
    """As a phone held upright writes it: turned, with the place and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    options = {"exif": exif}
    if kind == "JPEG":
        options["comment"] = "At home"
    if kind in {"JPEG", "WEBP", "AVIF"}:
        options["xmp"] = XMP
    return picture_bytes(kind, size, **options)


def detailed_photograph(size: tuple[int, int] = (4000, 3000)) -> bytes:
    """12 megapixels with detail of every size, as skin, wood and cloth have; the same each time."""
    chance = Random(12)  # noqa: S311  a picture, no secret
    picture = Image.new("RGB", size, (150, 130, 110))
    width = 8
    while width <= size[0]:
        height = max(1, width * size[1] // size[0])
        grain = Image.frombytes("L", (width, height), chance.randbytes(width * height))
        layer = Image.merge("RGB", [grain] * 3).resize(size, Image.Resampling.BICUBIC)
        # Finer detail is fainter, as in nature.
        picture = Image.blend(picture, layer, 0.5 / (width / 8) ** 0.6)
        width *= 2
    target = BytesIO()
    picture.save(target, format="JPEG", quality=92)
    return target.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that would unpack into a picture of that size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    data = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return signature + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def make_image(*, title: str = "Hands", content: bytes | None = None) -> AbstractImage:
    file = ContentFile(content or picture_bytes(size=(40, 30)), name="picture.jpg")
    return get_image_model().objects.create(title=title, file=file)
