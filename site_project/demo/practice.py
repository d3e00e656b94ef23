"""The practice itself. Name, address, phone and mail belong to nobody: the phone number is
from the range that Ofcom keeps free for fiction, and example.org is nobody's mail domain.
"""

PRACTICE = {
    "practice_name": "Alder Room Massage",
    "tagline": "Massage for heads, necks and shoulders",
    "phone": "+44 1632 960 123",
    "email": "hello@example.org",
    "notify_email": "desk@example.org",
    "street_address": "The Alder Room\n2 Orchard Yard",
    "postal_code": "EX4 2PL",
    "town": "Exampleton",
    "country": "GB",
    "time_zone": "Europe/London",
    "currency": "GBP",
    "emergency_number": "999",
    "reply_time": "within one working day",
    "legal_line": "Massage does not replace medical care. If in doubt, ask your doctor first.",
}
