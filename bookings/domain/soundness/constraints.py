"""Rows that the database should never have let in: SQLite lets a lot in when it is told to."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import CheckConstraint, Count, Model, Q, QuerySet, UniqueConstraint


def rows_outside_the_constraints() -> Iterator[str]:
    """Rows against a CHECK, a UNIQUE, a list of choices or a foreign key of this app."""
    for model in apps.get_app_config("bookings").get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                yield from _against_check(model, constraint)
            elif isinstance(constraint, UniqueConstraint):
                yield from _against_unique(model, constraint)
        yield from _outside_choices(model)
    yield from _pointing_nowhere()


def _against_check(model: type[Model], constraint: CheckConstraint) -> Iterator[str]:
    for pk in QuerySet(model).exclude(constraint.condition).values_list("pk", flat=True):
        yield f"constraint: {model._meta.object_name} {pk} breaks {constraint.name}"


def _against_unique(model: type[Model], constraint: UniqueConstraint) -> Iterator[str]:
    rows: QuerySet[Model] = QuerySet(model).filter(constraint.condition or Q())
    fields, name = list(constraint.fields), model._meta.object_name
    twice = rows.order_by().values(*fields).annotate(rows=Count("pk")).filter(rows__gt=1)
    for group in twice.exclude(**dict.fromkeys(fields)):
        where = ", ".join(f"{field} {group[field]}" for field in fields)
        yield f"constraint: {group['rows']} {name} rows with {where} break {constraint.name}"


def _outside_choices(model: type[Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if field.choices and field.name in {"status", "state"}:
            known = [value for value, _label in field.flatchoices]
            odd: QuerySet[Model] = QuerySet(model).exclude(**{f"{field.name}__in": known})
            for pk, value in odd.values_list("pk", field.name):
                yield f"state: {model._meta.object_name} {pk} is {value!r}, which is no state"


def _pointing_nowhere() -> Iterator[str]:
    """Foreign keys without a row at the other end. PostgreSQL has none: nothing switches it off."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, rowid, parent, _key in cursor.fetchall():
            if table.startswith("bookings_"):
                yield f"orphan: row {rowid} of {table} points at no row of {parent}"
