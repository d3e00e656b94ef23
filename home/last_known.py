"""The practice's name and phone as last read, for pages that must do without the database."""

from dataclasses import dataclass

from django.core.cache import cache

KEY = "home.last_known"


@dataclass(frozen=True)
class Contact:
    name: str = ""
    phone: str = ""


def contact() -> Contact:
    """What was last read; empty fields in a process that has not read it yet."""
    return cache.get(KEY) or Contact()


def remember(*, name: str, phone: str) -> None:
    cache.set(KEY, Contact(name=name, phone=phone), timeout=None)
