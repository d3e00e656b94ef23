"""A migration runs while the code of before it still serves: nothing that it uses may go or change.

docs/deploy.md says how such a change is made in two releases instead. What is older than the first
public installation is not looked at.
"""

import re

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.once

OURS = {"home", "blog", "services", "bookings", "accounts"}
# The last of each app that no installation has run without.
FIRST_RELEASE = {"home": 4, "blog": 2, "services": 2, "bookings": 3, "accounts": 2}
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def what_breaks(operation):
    """Why the old code would fail beside it, in words; None where it would not."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return next(filter(None, map(what_breaks, operation.database_operations)), None)
    if isinstance(operation, TAKES_AWAY):
        return "takes away what the old code asks for"
    if not isinstance(operation, migrations.AddField):
        return None
    field = operation.field
    if field.many_to_many or field.null or field.has_db_default():
        return None
    return "needs a value that the old code does not write: null=True, or db_default"


def later_operations():
    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        number = int(re.match(r"\d+", name)[0]) if app in OURS else 0
        if number > FIRST_RELEASE.get(app, 0):
            yield from ((f"{app}.{name}", operation) for operation in migration.operations)


def test_migrations_leave_the_code_of_before_them_running():
    found = {
        f"{name}: {operation.describe()}": reason
        for name, operation in later_operations()
        if (reason := what_breaks(operation))
    }
    assert found == {}


def test_every_app_of_ours_is_looked_at():
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert ours - {"site_project"} == OURS == set(FIRST_RELEASE)


@pytest.mark.parametrize(
    ("operation", "breaks"),
    [
        (migrations.RemoveField("page", "old"), True),
        (migrations.RenameField("page", "old", "new"), True),
        (migrations.DeleteModel("Page"), True),
        (migrations.AddField("page", "new", models.IntegerField(default=1)), True),
        (migrations.AddField("page", "new", models.IntegerField(null=True)), False),
        (migrations.AddField("page", "new", models.IntegerField(db_default=1)), False),
        (migrations.AddField("page", "new", models.ManyToManyField("home.HomePage")), False),
        (migrations.CreateModel("New", fields=[]), False),
        (
            migrations.SeparateDatabaseAndState(
                state_operations=[migrations.RemoveField("page", "old")]
            ),
            False,
        ),
    ],
)
def test_what_breaks_knows_operations(operation, breaks):
    assert bool(what_breaks(operation)) is breaks
