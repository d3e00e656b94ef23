"""What a client can answer on her own page, and the deed that follows from each answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.cancellation import cancel_by_client, undo_cancellation
from ..domain.changes import VISIT_NOT_SO
from ..domain.consent import current_consent_text, living_consent
from ..domain.consent_withdrawal import withdraw_consent
from ..domain.errors import Refused, StaleVersion, TransitionRefused
from ..domain.offers import accept, refuse_offer
from ..domain.places_in_line import join_waiting_list, leave_waiting_list
from ..domain.replies import reply
from ..domain.transitions import withdraw
from ..forms.answers import (
    NO,
    NONE_FITS,
    YES,
    AnswerForm,
    CancelForm,
    JoinForm,
    LeaveForm,
    OfferForm,
    UndoForm,
    WithdrawConsentForm,
    WithdrawForm,
)
from ..forms.reply import ReplyForm
from ..models import Appointment
from .situation import CAN_JOIN, IN_LINE, Situation, State

CHANGED: Final = gettext_lazy(
    "This has changed since you opened the page, so your answer was not taken. "
    "This is how it stands now."
)
# What the desk is told, in words of its own trade.
_TOO_BARE: Final = (TransitionRefused.message, VISIT_NOT_SO)

# Where an answer has led already it is not refused: somebody has pressed the button twice.
_DONE_IN: Final[Mapping[tuple[str, str], frozenset[State]]] = {
    (OfferForm.about, NONE_FITS): IN_LINE | {State.NONE_FITTED},
    (JoinForm.about, YES): IN_LINE,
    (LeaveForm.about, YES): CAN_JOIN,
    (WithdrawForm.about, YES): frozenset({State.WITHDRAWN}),
    (CancelForm.about, YES): frozenset({State.UNDOABLE, State.CANCELLED_BY_CLIENT}),
    (UndoForm.about, YES): frozenset({State.CONFIRMED}),
}

# In the order of the page: what stands open comes first.
_ASKED: Final[Mapping[type[AnswerForm], Callable[[Situation], bool]]] = {
    OfferForm: lambda situation: situation.state == State.OFFERED,
    ReplyForm: lambda situation: situation.state == State.QUESTION,
    UndoForm: lambda situation: situation.state == State.UNDOABLE,
    JoinForm: lambda situation: situation.can_join and bool(situation.asked.email),
    LeaveForm: lambda situation: situation.state in IN_LINE,
    WithdrawForm: lambda situation: situation.is_open,
    CancelForm: lambda situation: situation.state == State.CONFIRMED,
    WithdrawConsentForm: lambda situation: living_consent(situation.asked) is not None,
}
_OF_VISIT: Final = frozenset({CancelForm, UndoForm})


def read_answer(situation: Situation, data: QueryDict) -> AnswerForm | None:
    """The form that was sent as `data`, whether or not it is asked now; None for none of ours."""
    kind = _KINDS.get(data.get("about", ""))
    return kind(data, **_options(kind, situation)) if kind else None


def questions(situation: Situation, sent: AnswerForm | None = None) -> list[AnswerForm]:
    """The forms of what can be answered now. The one that was `sent` is filled in again, for the
    version that is shown now.
    """
    forms: list[AnswerForm] = []
    for kind, version in _asked_now(situation):
        bound = sent.data.copy() if isinstance(sent, kind) else None
        if bound is not None:
            bound["version"] = str(version)
        forms.append(kind(bound, version=version, **_options(kind, situation)))
    return forms


def act(situation: Situation, form: AnswerForm) -> None:
    """Do what the valid form answers; a “no” does nothing. Raises Refused."""
    said = form.cleaned_data
    if said.get("choice") != NO:
        _DEEDS[type(form)](situation, form, int(said["version"]))


def is_done(situation: Situation, form: AnswerForm) -> bool:
    """Whether it stands as the answer wanted it, whoever brought that about."""
    choice = form.cleaned_data.get("choice", "")
    if isinstance(form, WithdrawConsentForm):
        return situation.has_withdrawn_consent
    return situation.state in _DONE_IN.get((form.about, choice), ())


def in_words(refused: Refused) -> str | Promise:
    """Why it was not done, in words for a client."""
    is_bare = isinstance(refused, StaleVersion) or refused.message in _TOO_BARE
    return CHANGED if is_bare else refused.message


def _asked_now(situation: Situation) -> list[tuple[type[AnswerForm], int]]:
    asked, visit = situation.asked, situation.visit
    found: list[tuple[type[AnswerForm], int]] = []
    for kind, is_asked in _ASKED.items():
        row = visit if kind in _OF_VISIT else asked
        if row and is_asked(situation):
            found.append((kind, row.version))
    return found


def _options(kind: type[AnswerForm], situation: Situation) -> dict[str, Any]:
    """What a form must be given besides what was sent."""
    if kind is OfferForm:
        return {"choices": _offered_times(situation)}
    if kind is ReplyForm and living_consent(situation.asked) is None:
        return {"consent_text": current_consent_text()}
    return {}


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


def _answer_offer(situation: Situation, form: AnswerForm, version: int) -> None:
    # An offered time is of one round: its key says all that the version could.
    request_id, choice = situation.asked.pk, form.cleaned_data["choice"]
    if choice == NONE_FITS:
        refuse_offer(request_id=request_id, version=version)
    else:
        accept(request_id=request_id, proposal_id=int(choice))


def _reply(situation: Situation, form: ReplyForm, version: int) -> None:
    answer, consent = form.cleaned_data["answer"], form.agreed_to()
    reply(request_id=situation.asked.pk, version=version, answer=answer, consent=consent)


def _join(situation: Situation, form: AnswerForm, version: int) -> None:
    join_waiting_list(request_id=situation.asked.pk, version=_seen(situation, version))


def _leave(situation: Situation, form: AnswerForm, version: int) -> None:
    leave_waiting_list(request_id=situation.asked.pk, version=_seen(situation, version))


def _withdraw(situation: Situation, form: AnswerForm, version: int) -> None:
    withdraw(request_id=situation.asked.pk, version=_seen(situation, version))


def _withdraw_consent(situation: Situation, form: AnswerForm, version: int) -> None:
    withdraw_consent(request_id=situation.asked.pk, version=_seen(situation, version))


def _cancel(situation: Situation, form: AnswerForm, version: int) -> None:
    cancel_by_client(appointment_id=_visit(situation).pk, version=version)


def _undo(situation: Situation, form: AnswerForm, version: int) -> None:
    undo_cancellation(appointment_id=_visit(situation).pk, version=version)


def _seen(situation: Situation, version: int) -> int | None:
    """The version to compare with: none where all that was shown is still so.

    An offer that has lapsed is written down first, which makes another version.
    """
    is_as_seen = situation.has_just_lapsed and version == situation.asked.version
    return None if is_as_seen else version


def _visit(situation: Situation) -> Appointment:
    if situation.visit is None:
        raise TransitionRefused
    return situation.visit


_DEEDS: Final[Mapping[type[AnswerForm], Callable[[Situation, Any, int], None]]] = {
    OfferForm: _answer_offer,
    ReplyForm: _reply,
    JoinForm: _join,
    LeaveForm: _leave,
    WithdrawForm: _withdraw,
    CancelForm: _cancel,
    UndoForm: _undo,
    WithdrawConsentForm: _withdraw_consent,
}
_KINDS: Final[Mapping[str, type[AnswerForm]]] = {kind.about: kind for kind in _DEEDS}
