"""From the bytes of a file to a reading: what it is, how it is encoded, which reader takes it."""

import re
from pathlib import PurePath

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from blog.importing.errors import Refused
from blog.importing.parts import Reading
from blog.importing.readers.html import read_html
from blog.importing.readers.markdown import read_markdown
from blog.importing.readers.plain import read_plain
from blog.importing.readers.word import read_word
from blog.importing.shapes import recognise_shapes
from blog.importing.words import MAX_CHARACTERS

MAX_BYTES = 20 * 1024 * 1024
READERS = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_plain,
}
ENDINGS = (".docx", *READERS)
ARCHIVE = b"PK\x03\x04"
# What old Word files are, and new ones with a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)")
GUESSED = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254"]
PICTURES_INSIDE = re.compile(r"data:image/[^\"')\s>]*")


def read_file(data: bytes, name: str) -> Reading:
    """Read a file by the ending of its name. Raises Refused with one sentence."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise Refused(
            _("Choose a file whose name ends in %(endings)s.") % {"endings": ", ".join(ENDINGS)}
        )
    if len(data) > MAX_BYTES:
        raise too_large()
    if not data.strip():
        raise Refused(_("This file is empty."))
    if data.startswith(COMPOUND):
        raise Refused(_old_or_locked(data))
    if ending == ".docx":
        reading = read_word(data) if data.startswith(ARCHIVE) else _not_word()
    else:
        text, doubts = decoded(data)
        reading = _read(READERS[ending], text)
        reading.doubts[:0] = doubts
    return _recognised(reading)


def read_pasted(text: str) -> Reading:
    """Read text that somebody pasted: as Markdown if it has its headings or links."""
    if re.search(r"^#{1,6} \S|\]\(https?://", text, re.MULTILINE):
        return _recognised(_read(read_markdown, text))
    return _recognised(_read(read_plain, text))


def read_piped(data: bytes) -> Reading:
    """Read pasted text whose encoding is not known yet."""
    text, doubts = decoded(data)
    reading = read_pasted(text)
    reading.doubts[:0] = doubts
    return reading


def too_large() -> Refused:
    return Refused(
        _("This file is too large: the limit is %(megabytes)s MB.")
        % {"megabytes": MAX_BYTES // 1024 // 1024}
    )


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text, and a doubt if its encoding had to be guessed."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode(data, encoding), []
    if b"\x00" in data:
        raise Refused(_("This file holds no text."))
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(data[:2048])
    if declared:
        return _decode(data, (declared[1] or declared[2]).decode()), []
    guesses = from_bytes(data, cp_isolation=GUESSED)
    best = guesses.best()
    # Short texts fit several; what Windows writes in Western Europe is then the likeliest.
    guess = next((one for one in guesses if one.encoding == GUESSED[0]), best)
    guess = guess if best and guess.chaos <= best.chaos else best
    if guess is None:
        raise Refused(_("This file holds no text."))
    doubt = _("The file does not say how it is encoded; read as %(encoding)s: look at accents.")
    return str(guess), [doubt % {"encoding": guess.encoding}]


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise Refused(_("This file holds no text that can be read.")) from error


def _read(reader, text: str) -> Reading:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(PICTURES_INSIDE.sub("", text)) > MAX_CHARACTERS:
        raise Refused(_("This text is too long to be one article."))
    return reader(text)


def _recognised(reading: Reading) -> Reading:
    recognise_shapes(reading)
    if not reading.parts:
        raise Refused(_("There are no words in it."))
    return reading


def _old_or_locked(data: bytes) -> str:
    if ENCRYPTED in data:
        return _("This file is protected by a password.")
    return _("This is a file of an old Word: save it as .docx first.")


def _not_word() -> Reading:
    raise Refused(_("This is not a Word document."))
