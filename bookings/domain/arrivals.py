"""Who is here: that a client came in for a visit, noted at the desk."""

from django.contrib.auth.models import User
from django.utils import timezone

from ..models import Appointment
from .changes import amend_appointment
from .deeds import Deed, claim
from .holds import lock_diary_of
from .writes import visit_write

# The audit's words.
ARRIVED = "arrived"
NOT_HERE = "not here after all"


@visit_write
def arrive(*, appointment_id: int, version: int, by: User) -> Appointment:
    """The client is here, from now on. Nobody is told.

    `version` is that of the row that `by` saw. From a few hours before a confirmed visit until its
    day is over, once. Raises StaleVersion, TransitionRefused.
    """
    lock_diary_of(appointment_id)
    claim(appointment_id, Deed.ARRIVE, version=version)
    return amend_appointment(
        appointment_id, version=version, by=by, action=ARRIVED, arrived_at=timezone.now()
    )


@visit_write
def not_here(*, appointment_id: int, version: int, by: User) -> Appointment:
    """It was somebody else who came in. Raises what `arrive` raises."""
    lock_diary_of(appointment_id)
    claim(appointment_id, Deed.NOT_HERE, version=version)
    return amend_appointment(
        appointment_id, version=version, by=by, action=NOT_HERE, arrived_at=None
    )
