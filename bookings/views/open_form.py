"""The form of a service that takes requests, as it stands on the service's page and alone."""

import datetime as dt
from typing import Any, Final

from django.http import HttpRequest

from home.models import PracticeSettings
from home.page_cache.limits import depends_on, good_for
from home.page_cache.stamps import Stamp
from services.models import ServicePage

from ..domain.consent import current_consent_text
from ..domain.screening import current_screening
from ..forms import RequestForm

# Times pass, and what is held comes free, by the clock alone; what is asked for is looked up anew.
LISTED_FOR: Final = dt.timedelta(minutes=1)


def takes_requests(service: ServicePage) -> bool:
    """Whether the service is published, takes requests, and has a length to ask for."""
    return service.live and service.accepts_requests and bool(service.lengths.all())


def build_form(request: HttpRequest, service: ServicePage, **kwargs: Any) -> RequestForm:
    """The form of `service` in the visitor's language; keywords are the form's own."""
    depends_on(request, Stamp.DIARY)
    good_for(request, LISTED_FOR)
    return RequestForm(
        service=service,
        practice=PracticeSettings.load(request_or_site=request),
        consent_text=current_consent_text(),
        screening=current_screening(),
        **kwargs,
    )
