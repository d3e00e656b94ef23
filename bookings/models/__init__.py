from .appointment import Appointment
from .audit import Actor, AuditEvent
from .client import BlockedContact, Client, Standing
from .consent import ConsentRecord, ConsentText
from .encrypted import readable
from .feed import CalendarFeed, FeedLevel
from .freed_time import FreedTime
from .health import ClientReply, HealthAnswers, InterestCount, Treatment
from .hours import OpeningHours
from .mail_wording import MailWording
from .note import RequestNote
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
    "CalendarFeed",
    "Client",
    "ClientReply",
    "ConsentRecord",
    "ConsentText",
    "DeclineReason",
    "ExceptionKind",
    "FeedLevel",
    "FreedTime",
    "HealthAnswers",
    "InterestCount",
    "MailWording",
    "OpeningHours",
    "OutboxMessage",
    "Practitioner",
    "PreferenceState",
    "Proposal",
    "ProposalState",
    "RequestNote",
    "RequestPreference",
    "Route",
    "ScheduleException",
    "Screening",
    "ScreeningOutcome",
    "ScreeningQuestion",
    "Standing",
    "Treatment",
    "WaitlistEntry",
    "WaitlistState",
    "readable",
]
