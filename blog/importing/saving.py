"""A draft of the import becomes a draft of the site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.log_actions import log

from blog.importing.draft import Draft
from blog.importing.errors import Refused
from blog.importing.pictures import save_picture
from blog.models import ArticleIndexPage, ArticlePage


def save_draft(draft: Draft, *, parent: ArticleIndexPage, user: Any = None) -> ArticlePage:
    """Add the article below `parent`, unpublished, with its images and a first revision.

    The caller has settled the pictures with `check_pictures`, and whether `user` may add pages
    below `parent`. Either all of it is saved or nothing.
    """
    images: list[Any] = []
    try:
        with transaction.atomic():
            return _save(draft, parent, user, images)
    except BaseException as error:
        for image in images:
            image.file.storage.delete(image.file.name)
        if isinstance(error, ValidationError):
            raise Refused(" ".join(error.messages)) from error
        raise


def _save(draft: Draft, parent: ArticleIndexPage, user: Any, images: list[Any]) -> ArticlePage:
    article = ArticlePage(
        title=draft.title,
        lead=draft.lead,
        seo_title=draft.search_title,
        body=_stream([_with_image(block, draft, user, images) for block in draft.body]),
        owner=user,
        live=False,
        has_unpublished_changes=True,
    )
    parent.add_child(instance=article)
    article.save_revision(user=user)
    log(instance=article, action="wagtail.create", user=user, content_changed=True)
    return article


def _stream(blocks: list[dict[str, Any]]) -> StreamValue:
    """The blocks as if the editor had made them: every item of a list has its key."""
    stream = ArticlePage._meta.get_field("body").to_python(blocks)
    list(stream)  # what was never looked at would be stored as it came
    return stream


def _with_image(
    block: dict[str, Any], draft: Draft, user: Any, images: list[Any]
) -> dict[str, Any]:
    if block["type"] != "image":
        return block
    value = block["value"]
    alt = value["image"]["alt_text"]
    title = alt or _("Picture of “%(title)s”") % {"title": draft.title}
    image = save_picture(draft.clean[value["image"]["image"]], title=title, user=user)
    images.append(image)
    return {"type": "image", "value": value | {"image": value["image"] | {"image": image.pk}}}


def as_json(article: ArticlePage, doubts: list[str]) -> dict[str, Any]:
    """The article in StreamField's own shape; muscles with the names that readers see."""
    return {
        "id": article.pk,
        "slug": article.slug,
        "title": article.title,
        "lead": article.lead,
        "body": list(article.body.get_prep_value()),
        "unsure": doubts,
    }
