"""Is the database as new as the code? A newer one is: the old code runs on until it is replaced."""

from threading import Lock

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_lock = Lock()
known_as_migrated: set[str] = set()


def unapplied() -> list[str]:
    """The migrations that the database lacks (“bookings.0003_answers”), in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_migrated() -> bool:
    """Whether nothing is unapplied. Looked at until it is once so, then known of this database."""
    name = str(connection.settings_dict["NAME"])
    with _lock:
        if name not in known_as_migrated and not unapplied():
            known_as_migrated.add(name)
        return name in known_as_migrated
