"""The practice, for pages that do without the database: by another process, and without a file."""

from pathlib import Path

import pytest

from home import last_known
from home.last_known import Contact

ALDER = Contact(name="Alder Room", phone="+44 1632 960 001", language="de")


@pytest.fixture
def file(settings, tmp_path) -> Path:
    settings.LAST_KNOWN_FILE = tmp_path / "practice.json"
    return settings.LAST_KNOWN_FILE


def remember(contact):
    last_known.remember(name=contact.name, phone=contact.phone, language=contact.language)


def start_anew():
    last_known._read.clear()


def test_nothing_is_known_at_first(file):
    assert last_known.contact() == Contact(name="", phone="", language="en")


def test_next_process_knows_what_this_one_read(file):
    remember(Contact(name="Elder Room"))
    remember(ALDER)
    start_anew()

    assert last_known.contact() == ALDER
    assert [other.name for other in file.parent.iterdir()] == [file.name]


def test_what_did_not_change_is_not_written_again(file):
    remember(ALDER)
    file.unlink()

    remember(ALDER)

    assert not file.exists()


@pytest.mark.parametrize("content", ["", "{", '{"fax": "1"}', "[1]"])
def test_spoilt_file_is_none(file, content):
    file.write_text(content)

    assert last_known.contact() == Contact()


def test_process_without_a_place_for_the_file_knows_for_itself(settings, tmp_path):
    settings.LAST_KNOWN_FILE = tmp_path / "nowhere" / "practice.json"

    remember(ALDER)

    assert last_known.contact() == ALDER
    start_anew()
    assert last_known.contact() == Contact()
