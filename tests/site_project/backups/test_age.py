"""What is encrypted to a key is read with its other half only, and only whole."""

import io
import re

import pytest
from pyrage.x25519 import Identity

from site_project.backups.age import (
    make_identity,
    opened,
    read_identities,
    read_recipients,
    sealed,
)
from site_project.backups.refusals import Damaged, Refused
from tests.site_project.backups.copies import KEEPER

pytestmark = pytest.mark.once

# Of three blocks of the format, 64 KiB each.
PLAIN = bytes(range(256)) * 600


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sealed.age"
    with path.open("wb") as file, sealed(file, [KEEPER.to_public()]) as stream:
        stream.write(PLAIN)
    return path


def read(path, identity=KEEPER):
    with opened(path, [identity]) as stream:
        return stream.read()


def test_what_was_sealed_is_read_with_the_secret_key(path):
    assert read(path) == PLAIN
    assert PLAIN[:64] not in path.read_bytes()


def test_each_of_two_keys_opens_it(tmp_path):
    other, path = Identity.generate(), tmp_path / "two.age"
    with (
        path.open("wb") as file,
        sealed(file, [KEEPER.to_public(), other.to_public()]) as stream,
    ):
        stream.write(PLAIN)

    assert [read(path, KEEPER), read(path, other)] == [PLAIN, PLAIN]


def test_another_key_does_not_open_it(path):
    with pytest.raises(Refused, match=r"^This secret key does not open the file"):
        read(path, Identity.generate())


@pytest.mark.parametrize("length", [0, 10, 150, 60_000, -65_536, -1])
def test_file_that_was_cut_off_is_noticed(path, length):
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(Damaged):
        read(path)


def test_file_that_ends_between_two_blocks_is_noticed(path):
    block = 64 * 1024 + 16
    header = len(path.read_bytes()) - len(PLAIN) - 3 * 16
    path.write_bytes(path.read_bytes()[: header + 2 * block])

    with pytest.raises(Damaged):
        read(path)


@pytest.mark.parametrize("place", [5, 120, 70_000, -3])
def test_altered_byte_is_noticed(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    with pytest.raises(Refused):
        read(path)


def stumble(path, length):
    with opened(path, [KEEPER]) as stream:
        stream.read(length)
        raise EOFError


def test_damage_is_told_even_where_the_reader_stumbles_over_it(path):
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(Damaged):
        stumble(path, -1)


def test_reader_that_leaves_early_hears_its_own_error(path):
    with pytest.raises(EOFError):
        stumble(path, 10)


class Full(io.BytesIO):
    def write(self, data):
        raise OSError(28, "No space left on device")


def seal_a_lot(file):
    with sealed(file, [KEEPER.to_public()]) as stream:
        stream.write(100 * PLAIN)


def test_error_of_a_write_comes_out_as_it_was():
    with pytest.raises(OSError, match="No space left") as caught:
        seal_a_lot(Full())

    assert caught.value.errno == 28


def test_pair_of_keys_is_kept_and_read(tmp_path):
    path = tmp_path / "key"

    public = make_identity(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert [str(one.to_public()) for one in read_identities(path)] == [public]
    assert [str(one) for one in read_recipients([public])] == [public]
    with pytest.raises(FileExistsError):
        make_identity(path)


@pytest.mark.parametrize("content", [b"", b"# only a comment\n", b"AGE-SECRET-KEY-1\n", b"\xff"])
def test_file_without_a_key_is_refused(tmp_path, content):
    path = tmp_path / "key"
    path.write_bytes(content)

    with pytest.raises(Refused, match=re.escape(str(path))):
        read_identities(path)


@pytest.mark.parametrize("keys", [[], ["age1"], [str(KEEPER)]])
def test_wrong_public_key_is_refused(keys):
    with pytest.raises(Refused, match=r"^BACKUP_RECIPIENT "):
        read_recipients(keys)
