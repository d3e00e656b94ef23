"""The words of the site in other languages: found, written down and compiled by Babel.

Django's own makemessages and compilemessages need the programs of GNU gettext; these need
nothing but the Python package that also writes our dates and prices.

A catalogue is `locale/<language>/LC_MESSAGES/django.po`. Compiled ones (`.mo`) are made from
it wherever the site is set up, and are never committed.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = ("blog", "bookings", "home", "services", "site_project", "templates")
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENTS = ["Translators"]
WIDTH = 100
# What Babel writes at the head of a catalogue and nobody here has or reads.
NOISE = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Project-Id-Version|Report-Msgid-Bugs-To|Last-Translator'
    rb"|Language-Team|Generated-By):"
)


def languages() -> list[str]:
    """The languages with a catalogue: all but the one that the code is written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def catalogue_path(language: str, suffix: str = ".po") -> Path:
    folder = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES"
    return folder / f"django{suffix}"


def found_messages() -> Catalog:
    """Every marked string of the code and the templates, without any translation."""
    catalogue = Catalog(charset="utf-8")
    for path in _sources():
        name = path.relative_to(settings.BASE_DIR).as_posix()
        for line, function, words, comments in _messages(path):
            spec = FUNCTIONS[function]
            parts = list(words) if isinstance(words, tuple) else [words]
            context = parts.pop(0) if spec and isinstance(spec[0], tuple) else None
            message = tuple(parts[:2]) if spec and "n" in function[:2] else parts[0]
            flags = ["python-format"] if _has_placeholder(message) else []
            catalogue.add(
                message,
                locations=[(name, line)],
                flags=flags,
                auto_comments=comments,
                context=context,
            )
    return catalogue


def read_catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def update_catalogues() -> None:
    """Bring each catalogue to what the code says today; what it no longer says goes."""
    found = found_messages()
    for language in languages():
        path = catalogue_path(language)
        if path.exists():
            catalogue = read_catalogue(language)
            # A guess that nobody has read would be shown to visitors as if it were right.
            catalogue.update(found, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue = Catalog(locale=language, domain="django", charset="utf-8")
            catalogue.update(found)
        write_catalogue(language, catalogue)


def write_catalogue(language: str, catalogue: Catalog) -> None:
    """Sorted by file; without line numbers and dates, which change with every edit elsewhere."""
    content = BytesIO()
    catalogue.fuzzy = False
    catalogue.header_comment = "# The words of the site; see docs/translating.md."
    write_po(content, catalogue, WIDTH, sort_by_file=True, include_lineno=False)
    lines = content.getvalue().splitlines(keepends=True)
    catalogue_path(language).write_bytes(b"".join(line for line in lines if not NOISE.match(line)))


def compile_catalogues() -> list[str]:
    """Compile what changed since it was compiled; gives the languages that had something to do."""
    stale = [language for language in languages() if is_stale(language)]
    for language in stale:
        target = catalogue_path(language, ".mo")
        content = BytesIO()
        write_mo(content, read_catalogue(language))
        # Renamed into place: another process may read it at this moment.
        part = target.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(content.getvalue())
        part.replace(target)
    return stale


def is_stale(language: str) -> bool:
    """Whether the compiled catalogue is missing or older than its source."""
    compiled = catalogue_path(language, ".mo")
    source = catalogue_path(language)
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _messages(path: Path) -> Iterator[tuple]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls among Xs; brackets make its indentation harmless.
        source = f"({templatize(source, origin=str(path))}\n)"
    return extract_python(
        BytesIO(source.encode()), list(FUNCTIONS), COMMENTS, {"encoding": "utf-8"}
    )


def _has_placeholder(message: str | tuple[str, str]) -> bool:
    words = message if isinstance(message, tuple) else (message,)
    return any("%(" in word or "%s" in word for word in words)
