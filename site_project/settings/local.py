"""What `make run` and a bare manage.py use: the site as visitors get it, on this machine only."""

from .base import *  # noqa: F403
from .base import STATE_DIR, env
from .keys import local_keys

_keys = local_keys(STATE_DIR)
SECRET_KEY = _keys["SECRET_KEY"]
LINK_KEY = f"links in mails: {SECRET_KEY}"
HEALTH_KEYS = [_keys["HEALTH_KEY"]]

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOW_DEMO_CONTENT = True
WAGTAILADMIN_BASE_URL = env("SITE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")

# Mails are printed by the worker; SMTP_HOST or MAIL_BACKEND sends them for real.
if not (env("SMTP_HOST", "") or env("MAIL_BACKEND", "")):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
