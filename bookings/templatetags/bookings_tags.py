"""How bookings reach the pages of other apps: by these tags only."""

from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.template import Context
from django.urls import reverse
from wagtail.models import Page

from home.models import PainArea
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from services.models import ServicePage, ServicesIndexPage

from ..views.open_form import build_form, takes_requests

register = template.Library()

# On the page of a service the form is one thing of many; the others are a button away.
DAYS_BESIDE_TEXT: Final = 3


def _request_form_path(service: ServicePage, request: Any) -> str:
    """The address of the form alone, below the service page: “/services/x/request/”."""
    path = (service.get_url(request) or "/").strip("/")
    return reverse("bookings:request_form", args=[path])


@register.simple_tag(takes_context=True)
def request_form(context: Context, service: ServicePage) -> dict[str, Any]:
    """What the page of a service needs to take requests: `form`, None where it takes none, and
    `action`, its address. The first free day is `form.free.first_day`.
    """
    request = context["request"]
    # A preview shows the page as it would be once published.
    is_open = takes_requests(service) or getattr(request, "is_preview", False)
    return {
        "form": build_form(request, service, days_shown=DAYS_BESIDE_TEXT) if is_open else None,
        "action": _request_form_path(service, request),
    }


@register.inclusion_tag("bookings/request_start.html", takes_context=True)
def request_start(
    context: Context, services: Iterable[ServicePage], area: PainArea
) -> dict[str, Any]:
    """Starts a request for pain in `area` at one of the services that take requests.

    Give it services with their lengths fetched along; it asks only for the areas.
    """
    return {
        "starts": [
            {"service": service, "action": _request_form_path(service, context.get("request"))}
            for service in services
            if service.accepts_requests and service.lengths.all()
        ],
        "areas": PainArea.objects.defer("red_flags", "at_home"),
        "chosen": area,
    }


@register.simple_tag(takes_context=True)
def request_url(context: Context, service: Page | None, page: Page | None = None) -> str:
    """Where a call to action leads: the service's form, with the article it stands on."""
    if service is None:
        return ""
    article = f"?article={page.pk}" if page and page.pk else ""
    return _request_form_path(service, context.get("request")) + article


@register.simple_tag(takes_context=True)
def header_request_url(context: Context, page: Page | None = None) -> str:
    """Where “Request a time” in the header leads: the form on this page, else the services."""
    if isinstance(page, ServicePage):
        return "#request"
    index = _services_index()
    return index.get_url(context.get("request")) if index else "/"


@remembered(Stamp.PAGES)
def _services_index() -> Page | None:
    return Page.objects.type(ServicesIndexPage).live().first()
