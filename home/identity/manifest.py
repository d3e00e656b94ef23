"""What a phone that keeps the site among its apps calls it, and shows for it."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.models import PracticeSettings
from home.page_cache.limits import same_for_everybody

# As --paper in tokens.css, for the moment before the first page is there.
PAPER = "#fbf8f3"
# Longer ones are cut below an icon (W3C, Web Application Manifest: short_name; Android's launcher).
SHORT = 12
ICONS = [
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
]


@same_for_everybody
@require_safe
@cache_control(max_age=3600, public=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """`browser`, since this is a site and no app: its links, print and address stay at hand."""
    name = PracticeSettings.load(request).practice_name
    content = {
        "name": name,
        "short_name": short_name(name),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def short_name(name: str) -> str:
    """As many of the first words as fit below an icon, at least one."""
    short, *rest = name.split() or [""]
    for word in rest:
        if len(f"{short} {word}") > SHORT:
            break
        short += f" {word}"
    return short
