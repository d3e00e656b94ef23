"""Encryption in the age format (age-encryption.org/v1), so that the `age` tool reads it as well.

A backup is encrypted to public keys. The site has no others: who takes over its machine cannot
read the backups that lie beside it. What is decrypted is authentic as far as it goes, and a file
that was cut off is noticed at its end; so nothing counts before the stream was read to the end.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import pyrage
from pyrage.x25519 import Identity, Recipient

from .refusals import Damaged, Refused

CHUNK: Final = 1024 * 1024
WRONG_KEY: Final = "No matching keys found"


def make_identity(path: Path) -> str:
    """Write a new secret key to `path`, as age-keygen does; returns the public one.

    Only its owner may read the file. Raises FileExistsError rather than write over a key.
    """
    identity = Identity.generate()
    public = str(identity.to_public())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"# public key: {public}\n{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    return public


def read_identities(path: Path) -> list[Identity]:
    """The secret keys in a file of `make_identity` or age-keygen."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
        found = [Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise Refused(f"{path} cannot be read as a secret key of age: {error}.") from error
    if not found:
        raise Refused(f"{path} holds no secret key of age.")
    return found


def read_recipients(keys: Sequence[str]) -> list[Recipient]:
    """The public keys of BACKUP_RECIPIENT."""
    if not keys:
        raise Refused(
            "BACKUP_RECIPIENT is not set. Make a pair of keys with `manage.py backup_key FILE`, "
            "on a machine other than the site's, and set it to the public one."
        )
    try:
        return [Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise Refused(f"BACKUP_RECIPIENT holds no public key of age: {error}.") from error


class _Noting:
    """Keeps the error of a write, which pyrage only tells in words."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self.file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self.file.flush()


@contextmanager
def sealed(file: BinaryIO, recipients: Sequence[Recipient]) -> Iterator[BinaryIO]:
    """A stream for plain bytes; `file` gets them encrypted, and is whole when this ends well.

    An error of the caller passes, and leaves in `file` what is to be thrown away.
    """
    noting = _Noting(file)
    source, sink = os.pipe()

    def encrypt() -> None:
        with os.fdopen(source, "rb") as reader:
            pyrage.encrypt_io(reader, noting, list(recipients))

    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(encrypt)
        try:
            with os.fdopen(sink, "wb") as writer:
                yield writer
            future.result()
        except (BrokenPipeError, pyrage.EncryptError):
            if noting.error:
                raise noting.error from None
            raise


@contextmanager
def opened(path: Path, identities: Sequence[Identity]) -> Iterator[BinaryIO]:
    """The plain bytes of a backup, read to the end when this ends well.

    Raises Refused for a wrong key, and Damaged for a file that was cut off or altered, whatever
    the caller made of the bytes before.
    """
    source, sink = os.pipe()

    def decrypt() -> None:
        with os.fdopen(sink, "wb") as writer, path.open("rb") as reader:
            pyrage.decrypt_io(reader, writer, list(identities))

    with ThreadPoolExecutor(1) as beside:
        future = beside.submit(decrypt)
        try:
            with os.fdopen(source, "rb") as reader:
                yield reader
                while reader.read(CHUNK):
                    pass
        finally:
            _refuse(future.exception(), path)


def _refuse(error: BaseException | None, path: Path) -> None:
    """Raise why `path` could not be decrypted; nothing, where its reader only left early."""
    match error:
        case pyrage.DecryptError() if str(error) == WRONG_KEY:
            raise Refused("This secret key does not open the file: it was made for another.")
        case pyrage.DecryptError():
            raise Damaged("it does not begin as a backup does")
        case OSError(errno=None):
            raise Damaged("it was cut off or altered")
        case OSError() if not isinstance(error, BrokenPipeError):
            raise Refused(f"{path} cannot be read: {error.strerror}.")
