"""One stylesheet from many, found by the development server and by collectstatic alike."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template import engines

from site_project.finders import BUNDLE, SOURCES, BundleFinder, bundle_text, sources

pytestmark = pytest.mark.once

PRELOAD = "{% load static %}{% static 'fonts/fraunces-560.woff2' %}"


def test_bundle_has_every_stylesheet_the_tokens_first():
    names = [source.relative_to(SOURCES).as_posix() for source in sources()]
    assert names[:3] == ["tokens.css", "base.css", "layout.css"]
    components = [path.name for path in SOURCES.glob("components/*.css")]
    assert names[3:] == [f"components/{name}" for name in sorted(components)]
    bundle = bundle_text()
    for source in sources():
        first_rule = re.search(r"^[^\s/*].*", source.read_text(), re.MULTILINE)
        assert first_rule[0] in bundle


def test_bundle_is_found_and_current():
    assert Path(finders.find(BUNDLE)).read_text() == bundle_text()
    assert finders.find(BUNDLE, find_all=True) == [finders.find(BUNDLE)]
    assert finders.find("css/nothing.css") is None


def test_bundle_is_written_again_when_a_source_has_changed(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    finder = BundleFinder()
    path = Path(finder.find(BUNDLE))
    path.write_text("old")
    assert Path(finder.find(BUNDLE)).read_text() == bundle_text()
    assert [file.name for file in path.parent.iterdir()] == ["site.css"]


def test_bundle_is_left_alone_when_nothing_has_changed():
    path = Path(finders.find(BUNDLE))
    before = path.stat().st_mtime_ns
    finders.find(BUNDLE)
    assert path.stat().st_mtime_ns == before


def test_bundle_can_be_left_out_of_a_collection():
    finder = BundleFinder()
    assert [path for path, _ in finder.list([])] == [BUNDLE]
    assert list(finder.list(["*.css"])) == []


def test_bundle_has_no_comments_and_balanced_braces():
    bundle = bundle_text()
    assert "/*" not in bundle
    assert bundle.count("{") == bundle.count("}")


def test_colours_are_written_in_the_tokens_alone():
    found = {
        source.name: re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\s*[>{.:])", source.read_text())
        for source in sources()[1:]
    }
    # White words on the care cards' own heads.
    assert {name: colours for name, colours in found.items() if colours} == {
        "care_card.css": ["#fff", "#fff"],
    }


def test_every_property_that_is_used_is_a_token():
    bundle = bundle_text()
    used = set(re.findall(r"var\((--[\w-]+)", bundle))
    assert used - set(re.findall(r"(--[\w-]+):", bundle)) == set()


def test_collected_stylesheet_names_the_hashed_font_that_pages_preload(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0, ignore=["wagtail*", "*.map"])
    preloaded = engines["django"].from_string(PRELOAD).render()
    assert re.fullmatch(r"/static/fonts/fraunces-560\.[0-9a-f]{12}\.woff2", preloaded)
    stylesheet = (tmp_path / staticfiles_storage.stored_name(BUNDLE)).read_text()
    assert f'url("../fonts/{preloaded.rpartition("/")[2]}")' in stylesheet
    assert "../fonts/figtree.woff2" not in stylesheet
    assert (tmp_path / f"{staticfiles_storage.stored_name(BUNDLE)}.gz").exists()
