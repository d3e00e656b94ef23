"""What makes two email addresses, two phone numbers or two names the same one."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final, Protocol

# Country codes and leading zeros stand in front of the last nine digits.
COMPARED_DIGITS: Final = 9
# Fewer are a part of too many numbers.
FEWEST_DIGITS: Final = 5
# From here on two names are “very alike”: Jon and John Smith are, Tom and Tim Smith are not.
ALIKE: Final = 0.9


class Reachable(Protocol):
    """Anybody with an email address and a phone number; each may be empty."""

    @property
    def email(self) -> str: ...

    @property
    def phone(self) -> str: ...


def normalised_email(email: str) -> str:
    """Letters in one case: nobody's postbox tells Vera@ from vera@."""
    return email.strip().casefold()


def normalised_phone(phone: str) -> str:
    """The last nine digits, empty where there are too few to compare.

    +44 1632 960001, +44 (0)1632 960001 and 01632 960001 ext. 5 are one number.
    """
    digits = _digits(main_number(phone))
    return digits[-COMPARED_DIGITS:] if len(digits) >= FEWEST_DIGITS else ""


def main_number(phone: str) -> str:
    """The first number of what people write: without an extension, or a second number.

    A stroke may also stand behind an area code: 030/1234567.
    """
    number = re.split(r"(?i)ext|x|#|;|,", phone, maxsplit=1)[0]
    first = number.partition("/")[0]
    return first if len(_digits(first)) > FEWEST_DIGITS else number


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def reach_the_same(one: Reachable, other: Reachable) -> bool:
    """Whether they share an email address or a phone number."""
    email, phone = normalised_email(one.email), normalised_phone(one.phone)
    same_email = bool(email) and email == normalised_email(other.email)
    return same_email or (bool(phone) and phone == normalised_phone(other.phone))


def are_alike(one: str, other: str) -> bool:
    """Whether two names are the same but for accents, order, a letter or two."""
    first, second = _folded(one), _folded(other)
    if not (first and second):
        return False
    compared = SequenceMatcher(None, first, second, autojunk=False)
    # The cheap upper bounds first: a practice has thousands of names.
    return (
        compared.real_quick_ratio() >= ALIKE
        and compared.quick_ratio() >= ALIKE
        and compared.ratio() >= ALIKE
    )


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(sorted(re.findall(r"\w+", letters)))
