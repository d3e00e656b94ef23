"""What a visit treated; for who may read what clients say about their health."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain.health import Unreadable
from ...domain.treatments import likely_areas, note_areas
from ..forms.areas import AreasForm
from .base import VisitDeedPage


class NoteAreas(VisitDeedPage):
    """Ticked already: what was noted before, else what the client said hurts."""

    name = "areas"
    form_class = AreasForm
    template_name = "bookings/staff/note_areas.html"

    def get_initial(self) -> dict[str, Any]:
        try:
            areas = likely_areas(appointment=self.object, by=self.request.user)
        except Unreadable:
            return {}
        return {"areas": [area.slug for area in areas]}

    def do(self, **answers: Any) -> str:
        note_areas(**answers)
        return _("Noted. The client’s own page goes by it.")
