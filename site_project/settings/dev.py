"""What `make dev` uses: DEBUG, plain static files, reloading templates."""

from .local import *  # noqa: F403
from .local import LOGGING

DEBUG = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# A template or a style that changes shows at once; what is written is told to others all the same.
PAGE_CACHE_MB = 0
# Errors as Python prints them, line by line and with all that they say.
LOGGING["formatters"]["chosen"] = {"format": "%(levelname)s %(name)s %(message)s"}
