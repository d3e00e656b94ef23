"""Consent texts and safety questions: versions that follow each other and never change."""

import pytest
from django.utils import timezone, translation

from bookings.domain.consent import current_consent_text, publish_consent_text
from bookings.domain.errors import NewerWording
from bookings.domain.screening import Question, current_screening, publish_screening
from bookings.models import AuditEvent, ConsentText, Route, Screening
from tests.bookings.domain.test_races import at_once
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

HEADACHE = Question(text="Worst headache", route=Route.URGENT, advice="Ring now.")
PREGNANT = Question(text="Pregnant", route=Route.CAUTION)


def words(screening: Screening | None) -> list[tuple[str, str, str]]:
    assert screening is not None
    return [(row.text, row.route, row.advice) for row in screening.questions.all()]


def test_nothing_is_asked_before_questions_are_published():
    assert current_screening() is None


def test_published_questions_are_asked_in_their_order():
    publish_screening(language="en", questions=[PREGNANT, HEADACHE], after=0, by=make_user())

    assert words(current_screening()) == [
        ("Pregnant", "caution", ""),
        ("Worst headache", "urgent", "Ring now."),
    ]
    assert [event.action for event in AuditEvent.objects.all()] == ["safety questions published"]


def test_new_questions_leave_the_old_ones_as_they_were():
    first = publish_screening(language="en", questions=[HEADACHE], after=0)
    second = publish_screening(language="en", questions=[PREGNANT], after=1)

    assert (first.version, second.version) == (1, 2)
    assert current_screening() == second
    assert words(Screening.objects.get(version=1)) == [("Worst headache", "urgent", "Ring now.")]


def test_no_questions_end_the_asking():
    publish_screening(language="en", questions=[HEADACHE], after=0)
    publish_screening(language="en", questions=[], after=1)

    assert current_screening() is None


@pytest.mark.parametrize(("language", "text"), [("de", "Kopfschmerz"), ("fr", "Worst headache")])
def test_questions_are_in_the_visitors_language_or_else_in_the_newest(language, text):
    german = Question(text="Kopfschmerz", route=Route.URGENT)
    publish_screening(language="de", questions=[german], after=0)
    publish_screening(language="en", questions=[PREGNANT], after=0)
    publish_screening(language="en", questions=[HEADACHE], after=1)

    with translation.override(language):
        assert words(current_screening())[0][0] == text


def test_questions_take_two_queries_whatever_there_was(django_assert_num_queries):
    for version in range(5):
        publish_screening(language="en", questions=[HEADACHE, PREGNANT], after=version)

    with django_assert_num_queries(2):
        assert len(words(current_screening())) == 2


def test_whoever_saw_an_older_version_publishes_nothing():
    publish_screening(language="en", questions=[HEADACHE], after=0)

    with pytest.raises(NewerWording):
        publish_screening(language="en", questions=[PREGNANT], after=0)
    with pytest.raises(NewerWording):
        publish_screening(language="en", questions=[PREGNANT], after=7)
    with pytest.raises(NewerWording):
        publish_consent_text(language="en", text="Other words.", after=0, by=make_user())

    assert (Screening.objects.count(), ConsentText.objects.count()) == (1, 1)


@pytest.mark.usefixtures("own_database")
def test_eight_at_once_publish_one():
    def publish(number: int) -> None:
        question = Question(text=f"Question {number}", route=Route.URGENT)
        publish_screening(language="en", questions=[question], after=0)

    outcomes = at_once(8, publish)

    assert outcomes == {"done": 1, "NewerWording": 7}
    assert len(words(Screening.objects.get())) == 1


def test_new_consent_words_are_asked_for_from_now_on():
    first = current_consent_text()

    publish_consent_text(language="en", text="Other words.", after=first.version, by=make_user())

    first.refresh_from_db()
    assert current_consent_text().text == "Other words."
    assert first.text.startswith("You may store and read")
    assert current_consent_text().published_at <= timezone.now()
