"""What a client can answer on her own page, and the deed that follows from each answer."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.cancellation import cancel_by_client, undo_cancellation
from ..domain.changes import VISIT_NOT_SO
from ..domain.errors import Refused, StaleVersion, TransitionRefused
from ..domain.offers import accept, refuse_offer
from ..domain.transitions import withdraw
from ..forms.answers import (
    NONE_FITS,
    YES,
    AnswerForm,
    CancelForm,
    OfferForm,
    UndoForm,
    WithdrawForm,
)
from ..models import Appointment
from .situation import Situation, State

CHANGED: Final = gettext_lazy(
    "This has changed since you opened the page, so your answer was not taken. "
    "This is how it stands now."
)
# What the desk is told, in words of its own trade.
_TOO_BARE: Final = (TransitionRefused.message, VISIT_NOT_SO)

# Where an answer has led already it is not refused: somebody has pressed the button twice.
_DONE_IN: Final[Mapping[tuple[str, str], frozenset[State]]] = {
    (OfferForm.about, NONE_FITS): frozenset({State.NONE_FITTED}),
    (WithdrawForm.about, YES): frozenset({State.WITHDRAWN}),
    (CancelForm.about, YES): frozenset({State.UNDOABLE, State.CANCELLED_BY_CLIENT}),
    (UndoForm.about, YES): frozenset({State.CONFIRMED}),
}


def questions(
    situation: Situation, sent: AnswerForm | None = None, data: QueryDict | None = None
) -> list[AnswerForm]:
    """The forms of what can be answered now. One that was `sent` incomplete, as `data`, is
    filled in again, for the version that is shown now.
    """
    forms: list[AnswerForm] = []
    for kind, version in _asked_now(situation):
        bound = data.copy() if data and isinstance(sent, kind) else None
        if bound:
            bound["version"] = str(version)
        choices = _offered_times(situation) if kind is OfferForm else ()
        forms.append(kind(bound, version=version, choices=choices))
    return forms


def act(situation: Situation, form: AnswerForm) -> None:
    """Do what the valid form answers; a “no” does nothing. Raises Refused."""
    choice, version = form.cleaned_data["choice"], int(form.cleaned_data["version"])
    _DEEDS[form.about](situation, choice, version)


def is_done(situation: Situation, form: AnswerForm) -> bool:
    """Whether it stands as the answer wanted it, whoever brought that about."""
    return situation.state in _DONE_IN.get((form.about, form.cleaned_data["choice"]), ())


def in_words(refused: Refused) -> str | Promise:
    """Why it was not done, in words for a client."""
    is_bare = isinstance(refused, StaleVersion) or refused.message in _TOO_BARE
    return CHANGED if is_bare else refused.message


def _asked_now(situation: Situation) -> list[tuple[type[AnswerForm], int]]:
    asked, visit = situation.asked, situation.visit
    found: list[tuple[type[AnswerForm], int]] = []
    if situation.state == State.OFFERED:
        found.append((OfferForm, asked.version))
    if situation.is_open:
        found.append((WithdrawForm, asked.version))
    if visit and situation.state == State.CONFIRMED:
        found.append((CancelForm, visit.version))
    if visit and situation.state == State.UNDOABLE:
        found.append((UndoForm, visit.version))
    return found


def _offered_times(situation: Situation) -> list[tuple[str, str]]:
    times = []
    for visit in situation.offered:
        when, who = situation.words(visit.start), visit.practitioner.name
        words = _("%(when)s, with %(who)s") % {"when": when, "who": who}
        if situation.all_held_until is None:
            until = situation.words(visit.hold_expires_at)
            words = _("%(time)s; held for you until %(until)s") % {"time": words, "until": until}
        times.append((str(visit.proposal.pk), words))
    return times


def _answer_offer(situation: Situation, choice: str, version: int) -> None:
    # An offered time is of one round: its key says all that the version could.
    request_id = situation.asked.pk
    if choice == NONE_FITS:
        refuse_offer(request_id=request_id, version=version)
    else:
        accept(request_id=request_id, proposal_id=int(choice))


def _withdraw(situation: Situation, choice: str, version: int) -> None:
    if choice == YES:
        # An offer that has lapsed is written down first, which makes another version.
        is_as_seen = situation.state == State.LAPSED and version == situation.asked.version
        withdraw(request_id=situation.asked.pk, version=None if is_as_seen else version)


def _cancel(situation: Situation, choice: str, version: int) -> None:
    if choice == YES:
        cancel_by_client(appointment_id=_visit(situation).pk, version=version)


def _undo(situation: Situation, choice: str, version: int) -> None:
    if choice == YES:
        undo_cancellation(appointment_id=_visit(situation).pk, version=version)


def _visit(situation: Situation) -> Appointment:
    if situation.visit is None:
        raise TransitionRefused
    return situation.visit


_DEEDS: Final[Mapping[str, Callable[[Situation, str, int], None]]] = {
    OfferForm.about: _answer_offer,
    WithdrawForm.about: _withdraw,
    CancelForm.about: _cancel,
    UndoForm.about: _undo,
}
