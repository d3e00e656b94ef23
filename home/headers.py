"""What every answer carries, whoever gives it: a view, a file, a refusal before any view.

Django's own middleware sets most of it, but not on static files nor on what it refuses itself;
and it has no words for what a browser may be asked for and who may embed a file.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP, build_policy

GetResponse = Callable[[HttpRequest], HttpResponse]

# Devices and sensors that no page here uses. Passkeys (publickey-credentials-…), fullscreen and
# the clipboard stay as browsers have them.
UNUSED: Final = (
    *("accelerometer", "autoplay", "browsing-topics"),
    *("camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid"),
    *("idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
SAME_FOR_ALL: Final = {
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
}


class HeadersOfEveryAnswer:
    """Must be the first middleware, so that refusals of all others pass through it.

    It replaces nothing: what a view or another middleware says of itself stays.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in SAME_FOR_ALL.items():
            response.headers.setdefault(name, value)
        if not getattr(response, "xframe_options_exempt", False):
            response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        policy = getattr(response, "_csp_config", settings.SECURE_CSP)
        if policy:
            response.headers.setdefault(CSP.HEADER_ENFORCE.value, build_policy(policy))
        return response
