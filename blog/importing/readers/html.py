"""HTML, read as browsers do: gaps are forgiven, and only words and pictures are kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from blog.importing.parts import (
    Heading,
    Item,
    Listing,
    Paragraph,
    Part,
    Picture,
    Quotation,
    Reading,
)
from blog.importing.readers.markup import data_of, parsed
from blog.importing.readers.tables import table_parts
from blog.importing.words import Run, Words, joined

SILENT = {
    "script", "style", "template", "head", "iframe", "frame", "frameset", "object", "embed",
    "applet", "svg", "math", "canvas", "audio", "video", "map", "datalist",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "output", "q", "ruby", "rp", "rt",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|/(?!/))", re.IGNORECASE)
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


def read_html(html: str) -> Reading:
    tree = parsed(html)
    reading = Reading()
    if tree is not None:
        title = tree.find("head/title")
        reading.title = Words.of(SPACE.sub(" ", title.text or "")).text if title is not None else ""
        flow = Flow(reading)
        flow.inside(tree, Style())
        reading.parts = flow.finished()
    return reading


@dataclass(frozen=True)
class Style:
    bold: bool = False
    italic: bool = False
    href: str = ""
    is_exact: bool = False  # line breaks are as written

    def of(self, node: etree._Element) -> "Style":
        tag, style = node.tag, node.get("style", "")
        bold = tag in {"b", "strong"} or BOLD.search(style)
        return replace(
            self,
            bold=bool((self.bold or bold) and not NOT_BOLD.search(style)),
            italic=self.italic or tag in {"i", "em", "cite"} or bool(ITALIC.search(style)),
            href=safe_link(node.get("href", "")) if tag == "a" else self.href,
            is_exact=self.is_exact or tag == "pre",
        )


def safe_link(address: str) -> str:
    """The address if a reader may be led there, else nothing."""
    address = re.sub(r"[\x00-\x20]", "", address)
    return address if SAFE_LINK.match(address) else ""


class Flow:
    """The parts of one element, gathered while walking through it."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.parts: list[Part] = []
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []  # of the paragraph being read; they follow it

    def finished(self) -> list[Part]:
        self.end_paragraph()
        return self.parts

    def end_paragraph(self, is_lead: bool = False) -> None:
        words = Words.of(self.runs)
        self.parts += [Paragraph(words, is_lead)] if words else []
        self.parts += self.pictures
        self.runs, self.pictures = [], []

    def inside(self, node: etree._Element, style: Style) -> None:
        self.say(node.text, style)
        for child in node:
            self.element(child, style)
            self.say(child.tail, style)

    def say(self, text: str | None, style: Style) -> None:
        if text:
            text = text if style.is_exact else SPACE.sub(" ", text)
            self.runs.append(Run(text, style.bold, style.italic, style.href))

    def element(self, node: etree._Element, style: Style) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in SILENT:
            return
        if tag in READERS:
            READERS[tag](self, node, style)
        elif tag in INLINE:
            self.inside(node, style.of(node))
        else:
            self.end_paragraph()
            self.inside(node, style.of(node))
            self.end_paragraph(is_lead="lead" in node.get("class", "").split())

    def part_of(self, node: etree._Element, style: Style) -> list[Part]:
        flow = Flow(self.reading)
        flow.inside(node, style.of(node))
        return flow.finished()

    # --- What each element becomes ------------------------------------------------------

    def line_break(self, node: etree._Element, style: Style) -> None:
        self.runs.append(Run("\n", style.bold, style.italic))

    def rule(self, node: etree._Element, style: Style) -> None:
        self.end_paragraph()

    def heading(self, node: etree._Element, style: Style) -> None:
        self.end_paragraph()
        parts = self.part_of(node, Style())
        words = joined((part.words for part in parts if isinstance(part, Paragraph)), " ")
        words = Words.of(words.text.replace("\n", " "))
        self.parts += [Heading(words, HEADINGS[node.tag])] if words else []
        self.parts += [part for part in parts if not isinstance(part, Paragraph)]

    def listing(self, node: etree._Element, style: Style) -> None:
        self.end_paragraph()
        items: list[Item] = []
        loose: list[Part] = self.stray(node.text, style)
        for child in node:
            item, others = self.item(child, style)
            loose += others + self.stray(child.tail, style)
            if not item.words and item.below and items:
                items[-1] = replace(items[-1], below=items[-1].below + item.below)
            elif item.words or item.below:
                items.append(item)
        self.parts += [Listing(tuple(items), node.tag == "ol")] if items else []
        self.parts += loose

    def stray(self, text: str | None, style: Style) -> list[Part]:
        """Words between the points of a list, where only broken HTML has some."""
        flow = Flow(self.reading)
        flow.say(text, style)
        return flow.finished()

    def item(self, node: etree._Element, style: Style) -> tuple[Item, list[Part]]:
        """A point of a list, and what can't stay inside it (pictures)."""
        flow = Flow(self.reading)
        flow.element(node, style)
        words: list[Words] = []
        below: list[Listing] = []
        loose: list[Part] = []
        for part in flow.finished():
            match part:
                case Paragraph() | Heading():
                    words.append(part.words)
                case Listing():
                    below.append(part)
                case Quotation():
                    words += part.paragraphs
                case Picture():
                    loose.append(part)
        return Item(joined(words, "\n"), below=tuple(below)), loose

    def table(self, node: etree._Element, style: Style) -> None:
        self.end_paragraph()
        self.parts += table_parts(node, lambda cell: self.part_of(cell, style), self.reading)

    def quotation(self, node: etree._Element, style: Style) -> None:
        self.end_paragraph()
        parts = self.part_of(node, Style())
        if parts and all(isinstance(part, Paragraph) and not part.words.links for part in parts):
            parts = [Quotation(tuple(part.words for part in parts))]
        self.parts += parts

    def picture(self, node: etree._Element, style: Style) -> None:
        source = node.get("src", "")
        data = data_of(source)
        if data is not None:
            source = f"picture-{len(self.reading.pictures) + 1}"
            self.reading.pictures[source] = data
        self.pictures.append(Picture(source, alt=Words.of(node.get("alt", "")).text))

    def figure(self, node: etree._Element, style: Style) -> None:
        """Its caption goes with its picture, if there is one of each."""
        self.end_paragraph()
        caption = node.find("figcaption")
        if caption is None or len(node.findall(".//img")) != 1:
            self.parts += self.part_of(node, style)
            return
        words = joined(
            (words for part in self.part_of(caption, style) for words in _words(part)), " "
        )
        tail, caption.tail = caption.tail, None
        node.remove(caption)
        parts = self.part_of(node, style)
        self.parts += [
            replace(part, caption=words.text) if isinstance(part, Picture) else part
            for part in parts
        ]
        self.say(tail, style)

    def box(self, node: etree._Element, style: Style) -> None:
        kind = node.get("type", "text").lower()
        if kind in {"checkbox", "radio"}:
            self.runs.append(Run("☐ " if node.get("checked") is None else "☑ "))
        elif kind in {"submit", "button", "reset", "text"}:
            self.say(f" {node.get('value', '')} ", style)


def _words(part: Part) -> list[Words]:
    return [part.words] if isinstance(part, Paragraph | Heading) else []


READERS: dict[str, Callable[[Flow, etree._Element, Style], None]] = {
    "br": Flow.line_break,
    "hr": Flow.rule,
    "ul": Flow.listing,
    "ol": Flow.listing,
    "menu": Flow.listing,
    "table": Flow.table,
    "blockquote": Flow.quotation,
    "img": Flow.picture,
    "figure": Flow.figure,
    "input": Flow.box,
} | dict.fromkeys(HEADINGS, Flow.heading)
