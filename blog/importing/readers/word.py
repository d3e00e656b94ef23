"""Word files: checked as the archives of XML that they are, then read as HTML by mammoth."""

import io
import re
import zipfile
from xml.parsers import expat

import mammoth
from django.utils.translation import gettext as _

from blog.importing.errors import Refused
from blog.importing.parts import Reading, words_of
from blog.importing.readers.html import read_html
from blog.importing.words import MAX_CHARACTERS

MAX_FILES = 2_000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_XML = 8 * 1024 * 1024
MAX_ELEMENTS = 120_000
MAX_DEPTH = 200
DOCUMENT = "word/document.xml"
EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}".strip("{}")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.lead:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
"""


def read_word(data: bytes) -> Reading:
    """Raises Refused for what is no Word file, is broken, or would take too much to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = _checked_texts(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(_("This Word file is broken.")) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise Refused(_("This file is protected by a password.")) from error
    if len(texts[DOCUMENT]) > MAX_CHARACTERS:
        raise Refused(_("This text is too long to be one article."))
    pictures: dict[str, bytes] = {}
    reading = read_html(_as_html(data, pictures))
    reading.title = ""
    reading.pictures = pictures
    _doubt_what_is_missing(reading, texts)
    return reading


def _as_html(data: bytes, pictures: dict[str, bytes]) -> str:
    def keep(image) -> dict[str, str]:
        key = f"picture-{len(pictures) + 1}"
        try:
            with image.open() as content:
                pictures[key] = content.read()
        except (KeyError, OSError):  # linked to, or missing from the archive
            pictures[key] = b""
        return {"src": key}

    try:
        return mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
        ).value
    # The file is somebody else's, and mammoth trusts it: whatever it stumbles over is the file.
    except Exception as error:
        raise Refused(_("This Word file is broken.")) from error


def _checked_texts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The words of the archive's texts, by name, after a look at all that will be parsed."""
    files = archive.infolist()
    if len(files) > MAX_FILES or sum(file.file_size for file in files) > MAX_UNPACKED:
        raise Refused(_("This Word file is too large when it is unpacked."))
    if DOCUMENT not in archive.namelist():
        raise Refused(_("This is not a Word document."))
    texts = {}
    for file in files:
        if file.filename.endswith((".xml", ".rels")):
            if file.file_size > MAX_XML:
                raise Refused(_("This Word file is too large when it is unpacked."))
            texts[file.filename] = XmlCheck().text_of(archive.read(file))
    return texts


class XmlCheck:
    """Reads XML as a stream: refuses what declares entities or has too many or too deep parts."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.elements = self.depth = 0
        self.is_text = False
        self.texts: list[str] = []

    def text_of(self, xml: bytes) -> str:
        try:
            self.parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise Refused(_("This Word file is broken.")) from error
        return "".join(self.texts)

    def refuse(self, *args: object) -> None:
        raise Refused(_("This Word file declares things that no Word file needs."))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS or self.depth > MAX_DEPTH:
            raise Refused(_("This Word file has too many parts to be an article."))
        self.is_text = name == f"{WORD} t"
        if name in {f"{WORD} p", f"{WORD} tab", f"{WORD} br"}:
            self.texts.append(" ")

    def end(self, name: str) -> None:
        self.depth -= 1
        self.is_text = False

    def characters(self, text: str) -> None:
        if self.is_text:
            self.texts.append(text)


def _doubt_what_is_missing(reading: Reading, texts: dict[str, str]) -> None:
    """Words of the document that are in no part; and headers and footers, left out on purpose."""
    read = " ".join(words.text for part in reading.parts for words in words_of(part))
    known = set(re.findall(r"\w+", read))
    missing = [word for word in re.findall(r"\w+", texts[DOCUMENT]) if word not in known]
    if missing:
        reading.doubts.append(
            _("Words of the document that could not be read into it: %(words)s.")
            % {"words": " ".join(missing)}
        )
    for name, text in texts.items():
        if EDGES.fullmatch(name) and text.strip():
            reading.doubts.append(
                _("The line at the edge of each page was left out: “%(words)s”.")
                % {"words": " ".join(text.split())}
            )
