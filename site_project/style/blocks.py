"""Every block of every palette, with the values of its preview."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from wagtail import blocks

from home.blocks import ArticleBody, ServiceBody, WordsBody
from home.models import PracticeSettings
from site_project.style.examples import Example

PALETTES = (ArticleBody, ServiceBody, WordsBody)


def every_block() -> dict[str, blocks.Block]:
    """The blocks that pages offer, by their names."""
    return {name: block for palette in PALETTES for name, block in palette().child_blocks.items()}


def block_examples(request: HttpRequest) -> Iterator[Example]:
    context = {"request": request, "practice": PracticeSettings.load(request_or_site=request)}
    for block in every_block().values():
        for variant, value in _variants(block):
            name = f"{block.label}: {variant}" if variant else block.label
            yield Example(name, block.meta.description, str(block.render(value, context)))


def _variants(block: blocks.Block) -> Iterable[tuple[str, Any]]:
    """The value of the preview; of a block with a level or kind to choose, one for each."""
    value = block.get_preview_value()
    choice = next(
        (
            (name, child)
            for name, child in getattr(block, "child_blocks", {}).items()
            if type(child) is blocks.ChoiceBlock and child.required
        ),
        None,
    )
    if choice is None:
        return [("", value)]
    name, child = choice
    options = [(key, label) for key, label in child.field.choices if key]
    return [(label, block.normalize(dict(value) | {name: key})) for key, label in options]
