"""A public installation. It refuses to start without its secrets and its name."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import METRICS_TOKEN, env
from .keys import are_fernet_keys

SECRET_KEY = env("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 random characters.")
# Older ones, while sessions and forms that they signed are still about.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
# Makes the links in mails; another one ends them all.
LINK_KEY = env("LINK_KEY")
if len(LINK_KEY) < 50:
    raise ImproperlyConfigured("LINK_KEY must have at least 50 random characters.")
# Fernet keys, the newest first; older ones still decrypt.
HEALTH_KEYS = env.list("HEALTH_KEYS")
if not are_fernet_keys(HEALTH_KEYS):
    raise ImproperlyConfigured("HEALTH_KEYS must be Fernet keys, separated by commas.")
if METRICS_TOKEN and len(METRICS_TOKEN) < 32:
    raise ImproperlyConfigured("METRICS_TOKEN must have at least 32 random characters.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's own host names.")
SITE_URL = WAGTAILADMIN_BASE_URL = env("SITE_URL")
if urlsplit(SITE_URL).scheme != "https":
    raise ImproperlyConfigured("SITE_URL must start with https://.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Mails from a made-up address are taken for spam.
DEFAULT_FROM_EMAIL = env("MAIL_FROM")
if "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("MAIL_FROM must be the address that mails come from.")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
# Probes come from the machine itself, in clear (site_project/operations/probes.py).
SECURE_REDIRECT_EXEMPT = [r"^-/(?:live|ready)$"]
# HTTPS ends at a proxy, which alone may say how a request came and from where.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
