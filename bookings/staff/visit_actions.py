"""What staff can do with an appointment. When is said by bookings.domain.deeds, not here."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from ..domain.deeds import Deed, possible_deeds
from ..models import Appointment
from .buttons import Action, Place
from .permissions import VIEW_HEALTH


@dataclass(frozen=True, kw_only=True)
class VisitAction(Action):
    deed: Deed

    @property
    def url_name(self) -> str:
        return f"bookings_appointments_modeladmin_{self.name}"

    def is_possible(self, row: Appointment) -> bool:
        return self.deed in possible_deeds(row)


VISIT_ACTIONS: Final = (
    VisitAction(name="arrive", label=_("Is here"), deed=Deed.ARRIVE),
    VisitAction(name="complete", label=_("It took place"), deed=Deed.COMPLETE, style=""),
    VisitAction(name="no_show", label=_("Did not come"), deed=Deed.NO_SHOW),
    VisitAction(name="not_here", label=_("Not here after all"), deed=Deed.NOT_HERE),
    VisitAction(name="move", label=_("Move"), deed=Deed.MOVE, has_page=True),
    VisitAction(
        name="areas",
        label=_("Note the areas treated"),
        deed=Deed.NOTE_AREAS,
        has_page=True,
        place=Place.THERE,
        permissions=(VIEW_HEALTH,),
    ),
    VisitAction(
        name="correct",
        label=_("It was the other way round"),
        deed=Deed.CORRECT,
        has_page=True,
    ),
    VisitAction(
        name="cancel",
        label=_("Cancel the visit"),
        deed=Deed.CANCEL,
        has_page=True,
        style="no button-secondary",
    ),
)


def possible_visit_actions(appointment: Appointment) -> list[VisitAction]:
    return [action for action in VISIT_ACTIONS if action.is_possible(appointment)]
