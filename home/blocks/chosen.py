"""Choosers of pages and snippets. The same few stand on page after page: they are remembered."""

from copy import copy
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp


class RememberedMixin:
    """Of a chooser block. For migrations it is the one that it stands before: it only reads."""

    def bulk_to_python(self, values: list[Any]) -> list[Model | None]:
        """What is chosen, None where it is gone. Each place has a copy of its own to change."""
        found = _rows(self.model_class, tuple(dict.fromkeys(values)))
        return [copy(found.get(key)) for key in values]


class PageBlock(RememberedMixin, blocks.PageChooserBlock):
    canonical_module_path = "wagtail.blocks.PageChooserBlock"


class SnippetBlock(RememberedMixin, SnippetChooserBlock):
    canonical_module_path = "wagtail.snippets.blocks.SnippetChooserBlock"


@remembered(Stamp.PAGES)
def _rows(model: type[Model], keys: tuple[Any, ...]) -> dict[Any, Model]:
    rows = model.objects.order_by()
    if issubclass(model, Page):
        # Nobody shows the body of a page that is chosen.
        rows = rows.defer_streamfields()
    return rows.in_bulk(keys)
