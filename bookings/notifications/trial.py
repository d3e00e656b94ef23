"""A mail to whoever writes the words of mails, to see them where clients do."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import OutboxMessage
from .kinds import MailKind
from .samples import sample_mail
from .truth import TRIAL
from .wording import Wording
from .writing import new_message_id


def trial_mail(kind: MailKind, wording: Wording, language: str, *, recipient: str) -> None:
    """With sample data, marked as a test. `wording` must have no problems (see wording.py)."""
    mail, now = sample_mail(kind, wording, language), timezone.now()
    subject = _("[Test] %(subject)s") % {"subject": mail.subject}
    OutboxMessage.objects.create(
        dedupe_key=f"{TRIAL}:{uuid.uuid4()}",
        template=TRIAL,
        recipient=recipient,
        subject=subject[:255],
        text=mail.text,
        html=mail.html,
        message_id=new_message_id(),
        created_at=now,
        not_before=now,
    )
