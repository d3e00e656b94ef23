"""Words in and words out, read independently of the product's own readers."""

import json
import re
import zipfile
from collections import Counter
from dataclasses import asdict
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

from blog.importing.draft import Draft

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def words_of_file(data: bytes, name: str) -> Counter[str]:
    if name.endswith(".docx"):
        document = ElementTree.fromstring(  # noqa: S314 - written by the tests themselves
            zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
        )
        paragraphs = document.iter(f"{WORD}p")
        return words(
            " ".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in paragraphs)
        )
    text = data.decode("utf-8-sig")
    if name.endswith(".html"):
        reader = Body()
        reader.feed(text)
        return words(" ".join(reader.texts))
    if name.endswith(".md"):
        text = re.sub(r"\]\([^)]*\)|^\s*- \[[x ]\]|^\s*\d+\.", " ", text, flags=re.MULTILINE)
    return words(re.sub(r"^\s*(?:\d+\.|\[x\])", " ", text, flags=re.MULTILINE))


def words_of_draft(draft: Draft) -> Counter[str]:
    """Of title, lead and body; names of blocks and their fields don't count."""
    parts = [draft.title, draft.lead, *_strings(asdict(draft)["body"])]
    return words(" ".join(unescape(re.sub(r"<[^>]+>", " ", part)) for part in parts))


def _strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() if key != "type" for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


def words_of_json(printed: str) -> Counter[str]:
    article = json.loads(printed)
    texts = [article["title"], article["lead"], *_strings(article["body"])]
    return words(" ".join(unescape(re.sub(r"<[^>]+>", " ", text)) for text in texts))


class Body(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style", "title"}
        self.texts += [value for name, value in attrs if name == "alt" and value]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "title"}
        self.texts += [" "] if tag not in {"b", "i", "a", "span", "font", "strong", "em"} else []

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)
