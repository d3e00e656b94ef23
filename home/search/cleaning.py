"""Search words from anywhere, made fit for the database's full-text search.

Wagtail hands a query on as it was typed. On SQLite a quotation mark or NUL in it is a syntax
error of FTS5, and a thousand words are an expression too deep for its parser; PostgreSQL refuses
NUL. All searches of the site and of the admin pass here.
"""

import re
from copy import copy
from typing import Any

from wagtail.search.query import Phrase, PlainText, SearchQuery

MAX_LENGTH = 200
MAX_WORDS = 12
# Control characters, and halves of characters that are no text at all.
UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
PUNCTUATION = re.compile(r"[^\w\s]+")


def fit(text: str, *, words_only: bool) -> str:
    """The first words of `text`; with `words_only`, without what is not letter or digit."""
    text = UNFIT.sub(" ", text[:MAX_LENGTH])
    if words_only:
        text = PUNCTUATION.sub(" ", text)
    return " ".join(text.split()[:MAX_WORDS])


def fit_query(query: Any, *, words_only: bool) -> Any:
    """`query`, a string or a tree of Wagtail's queries, with every text in it made fit."""
    if isinstance(query, str):
        return fit(query, words_only=words_only)
    if not isinstance(query, SearchQuery):
        return query
    query = copy(query)
    if isinstance(query, PlainText | Phrase):
        query.query_string = fit(query.query_string, words_only=words_only)
    for name in ("subquery", "subqueries"):
        part = getattr(query, name, None)
        if isinstance(part, list):
            setattr(query, name, [fit_query(one, words_only=words_only) for one in part])
        elif part is not None:
            setattr(query, name, fit_query(part, words_only=words_only))
    return query


def is_empty(query: Any) -> bool:
    """Is nothing left to search for? The databases differ in what they make of that."""
    if isinstance(query, str):
        return not query
    if isinstance(query, PlainText | Phrase):
        return not query.query_string
    parts = getattr(query, "subqueries", None) or [getattr(query, "subquery", None)]
    return any(part is not None and is_empty(part) for part in parts)
