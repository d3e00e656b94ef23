"""Mails about times that came free for the waiting list."""

from ..models import Appointment, Proposal
from .writing import to_client, to_practice


def waitlist_offer(proposal: Proposal) -> None:
    """To the client: a time came free, and is held for you until then."""
    visit = proposal.appointment
    to_client("waitlist_offer", request=proposal.request, appointment=visit, offered=[visit])


def waitlist_taken(visit: Appointment) -> None:
    """To the practice: a time that came free is taken, and nobody at the desk had a hand in it."""
    to_practice("waitlist_taken", request=visit.request, appointment=visit)
