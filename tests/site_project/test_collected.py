import pytest
from django.test import override_settings

from site_project.collected import collect_static_if_changed


@pytest.fixture
def sources(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("a { color: red }")
    with override_settings(
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STATIC_ROOT=tmp_path / "collected",
    ):
        yield source


def test_static_files_are_collected_once(sources, tmp_path):
    assert [collect_static_if_changed(), collect_static_if_changed()] == [True, False]
    assert (tmp_path / "collected" / "one.css").exists()


def test_static_files_are_collected_again_when_one_changed(sources, tmp_path):
    collect_static_if_changed()
    (sources / "one.css").write_text("a { color: blue; }")
    assert collect_static_if_changed()
    assert (tmp_path / "collected" / "one.css").read_text() == "a { color: blue; }"


def test_static_files_are_collected_again_when_they_were_removed(sources, tmp_path):
    collect_static_if_changed()
    (tmp_path / "collected" / ".collected").unlink()
    assert collect_static_if_changed()
