from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from home.networks import shortened

from ..domain.audit import acting_from
from .client import client_address


class NoteNetwork:
    """While a request is answered, the audit trail knows from which network it came."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = acting_from.set(shortened(client_address(request)))
        try:
            return self.get_response(request)
        finally:
            acting_from.reset(token)
