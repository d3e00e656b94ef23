"""Safety questions and consent texts: the therapist publishes new versions."""

import pytest

from bookings.domain.consent import current_consent_text
from bookings.domain.screening import Question, current_screening, publish_screening
from bookings.models import ConsentText, Route, Screening
from tests.bookings.staff.desk import CONSENTS, QUESTIONS

pytestmark = pytest.mark.django_db

HEADACHE = Question(text="Worst headache", route=Route.URGENT, advice="Ring now.")
PREGNANT = Question(text="Pregnant", route=Route.CAUTION)


@pytest.fixture
def published(db) -> Screening:
    return publish_screening(language="en", questions=[HEADACHE, PREGNANT], after=0)


def sent(*rows: dict, after: int, initial: int = 0) -> dict:
    """What the page of the questions posts for these rows."""
    data = {
        "language": "en",
        "after": after,
        "questions-TOTAL_FORMS": len(rows),
        "questions-INITIAL_FORMS": initial,
    }
    for number, row in enumerate(rows):
        filled = {"id": "", "ORDER": number + 1, "DELETE": "", "advice": ""} | row
        data |= {f"questions-{number}-{name}": value for name, value in filled.items()}
    return data


def words(screening: Screening | None) -> list[tuple[str, str, str]]:
    return [(row.text, row.route, row.advice) for row in screening.questions.all()]


def test_new_version_starts_with_the_questions_in_force(published, therapist):
    page = therapist.get(f"{QUESTIONS}add/").text

    assert 'value="Worst headache"' in page
    assert 'value="Pregnant"' in page
    assert "Ring now." in page


def test_therapist_publishes_questions_in_another_order(published, therapist):
    data = sent(
        {"text": "Worst headache", "route": "urgent", "advice": "Ring!", "ORDER": 3},
        {"text": "Pregnant", "route": "caution", "DELETE": "on"},
        {"text": "Fever", "route": "urgent", "ORDER": 2},
        after=1,
        initial=2,
    )

    response = therapist.post(f"{QUESTIONS}add/", data)

    assert (response.status_code, response.url) == (302, QUESTIONS)
    assert words(current_screening()) == [
        ("Fever", "urgent", ""),
        ("Worst headache", "urgent", "Ring!"),
    ]
    assert words(published) == [
        ("Worst headache", "urgent", "Ring now."),
        ("Pregnant", "caution", ""),
    ]


def test_first_questions_can_be_published(therapist):
    row = {"text": "Fever", "route": "urgent"}

    therapist.post(f"{QUESTIONS}add/", sent(row, after=0))

    assert words(current_screening()) == [("Fever", "urgent", "")]


def test_a_version_written_from_an_older_one_is_not_published(published, therapist):
    publish_screening(language="en", questions=[PREGNANT], after=1)

    response = therapist.post(
        f"{QUESTIONS}add/", sent({"text": "Fever", "route": "urgent"}, after=1)
    )

    assert response.status_code == 200
    assert "Somebody else has published a newer version" in response.text
    assert Screening.objects.count() == 2


@pytest.mark.parametrize(
    "row", [{"text": "", "route": "urgent"}, {"text": "Fever", "route": "elsewhere"}]
)
def test_bad_questions_are_shown_on_the_form(row, therapist):
    response = therapist.post(f"{QUESTIONS}add/", sent(row, after=0))

    assert response.status_code == 200
    assert "due to errors" in response.text
    assert not Screening.objects.exists()


def test_old_questions_can_be_read_and_say_so(published, therapist):
    newer = publish_screening(language="en", questions=[PREGNANT], after=1)

    old, new = (therapist.get(f"{QUESTIONS}{row.pk}/").text for row in (published, newer))

    assert ("Worst headache" in old, "Visitors see newer questions now" in old) == (True, True)
    assert ("Worst headache" in new, "Visitors see these questions." in new) == (False, True)


def test_therapist_publishes_a_consent_text(therapist):
    first = current_consent_text()
    assert first.text in therapist.get(f"{CONSENTS}add/").text
    data = {"language": "en", "after": first.version, "text": "New words."}

    response = therapist.post(f"{CONSENTS}add/", data)

    assert (response.status_code, response.url) == (302, CONSENTS)
    assert current_consent_text().text == "New words."
    assert ConsentText.objects.filter(text=first.text, version=first.version).exists()
    listed = therapist.get(CONSENTS).text
    assert listed.index("New words.") < listed.index(first.text)
    assert listed.count("visitors see this one") == 1


@pytest.mark.parametrize("change", [{"text": ""}, {"text": "x" * 501}, {"after": "0"}])
def test_bad_consent_texts_are_not_published(change, therapist):
    data = {"language": "en", "after": current_consent_text().version, "text": "New words."}

    response = therapist.post(f"{CONSENTS}add/", data | change)

    assert response.status_code == 200
    assert ConsentText.objects.count() == 1
