"""The sizes of pictures that pages show: which they are, who has them made, and what there is.

Encoding a picture takes seconds, and no visitor waits for it: a page shows what exists.
"""

from functools import cache

from django.core.files.base import File
from django.db.models.signals import post_save, pre_save
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail.utils.file import hash_filelike

from home.blocks.composed import pictures
from home.making_sizes import make_wanted, want, want_everywhere, want_missing
from home.models import PracticeSettings
from home.pictures import CleanPicture, clean_picture

# As in picture.html and mark.html of templates/includes/, in templates/blocks/author_card.html
# and in home/findable/sharing.py; tests/home/test_pictures.py holds them together.
BODY = Filter.expand_spec(["format-{avif,webp,jpeg}", "width-{400,800,1216}"])
PORTRAIT = Filter.expand_spec(["format-{avif,webp,jpeg}", "fill-200x200"])
# Twice the height in which it stands, for screens of double density; both keep what is clear.
LOGO = Filter.expand_spec(["format-{webp,png}", "max-288x72"])
SHARED = ["fill-1200x630|format-jpeg"]
# Whatever a picture is for.
ALWAYS = [*BODY, *PORTRAIT]


def ready(image: AbstractImage, sizes: list[str]) -> dict[str, AbstractRendition]:
    """Those of the sizes that exist, a format only where all of its sizes do; maybe none."""
    found = image.find_existing_renditions(*(Filter(spec=size) for size in sizes))
    there = {each.spec: rendition for each, rendition in found.items()}
    lacking = {_format(size) for size in sizes if size not in there}
    return {size: there[size] for size in sizes if _format(size) not in lacking}


def original(image: AbstractImage, size: str) -> AbstractRendition:
    """The picture as it was uploaded, in the room that `size` of it would take."""
    width, height = Filter(spec=size).get_transform(image).size
    shown = image.get_rendition_model()(image=image, width=round(width), height=round(height))
    shown.file.name = image.file.name
    return shown


def make_sizes() -> None:
    """Make what is still to be made; for the worker. A process first looks for what is missing."""
    _look_for_missing()
    make_wanted()


@cache
def _look_for_missing() -> None:
    want_everywhere(ALWAYS)


def _format(size: str) -> str:
    return next(part for part in size.split("|") if part.startswith("format-"))


def connect() -> None:
    """Called once, when all apps are there."""
    image = get_image_model()
    pre_save.connect(_clean, sender=image, dispatch_uid="home.renditions.clean")
    post_save.connect(_image_saved, sender=image, dispatch_uid="home.renditions.image")
    post_save.connect(_settings_saved, sender=PracticeSettings, dispatch_uid="home.renditions.set")
    page_published.connect(_page_published, dispatch_uid="home.renditions.page")


def _clean(instance: AbstractImage, *, raw: bool = False, **kwargs) -> None:
    """The one door for pictures: those of the admin's forms are clean, all others become so."""
    new = instance.file and not instance.file._committed  # noqa: SLF001  it has no public name
    if raw or not new or isinstance(instance.file.file, CleanPicture):
        return
    clean = clean_picture(File(instance.file.file, name=instance.file.name))
    instance.file = clean
    instance.file_size = clean.size
    instance.file_hash = hash_filelike(clean)
    clean.seek(0)


def _image_saved(instance: AbstractImage, *, raw: bool = False, **kwargs) -> None:
    if not raw:
        want(instance, ALWAYS)


def _settings_saved(instance: PracticeSettings, *, raw: bool = False, **kwargs) -> None:
    if raw:
        return
    if instance.sharing_image:
        want_missing(instance.sharing_image, SHARED)
    if instance.logo:
        want_missing(instance.logo, LOGO)


def _page_published(instance: Page, **kwargs) -> None:
    """For the page's own sharing image, and for pictures from before a release changed sizes."""
    if getattr(instance, "sharing_image", None):
        want_missing(instance.sharing_image, SHARED)
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            for image in pictures(getattr(instance, field.name)):
                want_missing(image, ALWAYS)
