"""Which areas a visit treated: noted by who may read health answers, for the client's own page."""

from collections.abc import Collection

from cryptography.fernet import InvalidToken
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from home.models import PainArea

from ..models import Appointment, ConsentRecord, Treatment
from .changes import amend_appointment
from .deeds import Deed, claim
from .errors import Refused
from .health import PERMISSION, Unreadable, read_health_answers, record_look
from .writes import visit_write

NOTED = "areas treated noted"


class ConsentWithdrawn(Refused):
    message = _(
        "The client has taken back the consent to keep anything about their health, so nothing "
        "was noted."
    )


def noted_areas(*, appointment: Appointment, by: User) -> list[PainArea] | None:
    """The areas noted for a visit of a request, None if nobody has noted any.

    That `by` saw them is recorded as a look at the health answers is. Areas that are no longer
    on the site are left out. Raises PermissionDenied, Unreadable.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    try:
        treatment = Treatment.objects.filter(appointment=appointment).first()
    except InvalidToken as error:
        raise Unreadable from error
    if treatment is None or appointment.request is None:
        return None
    record_look(appointment.request, by)
    return list(PainArea.objects.filter(slug__in=treatment.areas["areas"]))


def likely_areas(*, appointment: Appointment, by: User) -> list[PainArea]:
    """What to begin with: the areas noted, else those that the client named. Raises the same."""
    noted = noted_areas(appointment=appointment, by=by)
    if noted is not None:
        return noted
    request = appointment.request
    answers = read_health_answers(request=request, by=by) if request else None
    return list(PainArea.objects.filter(name__in=answers["areas"])) if answers else []


@visit_write
def note_areas(
    *, appointment_id: int, version: int, by: User, areas: Collection[str]
) -> Appointment:
    """Note that exactly these areas were treated (slugs of PainArea), or none of them.

    Only for a visit of a request that took place, while the client's consent holds. The audit
    trail says that it was done, not which areas. Raises PermissionDenied, StaleVersion,
    TransitionRefused, ConsentWithdrawn.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    visit = claim(appointment_id, Deed.NOTE_AREAS, version=version)
    withdrawn = ConsentRecord.objects.filter(withdrawn_at__isnull=False)
    if withdrawn.filter(request=visit.request_id).exists():
        raise ConsentWithdrawn
    known = PainArea.objects.filter(slug__in=areas).values_list("slug", flat=True)
    # Not read before it is written: whatever key it had.
    Treatment.objects.bulk_create(
        [Treatment(appointment=visit, areas={"areas": list(known)})],
        update_conflicts=True,
        unique_fields=["appointment"],
        update_fields=["areas"],
    )
    return amend_appointment(appointment_id, version=version, by=by, action=NOTED)
