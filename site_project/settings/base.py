"""What every installation shares. It starts secure; the other modules only differ.

Everything that an installation may set is read here from the environment, by environs,
which stops the start with the variable's name when a value is missing or of the wrong kind.
"""

from pathlib import Path

from environs import Env

from .accounts import *  # noqa: F403
from .caches import caches
from .cms import *  # noqa: F403
from .databases import database
from .logs import logs
from .mail import mailer
from .pictures import *  # noqa: F403
from .policies import *  # noqa: F403
from .sessions import *  # noqa: F403
from .sessions import idle_minutes, session_hours
from .storages import storages

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE_DIR = env.path("STATE_DIR", BASE_DIR / "var")
# What error pages say of the practice while the database is away (home/last_known.py).
LAST_KNOWN_FILE = STATE_DIR / "practice.json"

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ALLOW_DEMO_CONTENT = False

INSTALLED_APPS = [
    "site_project",
    "bookings",
    "blog",
    "services",
    "home",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "site_project.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",  # its widgets' templates, for a renderer that finds templates/forms
]

MIDDLEWARE = [
    "site_project.watching.requests.WatchRequests",
    "home.page_cache.middleware.KeepPages",
    "home.headers.HeadersOfEveryAnswer",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "home.middleware.AdminContentSecurityPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "site_project.operations.probes.Probes",
    "home.middleware.SpeakPracticeLanguage",
    "home.middleware.SayRefusalsInWords",
    # Above all that reads the body.
    "home.middleware.RefuseUnreadableBodies",
    "site_project.accounts.session_middleware.StaffSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "site_project.accounts.session_middleware.NoteUse",
    "site_project.accounts.middleware.RequireSecondFactor",
    "home.middleware.AdminInPracticeTime",
    "bookings.views.network.NoteNetwork",
    "home.middleware.RefuseKeysOfNoRow",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "site_project.urls"
WSGI_APPLICATION = "site_project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.practice",
            ],
        },
    },
]

# Widgets look for their templates where pages do, so that ours can replace Wagtail's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ------------------------------------------------------------------------------

DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:///{STATE_DIR / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = STATE_DIR / "media"
MEDIA_URL = "/media/"
# Beside the code in a container, whose state is a volume.
STATIC_ROOT = env.path("STATIC_ROOT", STATE_DIR / "static")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "site_project" / "static"]
STATICFILES_FINDERS = [
    "site_project.finders.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = storages(env)
CACHES = caches(env)
# PAGE_CACHE=off makes every page anew for everybody (home/page_cache/). The same for all processes
# and commands of an installation: one where it is off tells the others of no change.
PAGE_CACHE = env.bool("PAGE_CACHE", True)
# Of each server process.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 16)
STAMPS_FILE = STATE_DIR / "stamps"

# --- Language and time -----------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
# Pages are written in one language, the practice's (home.models.PracticeSettings.language).
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:1]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "site_project" / "locale"]
FORMAT_MODULE_PATH = "site_project.formats"
USE_I18N = True
USE_TZ = True
# Instants are stored and computed in UTC; what people read is in the practice's own zone
# (home.models.PracticeSettings), never in the server's or the visitor's.
TIME_ZONE = "UTC"

# --- Security --------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
# The longest page a therapist writes has some hundred blocks, each of several form fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Visitors send little, at the log-in page too; the middleware refuses more. Staff send one file
# at a time, of which the largest is an article with its pictures (blog/importing/files.py).
MAX_PUBLIC_BODY_BYTES = 1_000_000
MAX_STAFF_BODY_BYTES = 32_000_000

# Not in a cookie of its own, which would have no __Host- name.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Signing in ------------------------------------------------------------------------

# Staff need a passkey or an authenticator app beside their password (docs/accounts.md).
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", True)
DESK_IDLE_MINUTES = idle_minutes(env)
DESK_SESSION_HOURS = session_hours(env)

# --- Bookings --------------------------------------------------------------------------

# REQUEST_LIMITS=off switches the time trap and all limits below off, for a trial.
REQUEST_LIMITS = env.bool("REQUEST_LIMITS", True)
# Softer limits send a request to quarantine, where staff can release it ...
REQUESTS_PER_HOUR_PER_CLIENT = env.int("REQUESTS_PER_HOUR_PER_CLIENT", 12)
REQUESTS_PER_HOUR_PER_ADDRESS = env.int("REQUESTS_PER_HOUR_PER_ADDRESS", 4)
# ... and only a flood is refused.
REQUEST_FLOOD_FACTOR = 10
# A check page answered faster than this was not read by a person.
REQUEST_MIN_SECONDS = 1
REQUEST_TOKEN_HOURS = 24
# Reverse proxies in front of the server whose X-Forwarded-For entry is believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

# --- Watching --------------------------------------------------------------------------

# What is told to whoever runs the site: docs/watching.md.
LOGGING = logs(env)
SLOW_REQUEST_MS = env.int("SLOW_REQUEST_MS", 2000)
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", 500)
# Who has it may read /metrics; without one nobody may.
METRICS_TOKEN = env("METRICS_TOKEN", "")

# --- Without a connection --------------------------------------------------------------

# OFFLINE_PAGE=off takes the service worker out of every browser that comes by again.
OFFLINE_PAGE = env.bool("OFFLINE_PAGE", True)

# --- Mail ------------------------------------------------------------------------------

# The worker sends them; MAIL_BACKEND, MAIL_OPTIONS and SMTP_… are explained in mail.py.
MAILERS = {"default": mailer(env)}
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "practice@example.org")

# --- Wagtail ---------------------------------------------------------------------------

WAGTAILADMIN_BASE_URL = env("SITE_URL", "http://127.0.0.1:8000")

# --- Backups ---------------------------------------------------------------------------

# Public keys, separated by commas, of whoever may open a backup (`manage.py backup_key`).
BACKUP_RECIPIENT = env.list("BACKUP_RECIPIENT", [])
BACKUP_FOLDER = env.path("BACKUP_FOLDER", STATE_DIR / "backups")
# How many `manage.py backup` leaves in its folder. An erased person is in the last of them.
BACKUPS_KEPT = env.int("BACKUPS_KEPT", 14)
# The folder of pg_dump, where it is neither on PATH nor where Debian puts it.
PG_BIN = env("PG_BIN", "")
# The doctor and the desk complain when the last `manage.py backup` is older than this many hours;
# 0 where something else makes the backups (docs/recovery.md).
BACKUP_HOURS = env.int("BACKUP_HOURS", 26)
