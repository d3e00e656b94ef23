"""Where a form was sent from, for one that has no token of Django's: sending it stores nothing."""

from django.conf import settings
from django.http import HttpRequest


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another site sent this.

    By what no page can make a browser say otherwise: Origin, as Django's own check reads it, and
    without it Sec-Fetch-Site. Browsers that send neither pass, so this alone guards no write.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "cross-site"
    own = f"{request.scheme}://{request.get_host()}"
    return origin not in {own, *settings.CSRF_TRUSTED_ORIGINS}
