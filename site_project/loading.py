"""The site as a WSGI application: what is loaded once, and what each process begins with."""

import os

import django
from django.db import connections
from django.urls import get_resolver

from home.page_cache import listening, stamps
from home.page_cache.front import Front
from site_project.database_checks import refuse_wrong_database
from site_project.handler import Application


def load() -> Front:
    """The application, with nothing open that two processes could not share."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.local")
    django.setup(set_prefix=False)
    # It imports the views of all apps.
    get_resolver().url_patterns  # noqa: B018
    application = Front(Application())
    connections.close_all()
    return application


def begin() -> listening.Listener | None:
    """What a process does before it serves; what it gives listens for changes until it ends.

    Raises ImproperlyConfigured.
    """
    refuse_wrong_database()
    # The process before this one may have been killed between a commit and its word of it.
    stamps.change(*stamps.Stamp)
    return listening.start()
