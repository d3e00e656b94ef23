"""What rich text may hold when it is stored, whichever way it came in.

The editor converts what is pasted in the browser; imports and other code bring HTML as it is.
Both go through here on every save, so nothing else in the project has to distrust stored text.
"""

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import escape
from wagtail.whitelist import Whitelister, attribute_rule, check_url

# Gone with all that is in them; other unknown elements leave their words behind.
DROPPED = {"script", "style", "template", "title", "head", "object", "iframe", "svg", "math"}
RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "strong": "b", "em": "i", "div": "p"}
BLOCKS = ("p", "h2", "h3", "ul", "ol", "li")
SPACES = " \t\r\n\xa0"

# Word writes list items as paragraphs: a bullet, or a number and hard spaces, then the words.
WORD_BULLET = re.compile(r"^\s*[·•▪◦]\s+")
WORD_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s*\xa0\s*")

_kept = attribute_rule({"data-block-key": True})
_link = attribute_rule({"href": check_url, "linktype": True, "id": True})


class TextCleaner(Whitelister):
    element_rules = {
        "[document]": _kept,
        "a": _link,
        "b": _kept,
        "i": _kept,
        "br": _kept,
    } | dict.fromkeys(BLOCKS, _kept)

    def clean_tag_node(self, doc, tag):
        if tag.name in DROPPED:
            tag.decompose()
            return
        tag.name = RENAMED.get(tag.name, tag.name)
        _read_styles(tag)
        super().clean_tag_node(doc, tag)
        if tag.name == "a" and not {"href", "linktype"} & tag.attrs.keys():
            tag.unwrap()


def clean_html(source: str) -> str:
    """`source` with the elements and links that pages may show; the same text if it had no other.

    Scripts, handlers, styles and addresses such as `javascript:` and `data:` are left out, empty
    paragraphs too; lists that Word wrote as paragraphs become lists.
    """
    document = BeautifulSoup(source, "html.parser")
    before = document.decode(formatter=escape)
    TextCleaner().clean_node(document, document)
    for paragraph in document.find_all(["p", "li", "h2", "h3"]):
        if not paragraph.get_text().strip(SPACES) and not paragraph.find(BLOCKS):
            paragraph.decompose()
    for name, mark in (("ul", WORD_BULLET), ("ol", WORD_NUMBER)):
        _gather_items(document, name, mark)
    after = document.decode(formatter=escape)
    return source if after == before else after


def _read_styles(tag: Tag) -> None:
    """Google Docs writes bold as a style of spans, and wraps everything in a bold that is none."""
    style = str(tag.get("style", "")).replace(" ", "").lower()
    if tag.name == "b" and "font-weight:normal" in style:
        tag.name = "span"
    elif tag.name == "span" and re.search(r"font-weight:(bold|[6-9]00)", style):
        tag.name = "b"
    elif tag.name == "span" and "font-style:italic" in style:
        tag.name = "i"


def _gather_items(document: BeautifulSoup, name: str, mark: re.Pattern[str]) -> None:
    for paragraph in document.find_all("p"):
        first = next(iter(paragraph.find_all(string=True)), None)
        if first is None or not mark.match(paragraph.get_text()):
            continue
        _cut(paragraph, len(mark.match(paragraph.get_text())[0]))
        before = paragraph.previous_sibling
        while isinstance(before, NavigableString) and not before.strip(SPACES):
            before = before.previous_sibling
        if not (isinstance(before, Tag) and before.name == name and "data-made" in before.attrs):
            before = document.new_tag(name, attrs={"data-made": ""})
            paragraph.insert_before(before)
        paragraph.name = "li"
        before.append(paragraph.extract())
    for made in document.find_all(attrs={"data-made": True}):
        del made["data-made"]


def _cut(paragraph: Tag, characters: int) -> None:
    """Take the first `characters` of its text away."""
    for string in list(paragraph.find_all(string=True)):
        taken = min(characters, len(string))
        characters -= taken
        string.replace_with(NavigableString(string[taken:]))
        if not characters:
            return
