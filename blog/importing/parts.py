"""What every reader makes of its format: headings, paragraphs, lists, pictures, quotations."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from blog.importing.words import Words


@dataclass(frozen=True)
class Heading:
    words: Words
    level: int
    guessed: bool = False  # by its shape, where nothing marked it


@dataclass(frozen=True)
class Paragraph:
    words: Words
    is_lead: bool = False


@dataclass(frozen=True)
class Item:
    words: Words
    box: bool | None = None  # of a checklist: ticked, not ticked, or no box at all
    below: tuple["Listing", ...] = ()


@dataclass(frozen=True)
class Listing:
    items: tuple[Item, ...]
    is_ordered: bool = False

    @property
    def is_flat(self) -> bool:
        return not any(item.below for item in self.items)


@dataclass(frozen=True)
class Picture:
    source: str  # a key of Reading.pictures, or the address that the file names
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Quotation:
    paragraphs: tuple[Words, ...]


Part = Heading | Paragraph | Listing | Picture | Quotation


@dataclass
class Reading:
    """A file as its reader understood it."""

    parts: list[Part] = field(default_factory=list)
    title: str = ""  # kept outside the text: a name in the file's own head
    pictures: dict[str, bytes] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def words_of(part: Part) -> Iterator[Words]:
    """Everything that a reader of this part reads, in order."""
    match part:
        case Heading(words=words) | Paragraph(words=words):
            yield words
        case Listing(items=items):
            for item in items:
                yield item.words
                for below in item.below:
                    yield from words_of(below)
        case Picture(alt=alt, caption=caption):
            yield from (Words.of(text) for text in (alt, caption) if text)
        case Quotation(paragraphs=paragraphs):
            yield from paragraphs
