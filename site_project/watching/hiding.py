"""What no line of the log and no report of an error may say, whoever wrote it."""

import re
from typing import Final

from home.networks import shortened

# More than this helps nobody, and somebody may have sent it to fill the disk.
MOST_LETTERS: Final = 16_000

# The secret part of a client's link: whoever reads it may act as the client. And of a calendar
# feed's address: whoever reads it may read the diary. And of a link to choose a new password:
# whoever reads it may have the account. And of the page that says how a request stands.
_LINK: Final = re.compile(
    r"(/(?:my-request|requested|calendar)/|/admin/password(?:/new|_reset/confirm)/[^/?#\s]+/)"
    r"[^/?#\s]+"
)
# What was searched for, where somebody came from, where she wants to go.
_QUERY: Final = re.compile(r"(?<=[\w/.…])\?[^\s\"'<>]+")
_MAIL: Final = re.compile(r"[\w.!#$&'*+=^`{|}~%-]{1,64}(?:@|%40)[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
_NETWORK: Final = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?=[^:\s]*:[^:\s]*:)[0-9A-Fa-f:.]{2,45}(?!\w))"
)


def hidden(text: str) -> str:
    """`text` without secrets of addresses, queries and mail addresses; networks shortened."""
    text = _LINK.sub(r"\1…", text[:MOST_LETTERS])
    text = _QUERY.sub("?…", text)
    text = _MAIL.sub("…@…", text)
    return _NETWORK.sub(_shortened, text)


def _shortened(found: re.Match[str]) -> str:
    return shortened(found[0]) or found[0]


def printable(text: str) -> str:
    r"""`text` on one line: line ends, escapes and marks that turn its direction as \n, \x1b, …"""
    return "".join(letter if letter.isprintable() else _spelt(letter) for letter in text)


def _spelt(letter: str) -> str:
    return letter.encode("unicode_escape").decode()
