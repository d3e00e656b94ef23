"""The suite: quick passwords, plain static files, TEST_DATABASE_URL or SQLite."""

import os

from .base import *  # noqa: F403
from .base import BASE_DIR, LOGGING, env
from .databases import database
from .logs import only_what_is_slow

SECRET_KEY = "only-for-tests-" + "0" * 50
LINK_KEY = "links-of-tests-" + "0" * 50
# Not random: the demonstration's template outlives a run.
HEALTH_KEYS = ["b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OWFiY2RlZmc="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ALLOW_DEMO_CONTENT = True

STATE_DIR = BASE_DIR / ".cache" / "test"
DATABASES = {"default": database(env("TEST_DATABASE_URL", f"sqlite:///{STATE_DIR / 'db.sqlite3'}"))}
MEDIA_ROOT = STATE_DIR / "media"
# The runs on the two databases are side by side.
STAMPS_FILE = STATE_DIR / f"stamps_{os.getpid()}"
LAST_KNOWN_FILE = STATE_DIR / f"practice_{os.getpid()}.json"
# What is rolled back changes no stamp; the fixture page_cache switches it on.
PAGE_CACHE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
# Tests post as fast as they can; those of the limits switch them on.
REQUEST_LIMITS = False
# Those of tests/site_project/accounts/ switch it on.
STAFF_SECOND_FACTOR = False
# Tests move the clock by weeks under staff who are signed in; those of sessions set them back.
DESK_IDLE_MINUTES = 366 * 24 * 60
DESK_SESSION_HOURS = 366 * 24
# Tests of the log switch them on; how busy this machine is belongs in none of the others.
only_what_is_slow(LOGGING)
SLOW_REQUEST_MS = SLOW_QUERY_MS = 600_000
