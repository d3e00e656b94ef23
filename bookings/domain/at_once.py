"""A request that is confirmed as it comes in: a trusted client, by her own link, a free time.

A typed address is never enough: who calls this has followed a link that was sent to the client.
"""

from ..models import Actor, Appointment, BookingRequest, Client, ScreeningOutcome, Standing
from ..statuses import RequestStatus
from ..times import ONE_DAY
from .availability import Diary, Slot
from .changes import change_request
from .errors import TimeTaken
from .holds import lock_diaries
from .interest import mark_chosen
from .submission import Submission
from .visits import visit_for


def may_be_confirmed(submission: Submission, client: Client) -> bool:
    """Whether service and client allow it and a free time was the first choice."""
    return (
        submission.service.auto_accept_returning
        and client.standing == Standing.TRUSTED
        and bool(submission.wishes)
        and submission.wishes[0].slot_start is not None
    )


def lock_first_choice(submission: Submission) -> Slot:
    """The first choice, free until this transaction ends; call it before any other lock.

    Raises TimeTaken for a time that visitors can't have, or not any more.
    """
    free = _free(submission)
    lock_diaries({slot.practitioner.pk for slot in free})
    still_free = _free(submission)
    # Somebody who became free in between is not locked.
    for slot in still_free:
        if slot in free:
            return slot
    raise TimeTaken


def confirm_at_once(request: BookingRequest, slot: Slot) -> Appointment | None:
    """Give the new request its time, which the caller has locked; None after a caution."""
    if request.screening_outcome == ScreeningOutcome.CAUTION:
        return None
    confirmed = change_request(
        request.pk, RequestStatus.CONFIRMED, version=request.version, actor=Actor.SYSTEM
    )
    mark_chosen(confirmed, slot.start)
    return visit_for(
        confirmed,
        practitioner_id=slot.practitioner.pk,
        start=slot.start,
        actor=Actor.SYSTEM,
    )


def _free(submission: Submission) -> list[Slot]:
    start = submission.wishes[0].slot_start
    if start is None:
        return []
    # Its day, whichever zone the practice is in.
    first, last = (start.date() + days * ONE_DAY for days in (-1, 1))
    diary = Diary.for_service(submission.service, submission.minutes, first=first, last=last)
    return diary.at(start)
