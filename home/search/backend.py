"""Wagtail's database search with every query cleaned first; named in WAGTAILSEARCH_BACKENDS."""

from typing import Any

from django.db import connection
from wagtail.search.backends import database
from wagtail.search.query import MATCH_NONE

from home.search.cleaning import fit_query, is_empty


class CleanQueries:
    """Goes in front of a backend: `search` and `autocomplete` both pass through `_search`."""

    def _search(self, compiler: type, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        query = fit_query(query, words_only=connection.vendor == "sqlite")
        if is_empty(query):
            query = MATCH_NONE
        return super()._search(compiler, query, model_or_queryset, **options)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that Wagtail looks for
    """The backend for the default database, with clean queries."""
    backend = database.SearchBackend(params)
    kind = type(backend)
    backend.__class__ = type(f"Clean{kind.__name__}", (CleanQueries, kind), {})
    return backend
