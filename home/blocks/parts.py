"""What blocks are made of, and how a missing part is called by its name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from home.clean_html import clean_html

# No h4, no images, no embeds, no code: what is more than words has a block of its own.
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class ProseBlock(blocks.RichTextBlock):
    """Rich text; the body that it stands in cleans it on every save."""

    def __init__(self, *, features=SHORT_TEXT_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)


def clean_prose(stored: Any, block: blocks.Block) -> Any:
    """What `block` stores, with all rich text in it cleaned.

    Works on the stored form, since a stream that code has filled is saved without being read.
    """
    if isinstance(stored, dict) and stored.get("type") == "item" and "value" in stored:
        return stored | {"value": clean_prose(stored["value"], block)}  # of a list
    match block:
        case ProseBlock():
            return clean_html(str(stored or ""))
        case blocks.StructBlock() if isinstance(stored, dict):
            children = block.child_blocks
            return {
                name: clean_prose(part, children[name]) if name in children else part
                for name, part in stored.items()
            }
        case blocks.ListBlock() if isinstance(stored, list):
            return [clean_prose(item, block.child_block) for item in stored]
    return stored


class ItemsBlock(blocks.ListBlock):
    """A list that is nothing without an item."""

    def clean(self, value):
        if not self.is_deferred_validation and not len(self.normalize(value)):
            raise ListBlockValidationError(
                non_block_errors=[
                    ValidationError(
                        _('Add at least one to "%(part)s".'),
                        code="empty",
                        params={"part": self.label},
                    )
                ]
            )
        return super().clean(value)


def name_parts(error: ValidationError, block: blocks.Block) -> ValidationError:
    """`error` of `block` with every missing part called by its label, however deep it lies."""
    match error:
        case StructBlockValidationError() if isinstance(block, ImageBlock):
            return StructBlockValidationError(_name_part_of_picture(error.block_errors, block))
        case StructBlockValidationError():
            inner = {
                name: name_parts(part, block.child_blocks[name])
                for name, part in error.block_errors.items()
            }
            return StructBlockValidationError(inner, error.non_block_errors)
        case ListBlockValidationError():
            inner = {
                index: name_parts(part, block.child_block)
                for index, part in error.block_errors.items()
            }
            return ListBlockValidationError(inner, error.non_block_errors)
    if getattr(error, "code", None) == "required" or any(
        part.code == "required" for part in getattr(error, "error_list", [])
    ):
        return ValidationError(
            _('Fill in "%(part)s".'), code="required", params={"part": block.label}
        )
    return error


def _name_part_of_picture(errors: dict, block: ImageBlock) -> dict:
    """A picture is called by the label of its place; Wagtail refuses one without words for it."""
    named = {name: name_parts(part, block) for name, part in errors.items()}
    if "alt_text" in named:
        labels = {name: child.label for name, child in block.child_blocks.items()}
        named["alt_text"] = ValidationError(
            _('Say in "%(alt_text)s" what the picture shows, or tick "%(decorative)s".'),
            code="alt_text",
            params=labels,
        )
    return named
