"""The suite: quick passwords, plain static files, TEST_DATABASE_URL or SQLite."""

from .base import *  # noqa: F403
from .base import BASE_DIR, env
from .databases import database

SECRET_KEY = "only-for-tests-" + "0" * 50
LINK_KEY = "links-of-tests-" + "0" * 50
# Not random: the demonstration's template outlives a run.
HEALTH_KEYS = ["b25seS1mb3ItdGVzdHMtMDEyMzQ1Njc4OWFiY2RlZmc="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ALLOW_DEMO_CONTENT = True

STATE_DIR = BASE_DIR / ".cache" / "test"
DATABASES = {"default": database(env("TEST_DATABASE_URL", f"sqlite:///{STATE_DIR / 'db.sqlite3'}"))}
MEDIA_ROOT = STATE_DIR / "media"
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
