"""What a kind of mail is."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...calendars.invitations import Method
from ...statuses import AppointmentStatus, RequestStatus
from ..occasion import LINK_LABEL

# What any mail may say.
COMMON = frozenset({"practice", "phone", "service", "minutes", "reference"})


class Audience(TextChoices):
    CLIENT = "client", _("To the client")
    PRACTICE = "practice", _("To the practice")


@dataclass(frozen=True, kw_only=True)
class MailKind:
    """One kind of mail: to whom, in which words unless the practice has its own, and for how
    long it is true. One that waited too long and is not true any more is not sent.

    `subject` and the paragraphs of `body` may use the placeholders of COMMON and `uses`; each of
    `needs` must stand in the body, or the mail would not say what it is for, and each of
    `subject_needs` in the subject.
    """

    name: str
    title: Promise
    audience: Audience
    subject: Promise
    body: tuple[str | Promise, ...]
    uses: frozenset[str] = field(default_factory=frozenset)
    needs: frozenset[str] = field(default_factory=frozenset)
    subject_needs: frozenset[str] = field(default_factory=frozenset)
    link_label: Promise = LINK_LABEL

    # The states of its request, of its appointment, in which it is true; None: any. One about an
    # appointment must also have that one's calendar sequence.
    while_request: frozenset[RequestStatus] | None = None
    while_visit: frozenset[AppointmentStatus] | None = None
    # Pointless once the visit has begun.
    before_start: bool = False
    # Written once for each calendar sequence of its visit, not for each version.
    once_per_sequence: bool = False
    # What its calendar part asks for, if it has one.
    calendar: Method | None = None

    @property
    def placeholders(self) -> frozenset[str]:
        return COMMON | self.uses | self.needs | self.subject_needs
