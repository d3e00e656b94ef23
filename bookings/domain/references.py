"""What a client calls a request by, on the phone."""

import secrets
from typing import Final

from ..models import BookingRequest

# No vowels (no words), nothing that sounds or looks like something else.
REFERENCE_LETTERS: Final = "BCDFGHJKLMNPQRTVWXZ346789"


def new_reference() -> str:
    """Six letters in two groups, to be read out on the phone: some 240 million of them."""
    while True:
        letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
        reference = f"{letters[:3]}-{letters[3:]}"
        if not BookingRequest.objects.filter(reference=reference).exists():
            return reference
