"""Visits on pages that are about something else: when, what and, for who may see it, whose."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db.models import QuerySet
from django.utils import timezone

from ..models import Appointment, Practitioner
from . import addresses
from .permissions import VIEW_APPOINTMENTS, VIEW_REQUESTS


@dataclass(frozen=True)
class ShownVisit:
    """`who` and `url` are empty for who may not see them."""

    appointment: Appointment
    who: str
    url: str


def still_to_come(practitioner: Practitioner) -> QuerySet[Appointment]:
    visits = Appointment.objects.still_to_come(timezone.now()).filter(practitioner=practitioner)
    return visits.select_related("request", "client", "practitioner")


def shown_visits(
    visits: Iterable[Appointment], user: AbstractBaseUser | AnonymousUser | PermissionsMixin
) -> list[ShownVisit]:
    """Give it visits with request and client fetched along."""
    with_names = user.has_perm(VIEW_APPOINTMENTS)
    with_requests = user.has_perm(VIEW_REQUESTS)
    return [
        ShownVisit(
            visit,
            who=visit.who if with_names else "",
            url=_address(visit, with_names=with_names, with_requests=with_requests),
        )
        for visit in visits
    ]


def _address(visit: Appointment, *, with_names: bool, with_requests: bool) -> str:
    """Where it can be moved or cancelled."""
    if with_requests and visit.request_id:
        return addresses.request_detail(visit.request_id)
    return addresses.appointment_list() if with_names else ""
