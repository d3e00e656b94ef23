"""The desk's pages that stand below no list. Lists bring theirs along (lists.py)."""

from typing import Final

from django.urls import URLPattern

from .bulk import BULK_URLS
from .diary.urls import DIARY_URLS
from .mail_words import MAIL_WORDS_URLS
from .reports import REPORT_URLS

DESK_URLS: Final[list[URLPattern]] = [
    *BULK_URLS,
    *DIARY_URLS,
    *MAIL_WORDS_URLS,
    *REPORT_URLS,
]
