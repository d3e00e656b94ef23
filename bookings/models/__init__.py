from .appointment import Appointment
from .audit import Actor, AuditEvent
from .client import BlockedContact, Client, Standing
from .consent import ConsentRecord, ConsentText
from .health import HealthAnswers, InterestCount
from .hours import OpeningHours
from .outbox import OutboxMessage
from .practitioner import Practitioner
from .proposal import Proposal, ProposalState
from .request import BookingRequest, DeclineReason, PreferenceState, RequestPreference
from .schedule_exception import ExceptionKind, ScheduleException
from .screening import Route, Screening, ScreeningOutcome, ScreeningQuestion
from .settings import BookingSettings
from .waitlist import WaitlistEntry, WaitlistState

__all__ = [
    "Actor",
    "Appointment",
    "AuditEvent",
    "BlockedContact",
    "BookingRequest",
    "BookingSettings",
    "Client",
    "ConsentRecord",
    "ConsentText",
    "DeclineReason",
    "ExceptionKind",
    "HealthAnswers",
    "InterestCount",
    "OpeningHours",
    "OutboxMessage",
    "Practitioner",
    "PreferenceState",
    "Proposal",
    "ProposalState",
    "RequestPreference",
    "Route",
    "ScheduleException",
    "Screening",
    "ScreeningOutcome",
    "ScreeningQuestion",
    "Standing",
    "WaitlistEntry",
    "WaitlistState",
]
