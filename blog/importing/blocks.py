"""Values of blocks that need more than their words."""

from django.utils.html import escape

from blog.importing.parts import Heading, Item, Listing, Paragraph, Part
from blog.importing.words import Words
from home.blocks import ArticleBody

MAX_LABEL = 60


def rich_text(parts: list[Part]) -> str:
    """The HTML that rich text fields store, of words, headings and lists alone."""
    return "".join(map(_html, parts))


def _html(part: Part) -> str:
    match part:
        case Heading(words=words, level=level):
            return f"<h{level}>{escape(words.text)}</h{level}>"
        case Paragraph(words=words):
            return f"<p>{words.html}</p>"
        case Listing(items=items, is_ordered=is_ordered):
            tag = "ol" if is_ordered else "ul"
            return f"<{tag}>{''.join(map(_item, items))}</{tag}>"
    raise TypeError(part)


def _item(item: Item) -> str:
    return f"<li>{item.words.html}{rich_text(list(item.below))}</li>"


def call_fields(closing: list[Words]) -> dict[str, str]:
    """Text and label of a call to action; a closing line that is all link becomes the label."""
    label = str(_call_block().child_blocks["label"].get_default())
    last = closing[-1] if closing else Words()
    is_link = bool(last) and all(run.href for run in last.runs)
    if is_link and len(last.text) <= MAX_LABEL and "\n" not in last.text:
        closing, label = closing[:-1], last.text
    return {"text": "\n".join(words.text for words in closing), "label": label}


def service_for(title: str, texts: list[str]) -> tuple[int | None, bool]:
    """The key of the service that these words name, or of the only one; and if it is sure."""
    services = list(_call_block().child_blocks["service"].target_model.objects.live())
    named = [
        service
        for service in services
        if any(service.title.casefold() in text.casefold() for text in [*texts, title])
    ]
    candidates = named or services
    return (candidates[0].pk, True) if len(candidates) == 1 else (None, False)


def _call_block():
    return ArticleBody().child_blocks["call_to_action"]
