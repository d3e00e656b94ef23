"""The contact sheet: every page with its pictures, its weight and its number of elements."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from tests.shots.camera import Shot

HEAD: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Every page and state</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 1rem; }
nav { columns: 18rem; }
section { border-top: 1px solid; margin-top: 2rem; }
.views { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
figure { margin: 0; }
img { display: block; height: 30rem; width: auto; max-width: 30rem; object-fit: cover;
      object-position: top; border: 1px solid; }
</style>
"""


def write_sheet(folder: Path, shots: Iterable[Shot]) -> Path:
    """Write `index.html` beside the pictures; its path."""
    shots = list(shots)
    links = format_html_join(
        "", '<li><a href="#{}">{}</a></li>', ((slugify(shot.name), shot.name) for shot in shots)
    )
    body = format_html(
        "<h1>{} pages and states</h1>\n<nav><ul>{}</ul></nav>\n{}",
        len(shots),
        links,
        format_html_join("", "{}", ((_section(shot),) for shot in shots)),
    )
    sheet = folder / "index.html"
    sheet.write_text(mark_safe(HEAD) + body)  # noqa: S308
    return sheet


def _section(shot: Shot) -> SafeString:
    pictures = format_html_join(
        "\n",
        '<figure><a href="{0}"><img src="{0}" loading="lazy" alt="{1}"></a>'
        "<figcaption>{1}</figcaption></figure>",
        ((file, view) for view, file in shot.files.items()),
    )
    return format_html(
        '<section id="{}"><h2>{}</h2>\n'
        "<p>Status {}, {} bytes of HTML compressed, {} elements</p>\n"
        '<div class="views">{}</div></section>\n',
        slugify(shot.name),
        shot.name,
        shot.status,
        f"{shot.wire_bytes:,}",
        shot.elements,
        pictures,
    )
