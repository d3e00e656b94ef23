"""The file of the stamps may go, be cut or be out of reach: pages are slower then, never old."""

import os

import pytest

from home.page_cache import stamps
from home.page_cache.stamps import Stamp

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def file(settings, tmp_path):
    settings.PAGE_CACHE = True
    settings.STAMPS_FILE = tmp_path / "state" / "stamps"
    return settings.STAMPS_FILE


def test_stamps_stay_until_they_are_changed_one_by_one():
    pages, diary, people = stamps.read(*Stamp)
    stamps.change(Stamp.DIARY)

    assert stamps.read(Stamp.PAGES, Stamp.PEOPLE) == (pages, people)
    assert stamps.read(Stamp.DIARY) != (diary,)


def test_removed_file_is_another_ones_no_more(file):
    before = stamps.read(*Stamp)
    file.unlink()

    assert len({before, stamps.read(*Stamp)}) == 2
    assert stamps.read(*Stamp) == stamps.read(*Stamp)


def test_file_that_another_process_made_is_found(file):
    before = stamps.read(*Stamp)
    another = file.with_name("another")
    another.write_bytes(b"0123456789abcdefABCDEFGH")
    another.replace(file)

    assert before != stamps.read(*Stamp) == (b"01234567", b"89abcdef", b"ABCDEFGH")


def test_file_that_was_cut_kills_nobody(file):
    before = stamps.read(*Stamp)
    os.truncate(file, 0)

    assert before != stamps.read(*Stamp) is not None


def test_no_place_for_the_file_means_that_nothing_is_kept(file):
    file.parent.write_bytes(b"a file where the folder should be")

    stamps.change(*Stamp)

    assert stamps.read(*Stamp) is None


def test_who_may_write_to_the_database_may_change_the_stamps(file):
    mask = os.umask(0o002)
    try:
        stamps.read(*Stamp)
    finally:
        os.umask(mask)

    assert file.stat().st_mode & 0o777 == 0o664
