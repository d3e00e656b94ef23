"""Every template: it compiles, keeps to the content security policy, and can be translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.utils import get_app_template_dirs

from tests.files import ROOT, project_files, shown

pytestmark = pytest.mark.once

TEMPLATES = [
    file for file in project_files("templates") if file.suffix in {".html", ".txt", ".xml"}
]
# The admin has its own policy (settings.ADMIN_CSP), and a mail can bring no stylesheet.
NOT_PUBLIC = (
    "templates/bookings/emails/",
    "templates/bookings/staff/",
    "templates/site_project/",
    "templates/wagtailadmin/",
    "templates/wagtailsearchpromotions/",
)
PUBLIC = [file for file in TEMPLATES if not shown(file).startswith(NOT_PUBLIC)]

INLINE = {
    "script": r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))",
    "style element": r"<style\b",
    "style attribute": r"\sstyle\s*=",
    "event handler": r"\son[a-z]+\s*=\s*[\"']",
    "javascript address": r"[\"']javascript:",
    "file of another host": r"\b(?:src|srcset)=[\"'](?:https?:)?//",
}
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "aria-description", "placeholder"}


def by_name(files):
    return [pytest.param(file, id=shown(file)) for file in files]


@pytest.mark.parametrize("file", by_name(TEMPLATES))
def test_template_compiles(file):
    engines["django"].engine.get_template(file.relative_to(ROOT / "templates").as_posix())


@pytest.mark.parametrize("file", by_name(PUBLIC))
def test_template_has_nothing_inline(file):
    found = [name for name, pattern in INLINE.items() if re.search(pattern, file.read_text())]
    assert found == []


def test_admin_template_with_an_inline_script_is_replaced():
    """The admin's policy runs none: what Wagtail starts so has a starter (home/starters.py)."""
    engine = engines["django"].engine
    ours = str(ROOT / "templates")
    started = {
        name
        for folder in get_app_template_dirs("templates")
        for file in Path(folder).rglob("*.html")
        if re.search(INLINE["script"], file.read_text())
        for name in [file.relative_to(folder).as_posix()]
        # We use forms of allauth and no page of it.
        if not str(folder).endswith("allauth/templates")
    }
    assert "wagtailadmin/panels/inline_panel.html" in started
    missed = [n for n in started if not engine.get_template(n).origin.name.startswith(ours)]
    assert missed == []


@pytest.mark.parametrize("file", by_name(TEMPLATES))
def test_template_is_marked_for_translation(file):
    assert untranslated(file.read_text(), is_html=file.suffix == ".html") == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("{% blocktranslate %}Hello{% endblocktranslate %} {{ name }}", []),
        ('<img alt="A hand" src="{{ url }}">', ["A hand"]),
        ("<img alt=\"{% translate 'A hand' %}\">", []),
        ("{# note #}{% comment %}note{% endcomment %}<b>–</b>", []),
        ('{{ name|default:"Nobody" }}', ["Nobody"]),
    ],
)
def test_untranslated_words_are_found(source, found):
    assert untranslated(source, is_html=True) == found


def untranslated(source: str, *, is_html: bool) -> list[str]:
    """Words of a template that no translate tag holds."""
    block = r"{%\s*(blocktranslate|comment|blocktrans)\b.*?%}.*?{%\s*end\1\s*%}"
    source = re.sub(block, "", source, flags=re.DOTALL)
    source = re.sub(r"{#.*?#}", "", source)
    words = re.findall(
        r"{{[^}]*\|(?:default|default_if_none|yesno):\"([^\"]*[a-z][^\"]*)\"", source
    )
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source)
    if is_html:
        reader = WordReader()
        reader.feed(source)
        words += reader.words
    else:
        words += source.splitlines()
    return [word.strip() for word in words if re.search(r"[^\W\d_]{2}", word)]


class WordReader(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag, attrs):
        self.silent = tag in {"script", "style"}
        self.words += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)
