from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from .figures import Figures


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for who has settings.METRICS_TOKEN; for anybody else there is no such page."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    given = request.headers.get("Authorization", "")
    if not (settings.METRICS_TOKEN and constant_time_compare(given, wanted)):
        raise Http404
    return HttpResponse(generate_latest(Figures()), content_type=CONTENT_TYPE_LATEST)
