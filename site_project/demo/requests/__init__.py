"""Requests by made-up people: some in every state, so that every part of the desk has something.

Nothing here mails anybody while the demonstration runs for weeks. Loading writes a mail as
history, sent or not to be sent; requests do not lapse; and whoever the clock would write to by
itself, because a hold ends or a time comes free, has left a phone number only. (Those whose hold
has ended lapse like any other a month later: the demonstration's own desk is told.) What you do
with a request writes its mails, as it would anywhere.
"""

from typing import Final

from .open import OPEN
from .settled import SETTLED

REQUESTS: Final = (*OPEN, *SETTLED)
