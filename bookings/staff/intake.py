"""What is known before a visit, on a sheet of paper to write the rest on by hand."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from home.figures.places import marked_maps
from home.models import PainArea

from ..domain.consent import consent_of
from ..models import Appointment
from ..statuses import SETTLED
from .detail import RequestPage
from .permissions import VIEW_APPOINTMENTS, VIEW_HEALTH


@dataclass(frozen=True)
class NamedArea:
    """An area of pain as the client named it; without a place if it left the site since."""

    name: str
    figure_region: str


@method_decorator(never_cache, name="dispatch")
class IntakeSheet(RequestPage):
    """A page of its own, without the admin around it. Opening it is recorded as a look at the
    health answers is; private notes are not on it, since paper may be read by its subject.
    """

    name = "intake"
    template_name = "bookings/staff/intake.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(VIEW_HEALTH):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """The browser proposes it as a file name, so it says what it is and not about whom."""
        return _("Intake sheet %(reference)s") % {"reference": self.object.reference}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        health = self.health()
        answers = health.get("health")
        areas = _named_areas(answers["areas"]) if answers else []
        return super().get_context_data(
            **health,
            areas=areas,
            maps=marked_maps(areas),
            visit=self._visit(),
            consent=consent_of(self.object),
            printed_at=timezone.now(),
            **kwargs,
        )

    def _visit(self) -> Appointment | None:
        if not self.request.user.has_perm(VIEW_APPOINTMENTS):
            return None
        visits = self.object.appointments.select_related("practitioner")
        return visits.filter(status__in=SETTLED).first()


def _named_areas(names: list[str]) -> list[NamedArea]:
    found = PainArea.objects.filter(name__in=names).values_list("name", "figure_region")
    regions = dict(found)
    return [NamedArea(name, regions.get(name, "")) for name in names]
