"""The picture that stands beside a shared link."""

from dataclasses import dataclass
from typing import Any

from wagtail.images.models import AbstractImage

from home.renditions import SHARED, ready
from home.sharing import made_sharing_image


@dataclass(frozen=True)
class SharedPicture:
    url: str  # absolute
    width: int
    height: int
    alt: str
    size: int = 0  # in bytes; 0 where nobody asks, that is of a made one


def sharing_image_of(page: Any, practice: Any) -> SharedPicture:
    """Chosen for the page, else chosen for all pages of the practice, else made from its title.

    At most two queries: the picture, and its size for links.
    """
    return chosen_for(page) or _shared(practice.sharing_image) or _made(page, practice)


def chosen_for(page: Any) -> SharedPicture | None:
    """The picture that an editor chose for this page alone."""
    return _shared(page.sharing_image)


def _made(page: Any, practice: Any) -> SharedPicture:
    made = made_sharing_image(page, practice)
    return SharedPicture(made.url, made.width, made.height, made.alt)


def _shared(image: AbstractImage | None) -> SharedPicture | None:
    if image is None:
        return None
    made = ready(image, SHARED).get(SHARED[0])
    if made is None:
        return None  # not yet, or the file is gone: a link without a picture still leads here
    try:
        alt = image.default_alt_text
        return SharedPicture(made.full_url, made.width, made.height, alt, made.file.size)
    except FileNotFoundError:
        return None
