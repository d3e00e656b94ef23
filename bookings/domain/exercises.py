"""Which exercises a client is shown after a visit.

This reads what is encrypted, but nothing of it except the areas, and for the client alone: her
own page and whether there is something on it. No member of staff sees it, so no look is recorded.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from home.models import PainArea

from ..models import Appointment, HealthAnswers, Treatment, readable


def areas_for(visits: Collection[Appointment]) -> dict[int, list[PainArea]]:
    """The areas with exercises for each visit, by its key, in the order of the areas.

    Those that were noted as treated; where none were noted, not even that there were none, those
    that the client said hurt. What no key opens is left out. Three queries at most, none for
    no visits.
    """
    if not visits:
        return {}
    # A treatment holds short names, which stay; the answers hold the words that were ticked.
    notes = Treatment.objects.filter(appointment__in=visits)
    slugs = readable(notes, key="appointment_id", field="areas")
    asked = [visit.request_id for visit in visits if visit.pk not in slugs]
    answers = HealthAnswers.objects.filter(request__in=asked)
    names = readable(answers, key="request_id", field="answers")
    said = {visit.pk: _said(slugs.get(visit.pk) or names.get(visit.request_id)) for visit in visits}
    wanted = set().union(*said.values())
    areas = PainArea.objects.filter(Q(slug__in=wanted) | Q(name__in=wanted)) if wanted else ()
    helpful = [area for area in areas if area.at_home]
    return {
        key: [area for area in helpful if not words.isdisjoint((area.slug, area.name))]
        for key, words in said.items()
    }


def _said(words: Mapping[str, Any] | None) -> set[str]:
    return set(words["areas"]) if words else set()
