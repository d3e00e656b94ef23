"""The placeholders of mails: their names, what stands for them, and what the therapist is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import values
from .occasion import Occasion
from .words import Value, inline


@dataclass(frozen=True)
class Placeholder:
    """`label` says to whoever writes what will stand there. A `block` stands by itself."""

    label: Promise
    value: Callable[[Occasion], Value]
    block: bool = False


PLACEHOLDERS: Final[Mapping[str, Placeholder]] = {
    "practice": Placeholder(
        _("the name of the practice"), lambda a: inline(a.practice.practice_name)
    ),
    "phone": Placeholder(_("your phone number"), lambda a: inline(a.practice.phone)),
    "reply_time": Placeholder(
        _("how soon you reply, as in the settings of the practice"),
        lambda a: inline(a.practice.reply_time),
    ),
    "service": Placeholder(_("the service"), values.service),
    "minutes": Placeholder(_("how many minutes"), values.minutes),
    "reference": Placeholder(_("the reference of the request"), values.reference),
    "name": Placeholder(_("the client’s name"), values.person),
    "not_confirmed": Placeholder(_("“Requested, not confirmed yet”"), values.not_confirmed),
    "when": Placeholder(_("day and time of the visit"), values.when),
    "practitioner": Placeholder(_("who treats"), values.practitioner),
    "appointment": Placeholder(
        _("day, time, service, person and address of the visit"), values.appointment, block=True
    ),
    "wishes": Placeholder(_("the times asked for"), values.wishes, block=True),
    "offered_times": Placeholder(_("the times you offer"), values.offered, block=True),
    "held_until": Placeholder(_("until when these times are held"), values.held_until, block=True),
    "policy": Placeholder(
        _("how and until when to cancel, as in the booking rules"), values.policy, block=True
    ),
    "before": Placeholder(_("what the visit was before"), values.before, block=True),
    "undo": Placeholder(_("until when the cancellation can be undone"), values.undo, block=True),
    "undo_notice": Placeholder(
        _("until when the client can undo the cancellation"), values.undo_notice, block=True
    ),
    "late": Placeholder(_("says so if the cancellation is a late one"), values.late, block=True),
    "question": Placeholder(_("your question"), values.question, block=True),
    "message": Placeholder(_("what you write for this one client"), values.message, block=True),
    "link": Placeholder(_("the link to the client’s own page"), values.manage_link, block=True),
    "desk_link": Placeholder(_("the link to the desk"), values.desk_link, block=True),
}


def value_of(about: Occasion, name: str) -> Value:
    """What stands for `{name}`, in the active language. KeyError for an unknown one."""
    return PLACEHOLDERS[name].value(about)
