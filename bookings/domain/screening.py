"""The red-flag questions of the request form. They route; they never diagnose."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.functional import Promise

from ..models import Route, Screening, ScreeningQuestion
from . import audit
from .wording import in_force, publish


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that may apply to a visitor, where that leads, and what to do then."""

    text: str | Promise
    route: Route
    advice: str | Promise = ""


def current_screening() -> Screening | None:
    """The set of questions in force, None where nothing is asked."""
    screening = in_force(Screening, "questions")
    return screening if screening and screening.questions.all() else None


def publish_screening(
    *, language: str, questions: Sequence[Question], after: int, by: User | None = None
) -> Screening:
    """Ask these questions from now on, in this order; none at all is how asking ends.

    `after` is the newest version that `by` saw, 0 for none. What was answered before stays
    with the questions as they were. Raises NewerWording.
    """

    def complete(screening: Screening) -> None:
        ScreeningQuestion.objects.bulk_create(
            ScreeningQuestion(
                screening=screening,
                sort_order=order,
                text=question.text,
                route=question.route,
                advice=question.advice,
            )
            for order, question in enumerate(questions)
        )
        audit.record("safety questions published", by=by)

    return publish(Screening.objects.all(), language=language, after=after, then=complete)
