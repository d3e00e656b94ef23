"""What the desk's search looks through, and the index that finds any part of it."""

from typing import Any, Final

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import GeneratedField, TextField, Value
from django.db.models.functions import Concat, Replace, Upper

from ..querysets import digits_of

# Unlike a constraint, an index has to give the schema editor something to run.
NOTHING: Final = "-- only PostgreSQL has this index"


class SearchText(GeneratedField):
    """Name, email address, `more` fields and the digits of the phone number, in one line.

    The database writes it with the row, so whatever changes or erases a contact changes it too.
    Each part stands behind a space, so that “ ann” is a word that begins with it.
    """

    def __init__(self, *more: str, **options: Any) -> None:
        self.more = more
        parts = [Replace("name", Value("’"), Value("'")), "email", *more, digits_of("phone")]
        spaced = [piece for part in parts for piece in (Value(" "), part)]
        options |= {
            "expression": Concat(*spaced, output_field=TextField()),
            "output_field": TextField(),
            "db_persist": True,
        }
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, _options = super().deconstruct()
        return name, f"{type(self).__module__}.{type(self).__qualname__}", list(self.more), {}


class TrigramIndex(GinIndex):
    """Any part of three letters or more of a field, in any case (icontains); only on PostgreSQL.

    On SQLite, which a practice of one keeps its few thousand rows in, a search reads them all.
    """

    def __init__(self, *fields: str, **options: Any) -> None:
        self.looked_through = fields
        parts = [OpClass(Upper(field), name="gin_trgm_ops") for field in fields]
        super().__init__(*parts, **options)

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, _expressions, options = super().deconstruct()
        return path, self.looked_through, options

    def create_sql(self, model: Any, schema_editor: Any, **options: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, **options)
        return NOTHING

    def remove_sql(self, model: Any, schema_editor: Any, **options: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor, **options)
        return NOTHING
