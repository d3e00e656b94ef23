"""What every installation shares. It starts secure; the other modules only differ.

Everything that an installation may set is read here from the environment, by environs,
which stops the start with the variable's name when a value is missing or of the wrong kind.
"""

from pathlib import Path

from django.utils.csp import CSP
from environs import Env

from .databases import database
from .mail import mailer

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE_DIR = env.path("STATE_DIR", BASE_DIR / "var")

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
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "home.middleware.AdminContentSecurityPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Below what sets headers, so that its refusals carry them; above what reads the body.
    "home.middleware.RefuseUnreadableBodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "home.middleware.AdminInPracticeTime",
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

# --- Data ------------------------------------------------------------------------------

DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:///{STATE_DIR / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = STATE_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = STATE_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "site_project" / "static"]
STATICFILES_FINDERS = [
    "site_project.finders.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Language and time -----------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "site_project" / "locale"]
USE_I18N = True
USE_TZ = True
# Instants are stored and computed in UTC; what people read is in the practice's own zone
# (home.models.PracticeSettings), never in the server's or the visitor's.
TIME_ZONE = "UTC"

# --- Security --------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
# Wagtail's admin prints inline scripts and injects styles; it needs no other host.
ADMIN_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "media-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
# The longest page a therapist writes has some hundred blocks, each of several form fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Visitors send little; the middleware refuses more than this outside the admin.
MAX_PUBLIC_BODY_BYTES = 1_000_000

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

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

# --- Mail ------------------------------------------------------------------------------

# The worker sends them; MAIL_BACKEND, MAIL_OPTIONS and SMTP_… are explained in mail.py.
MAILERS = {"default": mailer(env)}
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "practice@example.org")

# --- Wagtail ---------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Practice"
WAGTAILADMIN_BASE_URL = env("SITE_URL", "http://127.0.0.1:8000")
# Neither an avatar host nor an update check: no third party learns who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Accounts are offered no time zone: all work in the practice's (home.middleware).
WAGTAIL_USER_TIME_ZONES: list[str] = []
# One person writes and publishes; a review queue would only stand in her way.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.search.backend"}}
# Pictures are written anew on upload (home/pictures.py), so only what Pillow writes is taken.
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.picture_form.PictureForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.document_form.DocumentForm"

# --- Logs ------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"hide_links": {"()": "site_project.logs.HideLinks"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["hide_links"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Wagtail keeps its own record of edits in the database, and runs a few small tasks at each
    # save of which it tells twice.
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # Django's own handler for the development server would not hide anything.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
