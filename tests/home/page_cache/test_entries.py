"""What one process keeps is bounded in bytes, whatever is asked for."""

import gzip
import sys
from datetime import UTC, datetime
from secrets import token_bytes

import pytest
from django.http import HttpResponse

from home.page_cache.entries import Entries, Entry, accepts_gzip, etag_of
from home.page_cache.limits import Limits
from home.page_cache.stamps import Stamp

pytestmark = pytest.mark.once

BEFORE = {Stamp.PAGES: b"12345678", Stamp.DIARY: b"abcdefgh"}
TEXT = b"All that is written about one muscle. " * 50


def entry(content: bytes = TEXT, **headers: str) -> Entry:
    response = HttpResponse(content, headers={"ETag": etag_of(content), **headers})
    return Entry.of(response, content, Limits(), BEFORE)


def where(name: str):
    return ("http", "practice.example", "80", "", f"/{name}/", "")


def test_what_is_kept_is_packed_and_is_given_as_it_was():
    kept = entry()

    packed, plain = kept.whole("br, gzip"), kept.whole("")

    assert (gzip.decompress(packed[1]), plain[1]) == (TEXT, TEXT)
    assert len(packed[1]) < len(TEXT) / 5
    assert dict(packed[0])["Content-Length"] == str(len(packed[1]))
    assert dict(plain[0])["Content-Length"] == str(len(TEXT))
    assert [dict(headers).get("Content-Encoding") for headers, _ in (packed, plain)] == [
        "gzip",
        None,
    ]


@pytest.mark.parametrize("content", [b"", b"a" * 199, bytes(range(256))])
def test_what_does_not_get_smaller_is_not_packed(content):
    kept = entry(content)

    assert (kept.packed, kept.whole("gzip")[1]) == (False, content)


def test_entry_says_by_which_stamps_it_changes():
    response = HttpResponse(b"", headers={"ETag": "a"})
    found = Limits(stamps={Stamp.DIARY, Stamp.PAGES}, until=datetime(2027, 1, 1, tzinfo=UTC))

    kept = Entry.of(response, b"", found, BEFORE)

    assert (kept.depends_on, kept.stamps, kept.until) == (
        (Stamp.PAGES, Stamp.DIARY),
        (b"12345678", b"abcdefgh"),
        datetime(2027, 1, 1, tzinfo=UTC).timestamp(),
    )


def test_flood_of_addresses_fills_no_more_than_its_room():
    entries = Entries(100_000)

    for number in range(2_000):
        entries.keep(where(f"{number}"), entry(f"{number}".encode() + bytes(range(256)) * 10))

    assert 90_000 < entries.bytes <= 100_000
    assert entries.bytes == sum(entries.size_of(where(f"{number}")) for number in range(2_000))


def test_size_is_no_less_than_what_python_needs():
    kept = entry()

    needs = sys.getsizeof(kept) + sys.getsizeof(kept.body) + sys.getsizeof(kept.headers)
    needs += sum(sys.getsizeof(one) for pair in kept.headers for one in (pair, *pair))

    assert kept.size() >= needs


def test_who_was_not_asked_for_longest_goes_first():
    size = entry().size() + 50
    entries = Entries(10 * size)
    for number in range(10):
        entries.keep(where(f"{number}"), entry())
    entries.get(where("0"))

    entries.keep(where("10"), entry())

    there = {number for number in range(11) if entries.get(where(f"{number}"))}
    assert there == set(range(11)) - {1}


def test_huge_entry_drives_nobody_out():
    entries = Entries(100_000)
    entries.keep(where("small"), entry())

    entries.keep(where("huge"), entry(token_bytes(12_000)))

    assert (len(entries), entries.get(where("huge"))) == (1, None)


def test_newer_entry_takes_the_place_of_the_one_before():
    entries = Entries(100_000)
    entries.keep(where("same"), entry(b"before"))
    entries.keep(where("same"), entry(b"after"))

    assert (len(entries), entries.get(where("same")).body) == (1, b"after")
    assert entries.bytes == entries.size_of(where("same"))


def test_without_any_room_nothing_is_kept():
    entries = Entries(0)

    entries.keep(where("any"), entry())

    assert (len(entries), entries.bytes) == (0, 0)


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip;q=0.001", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip ; q=0.000, br", False),
        ("gzipped", False),
    ],
)
def test_who_takes_packed_bytes(accepted, takes):
    assert accepts_gzip(accepted) is takes
