"""The sizes of pictures that pages show, made when a picture is saved or a page is published.

Encoding a picture takes seconds, and a visitor should not be the one who waits for them.
"""

from functools import partial

from django.core.files.base import File
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail.utils.file import hash_filelike

from home.blocks.composed import pictures
from home.models import PracticeSettings
from home.pictures import CleanPicture, clean_picture

# As in templates/includes/picture.html, templates/blocks/author_card.html and
# templates/includes/open_graph.html; tests/home/test_pictures.py holds them together.
BODY = Filter.expand_spec(["format-{avif,webp,jpeg}", "width-{400,800,1216}"])
PORTRAIT = Filter.expand_spec(["format-{avif,webp,jpeg}", "fill-200x200"])
SHARED = ["fill-1200x630|format-jpeg"]


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
        _make_later(instance, [*BODY, *PORTRAIT])


def _settings_saved(instance: PracticeSettings, *, raw: bool = False, **kwargs) -> None:
    if not raw and instance.sharing_image:
        _make_later(instance.sharing_image, SHARED)


def _page_published(instance: Page, **kwargs) -> None:
    """For pictures from before, such as those whose sizes a release has changed."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            for image in pictures(getattr(instance, field.name)):
                _make_later(image, [*BODY, *PORTRAIT])


def _make_later(image: AbstractImage, specs: list[str]) -> None:
    """After the commit. A picture that cannot be made is logged; saving goes on without it."""
    transaction.on_commit(partial(image.get_renditions, *specs), robust=True)
