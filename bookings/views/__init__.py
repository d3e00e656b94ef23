from .appointment_file import appointment_file
from .feed import calendar_feed
from .manage import manage
from .move import move
from .request import request_form
from .requested import requested

__all__ = ["appointment_file", "calendar_feed", "manage", "move", "request_form", "requested"]
