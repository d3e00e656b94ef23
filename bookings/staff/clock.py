from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from home.models import PracticeSettings


class InPracticeTime:
    """A view in which every time is the practice's.

    Wagtail activates the zone of the user's profile around each admin view. Here what is
    typed and what is shown are in the practice's zone, whoever looks and from wherever.
    """

    request: HttpRequest

    @cached_property
    def practice(self) -> PracticeSettings:
        return PracticeSettings.load(request_or_site=self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(self.practice.zone):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        return response
