"""One stylesheet from many small files, without a build step."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "static" / "css"
BUNDLE = "css/site.css"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"\n\s+")


class BundleFinder(BaseFinder):
    """Finds `css/site.css`: tokens, base, layout and the components in the order of their names.

    The file lies in the state folder and is written again when a source is newer, so it serves
    `collectstatic` and the development server alike. Its relative addresses are those of
    `css/`; a source in `components/` has to write them as seen from there.
    """

    def __init__(self):
        self.storage = FileSystemStorage(location=settings.STATE_DIR / "bundles")

    def check(self, **kwargs):
        if SOURCES.joinpath("tokens.css").exists():
            return []
        return [Error(f"No stylesheets in {SOURCES}.", id="site_project.E001")]

    def find(self, path, find_all=False):
        if path != BUNDLE:
            return []
        found = str(self._write())
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        if not matches_patterns(BUNDLE, ignore_patterns):
            self._write()
            yield BUNDLE, self.storage

    def _write(self) -> Path:
        bundle = Path(self.storage.path(BUNDLE))
        text = bundle_text()
        if not bundle.exists() or bundle.read_text() != text:
            bundle.parent.mkdir(parents=True, exist_ok=True)
            # Another process may be reading it: replaced whole, never half-written.
            draft = bundle.with_suffix(f".{os.getpid()}")
            draft.write_text(text)
            draft.replace(bundle)
        return bundle


def sources() -> list[Path]:
    """The stylesheets in the order of the bundle: later ones may override earlier ones."""
    first = [SOURCES / f"{name}.css" for name in ("tokens", "base", "layout")]
    return [*first, *sorted(SOURCES.glob("components/*.css"))]


def bundle_text() -> str:
    text = "\n".join(source.read_text() for source in sources())
    return INDENT.sub("\n", COMMENT.sub("", text))
