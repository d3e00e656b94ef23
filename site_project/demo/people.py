"""The demonstration accounts, one for each role.

The passwords are printed by `make run` and known to everyone who reads this, which is why
they exist only where ALLOW_DEMO_CONTENT is on.
"""

from typing import NamedTuple

from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST


class Account(NamedTuple):
    username: str
    password: str
    role: str
    first_name: str
    last_name: str

    @property
    def email(self) -> str:
        return f"{self.username}@example.org"


ACCOUNTS = (
    Account("owner", "owner-of-alder-room", OWNER.name, "The", "Owner"),
    Account("therapist", "therapist-of-alder-room", THERAPIST.name, "The", "Therapist"),
    Account("reception", "reception-of-alder-room", RECEPTION.name, "The", "Receptionist"),
    Account("editor", "editor-of-alder-room", EDITOR.name, "The", "Editor"),
)
