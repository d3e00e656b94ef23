"""What a visitor without a connection gets: the practice's name and phone, never a stale time.

The page travels inside the service worker, which so has nothing to keep and nothing to go stale:
a changed name or number is a changed worker, which browsers fetch by themselves.
"""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.models import PracticeSettings
from home.page_cache.limits import same_for_everybody

STYLE = "css/offline.css"
# Undoes an installation of the worker (docs/architecture.md).
UNDO = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", () => self.registration.unregister());
"""


@same_for_everybody
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker; with OFFLINE_PAGE=off one that takes itself out of every browser."""
    code = _worker(PracticeSettings.load(request)) if settings.OFFLINE_PAGE else UNDO
    return HttpResponse(code, content_type="text/javascript; charset=utf-8")


def offline_page(practice: PracticeSettings) -> str:
    """The whole page, in the language in force; it needs nothing from anywhere."""
    return render_to_string("home/offline.html", {"practice": practice, "style": _style_element()})


def _worker(practice: PracticeSettings) -> str:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_style_hash()}'",
    }
    values = {"page": offline_page(practice), "headers": headers}
    # A script as HTML in its strings: Django's escaping is for HTML, JSON's for scripts.
    values = {name: mark_safe(json.dumps(value)) for name, value in values.items()}  # noqa: S308
    return render_to_string("home/service_worker.js", values)


@cache
def _style() -> str:
    return Path(finders.find(STYLE)).read_text().strip()


def _style_hash() -> str:
    return b64encode(sha256(_style().encode()).digest()).decode()


def _style_element() -> SafeString:
    return mark_safe(f"<style>{_style()}</style>")  # noqa: S308  a file of ours
