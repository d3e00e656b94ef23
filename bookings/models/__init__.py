from .appointment import Appointment
from .audit import Actor, AuditEvent
from .consent import ConsentRecord, ConsentText
from .health import HealthAnswers, InterestCount
from .outbox import OutboxMessage
from .practitioner import Practitioner
from .request import BookingRequest, DeclineReason, PreferenceState, RequestPreference

__all__ = [
    "Actor",
    "Appointment",
    "AuditEvent",
    "BookingRequest",
    "ConsentRecord",
    "ConsentText",
    "DeclineReason",
    "HealthAnswers",
    "InterestCount",
    "OutboxMessage",
    "Practitioner",
    "PreferenceState",
    "RequestPreference",
]
