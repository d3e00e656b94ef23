"""Fixtures and rules for every test. The databases are in databases.py, the browser in browser/."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from home import last_known
from home.page_cache import stamps
from site_project.catalogues import compile_catalogues
from tests import hypotheses
from tests.browser.chromium import find_chromium
from tests.databases import Databases

pytest_plugins = ["tests.browser.fixtures", "tests.html.fixtures", "tests.machines"]
hypotheses.set_up()


def pytest_configure(config):
    compile_catalogues()


IN_CI = bool(os.environ.get("CI"))
# pytest-django flushes the tables after these, the page tree included.
FLUSHING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}


# --- Databases ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def databases(django_test_environment, django_db_blocker) -> Iterator[Databases]:
    databases = Databases(settings.STATE_DIR)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=databases.media):
        databases.open()
        with django_db_blocker.block():
            yield databases
        databases.close()


@pytest.fixture(scope="session")
def django_db_setup(databases) -> None:
    """Instead of pytest-django's own: `django_db` tests run on a copy of the migrated template."""


@pytest.fixture
def demo_site() -> None:
    """The demonstration site, as `make run` shows it, instead of the empty one."""


@pytest.fixture
def many_rows() -> None:
    """100,000 requests and visits (factories/volume.py) instead of none; PostgreSQL only."""


@pytest.fixture
def own_database() -> None:
    """A database of the test's own, where commits are real and threads see them.

    For races, for what happens on commit, and for the browser. Close the connections of
    threads that you start. Use it instead of `django_db(transaction=True)`.
    """


@pytest.fixture(autouse=True)
def _database_of_the_test(request, django_db_blocker) -> Iterator[None]:
    """Connect to what `demo_site` and `own_database` ask for, before other fixtures write."""
    asked = set(request.fixturenames)
    demo = "demo_site" in asked
    if "own_database" in asked:
        databases = request.getfixturevalue("databases")
        with django_db_blocker.unblock(), databases.own_copy(demo=demo):
            yield
    elif demo or "many_rows" in asked:
        databases = request.getfixturevalue("databases")
        filled = databases.demo() if demo else databases.many()
        with django_db_blocker.unblock(), filled, transaction.atomic():
            yield
            transaction.set_rollback(True)
    else:
        yield


@pytest.fixture
def page_cache(settings) -> None:
    """What is kept in production is kept in this test; ask for `own_database` with it.

    Inside the transaction of other tests nothing is ever committed, so no stamp changes.
    """
    settings.PAGE_CACHE = True
    stamps.change(*stamps.Stamp)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test finds what another one cached."""
    yield
    cache.clear()
    last_known.forget()


# --- Rules -------------------------------------------------------------------------------


def pytest_addoption(parser) -> None:
    parser.addoption(
        "--second-database",
        action="store_true",
        help="leave out what ran on the first one and does not depend on it (once, browser)",
    )
    parser.addoption(
        "--only", default="", help="`make shots`: only pages and states whose name holds this"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items) -> None:
    for item in items:
        refuse_flushing(item)
        if "browser" in item.fixturenames:
            item.add_marker("browser")
    leave_out(config, items, lambda item: not runs_on(connection.vendor, item))
    if config.getoption("--second-database"):
        leave_out(config, items, lambda item: has_mark(item, "once") or has_mark(item, "browser"))
    elif not find_chromium():
        if IN_CI and any(has_mark(item, "browser") for item in items):
            raise pytest.UsageError("No Chromium: in CI the browser tests must run.")
        leave_out(config, items, lambda item: has_mark(item, "browser"))


def refuse_flushing(item) -> None:
    mark = item.get_closest_marker("django_db")
    if (mark and mark.kwargs.get("transaction")) or FLUSHING_FIXTURES & set(item.fixturenames):
        raise pytest.UsageError(
            f"{item.nodeid}: for real commits use the fixture own_database; "
            "pytest-django's way empties the page tree."
        )


def has_mark(item, name: str) -> bool:
    return item.get_closest_marker(name) is not None


def runs_on(vendor: str, item) -> bool:
    mark = item.get_closest_marker("only_on")
    return mark is None or vendor in mark.args


def leave_out(config, items, belongs_out) -> None:
    config.hook.pytest_deselected(items=[item for item in items if belongs_out(item)])
    items[:] = [item for item in items if not belongs_out(item)]


def pytest_sessionfinish(session) -> None:
    """In CI a skipped test is a failure: it would be skipped for ever."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", [])
    if IN_CI and skipped and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} skipped: in CI every test must run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
