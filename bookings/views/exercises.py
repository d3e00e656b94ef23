"""What a client can do at home after a visit, on her own page."""

from typing import Any, Final

from home.blocks.exercises import has_holds
from home.models import PainArea, WhereItHurtsPage

from ..domain.exercises import areas_for
from .situation import Situation, State

# A page of more is heavy to load and long to print.
EXERCISES_SHOWN: Final = 18


def exercises_for(situation: Situation) -> dict[str, Any]:
    """For the template of a visit that is over: `areas` with their exercises, in their order, as
    many as fit, and `areas_elsewhere`, the others, whose own pages are below `areas_page`. Where
    the site has no such pages, all of them are here.
    """
    visit = situation.visit
    if visit is None or situation.state != State.OVER:
        return {}
    areas = areas_for([visit])[visit.pk]
    shown, page = _that_fit(areas), None
    if len(shown) < len(areas):
        page = WhereItHurtsPage.objects.live().public().first()
        shown = shown if page else areas
    return {
        "areas": shown,
        "areas_elsewhere": areas[len(shown) :],
        "areas_page": page,
        "has_holds": any(has_holds(area.at_home) for area in shown),
    }


def _that_fit(areas: list[PainArea]) -> list[PainArea]:
    number = 0
    for place, area in enumerate(areas):
        number += len(area.at_home)
        if number > EXERCISES_SHOWN:
            return areas[:place]
    return areas
