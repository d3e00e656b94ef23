"""What `make run` and a bare manage.py use: the site as visitors get it, on this machine only."""

from .base import *  # noqa: F403
from .base import LOGGING, STATE_DIR, env
from .keys import local_keys
from .logs import only_what_is_slow

_keys = local_keys(STATE_DIR)
SECRET_KEY = _keys["SECRET_KEY"]
LINK_KEY = f"links in mails: {SECRET_KEY}"
HEALTH_KEYS = [_keys["HEALTH_KEY"]]

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOW_DEMO_CONTENT = True
# The demonstration opens with the passwords that `make run` prints.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", False)
# Nobody backs a trial up.
BACKUP_HOURS = env.int("BACKUP_HOURS", 0)
WAGTAILADMIN_BASE_URL = env("SITE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")

only_what_is_slow(LOGGING)

# Mails are printed by the worker; SMTP_HOST or MAIL_BACKEND sends them for real.
if not (env("SMTP_HOST", "") or env("MAIL_BACKEND", "")):
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
