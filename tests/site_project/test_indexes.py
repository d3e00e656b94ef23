"""No index costs every write something and gives no look anything."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

OURS = ("home", "blog", "services", "bookings", "site_project")


def test_no_index_is_only_the_beginning_of_another():
    """Given the choice PostgreSQL may even read by the shorter one, which costs more."""
    useless = [
        f"{table}: {', '.join(short)} of {', '.join(long)}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OURS
        for table in [model._meta.db_table]
        for columns in [_indexed_columns(table)]
        for short in columns
        for long in columns
        if 0 < len(short) < len(long) and long[: len(short)] == short
    ]

    assert useless == []


def _indexed_columns(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table).values()
    indexes = (one for one in found if one["index"] or one["unique"])
    return [index["columns"] for index in indexes if all(index["columns"])]
