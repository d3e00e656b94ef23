"""A public installation. It refuses to start without its secrets and its name."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import env
from .keys import are_fernet_keys

SECRET_KEY = env("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 random characters.")
# Makes the links in mails; another one ends them all.
LINK_KEY = env("LINK_KEY")
if len(LINK_KEY) < 50:
    raise ImproperlyConfigured("LINK_KEY must have at least 50 random characters.")
# Fernet keys, the newest first; older ones still decrypt.
HEALTH_KEYS = env.list("HEALTH_KEYS")
if not are_fernet_keys(HEALTH_KEYS):
    raise ImproperlyConfigured("HEALTH_KEYS must be Fernet keys, separated by commas.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's own host names.")
SITE_URL = WAGTAILADMIN_BASE_URL = env("SITE_URL")
if urlsplit(SITE_URL).scheme != "https":
    raise ImproperlyConfigured("SITE_URL must start with https://.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
