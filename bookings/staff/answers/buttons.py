"""Answers that are one button on the request's page."""

from typing import Any

from django.utils.translation import gettext as _

from ...domain import transitions
from .base import AnswerButton


class Take(AnswerButton):
    name = "take"

    def give(self, **answers: Any) -> str:
        transitions.take(**answers)
        return _("This request is yours now.")


class Reopen(AnswerButton):
    name = "reopen"

    def give(self, **answers: Any) -> str:
        transitions.reopen(**answers)
        return _("Open again, and yours.")


class Release(AnswerButton):
    name = "release"

    def give(self, **answers: Any) -> str:
        transitions.release(**answers)
        return _("Released: it is a request like any other now.")


class Quarantine(AnswerButton):
    name = "quarantine"

    def give(self, **answers: Any) -> str:
        transitions.quarantine(**answers)
        return _("In quarantine. It can be released, or marked as spam for good.")


class Answered(AnswerButton):
    name = "answered"

    def give(self, **answers: Any) -> str:
        transitions.answered(**answers)
        return _("Answered: the request is yours to settle again.")


class Acknowledge(AnswerButton):
    name = "acknowledge"

    def give(self, **answers: Any) -> str:
        transitions.acknowledge_screening(**answers)
        return _("Read: from here on a time can be given.")


class AskAgain(AnswerButton):
    """After consent was withdrawn."""

    name = "ask_again"

    def give(self, **answers: Any) -> str:
        transitions.acknowledge_screening(**answers)
        return _("Noted: from here on a time can be given. Ask again before treating.")
