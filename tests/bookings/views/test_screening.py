"""The safety questions of the request form: asked, urgent, caution, none of these."""

import pytest

from bookings.domain.screening import Question, publish_screening
from bookings.models import BookingRequest, ConsentRecord, HealthAnswers, OutboxMessage, Route

pytestmark = pytest.mark.django_db

HEADACHE = Question(text="Worst headache", route=Route.URGENT, advice="Ring\nnow.")
FEVER = Question(text="Fever", route=Route.URGENT)
PREGNANT = Question(text="I’m pregnant", route=Route.CAUTION, advice="Ask your midwife <first>.")
THINNERS = Question(text="Blood thinners", route=Route.CAUTION)
QUESTIONS = [HEADACHE, FEVER, PREGNANT, THINNERS]
UNANSWERED = "Tick what applies to you, or “None of these”"


@pytest.fixture
def screening(site):
    return publish_screening(language="en", questions=QUESTIONS, after=0)


@pytest.fixture
def boxes(screening) -> dict[str, str]:
    """The value of each box by its words."""
    words = {row.text: str(row.pk) for row in screening.questions.all()}
    return words | {"None of these": f"none-{screening.pk}"}


def stored() -> tuple[int, int]:
    return BookingRequest.objects.count(), OutboxMessage.objects.count()


def labels(visitor) -> list[str]:
    inputs = visitor.page.select("main form input[name=applies]")
    return [" ".join(box.parent.get_text().split()) for box in inputs]


def rows(visitor) -> dict[str, str]:
    found = visitor.page.select(".check-row")
    return {row.dt.text: " ".join(row.dd.get_text(" ").split()) for row in found}


def test_nothing_is_asked_where_there_are_no_questions(visitor, form_url, answers):
    visitor.open(form_url)
    assert labels(visitor) == []
    assert "Before you ask" not in visitor.page.text

    visitor.send(**answers).send()

    request = BookingRequest.objects.get()
    assert (request.screening, request.screening_outcome) == (None, "")


def test_questions_stand_first_and_none_of_these_last(visitor, form_url, boxes):
    visitor.open(form_url)

    assert labels(visitor) == list(boxes)
    assert visitor.page.select_one("main form fieldset.group > legend").text == "Before you ask"
    assert visitor.page.select("main form input[name=applies][checked]") == []


@pytest.mark.parametrize(
    ("ticked", "message"),
    [
        ([], UNANSWERED),
        (
            ["Blood thinners", "None of these"],
            "Tick either what applies to you, or “None of these”, not both",
        ),
        (["unknown"], "These questions have changed. Answer them again"),
    ],
)
def test_questions_must_be_answered(visitor, form_url, answers, boxes, ticked, message):
    values = [boxes.get(words, words) for words in ticked]

    visitor.open(form_url).send(**answers | {"applies": values})

    assert visitor.response.status_code == 422
    assert visitor.errors == {"id_applies_0": message}
    described = visitor.page.select_one("fieldset.question:has([name=applies])")["aria-describedby"]
    named = [visitor.page.find(id=name) for name in described.split()]
    assert [element.get_text(strip=True) for element in named][-1] == message


@pytest.mark.parametrize("change", [{}, {"name": "", "minutes": ""}], ids=["good", "with errors"])
def test_an_urgent_answer_says_what_to_do_and_stores_nothing(
    visitor, form_url, answers, boxes, practice, change
):
    ticked = [boxes["Worst headache"], boxes["Fever"], boxes["Blood thinners"]]

    visitor.open(form_url).send(**answers | {"applies": ticked} | change)

    main = visitor.page.select_one("main")
    assert visitor.response.status_code == 200
    assert visitor.title == "Get medical help first – Test Practice"
    assert [heading.text for heading in main.select("h2")] == [
        "If it is an emergency",
        "Worst headache",
        "Fever",
        "Your request",
    ]
    assert main.select_one('a[href="tel:112"]').text == "112"
    assert "Ring<br/>now." in str(main)
    assert "Ask a doctor today." in main.text
    assert visitor.page.select(".header__request") == []
    assert visitor.response["Cache-Control"] == "no-store"
    assert stored() == (0, 0)


def test_an_urgent_answer_stops_a_check_page_that_was_tampered_with(
    visitor, form_url, answers, boxes
):
    visitor.open(form_url).send(**answers | {"applies": [boxes["None of these"]]})

    visitor.send(applies=[boxes["Fever"]])

    assert visitor.title.startswith("Get medical help first")
    assert stored() == (0, 0)


def test_a_mistake_leads_back_to_the_form_with_everything_typed(visitor, form_url, answers, boxes):
    visitor.open(form_url).send(**answers | {"applies": [boxes["Fever"], boxes["I’m pregnant"]]})

    visitor.send(button="id_applies_0")

    sent = visitor.form()
    assert visitor.response.status_code == 200
    assert sent["applies"] == [boxes["Fever"], boxes["I’m pregnant"]]
    assert {name: sent[name] for name in ("name", "email", "notes", "wish_2_day")} == {
        name: [answers[name]] for name in ("name", "email", "notes", "wish_2_day")
    }
    assert sent["areas"] == answers["areas"]
    visitor.send(applies=[boxes["None of these"]])
    assert visitor.title == "Check your request"


def test_none_of_these_is_a_clean_request(visitor, form_url, answers, boxes, screening):
    visitor.open(form_url).send(**answers | {"applies": [boxes["None of these"]]})
    assert rows(visitor)["Does any of these apply to you?"] == "None of these"

    visitor.send()

    request = BookingRequest.objects.get()
    assert (request.screening, request.screening_outcome) == (screening, "clean")
    assert not request.needs_acknowledgement
    assert HealthAnswers.objects.get().answers["cautions"] == []


def test_a_caution_comes_in_flagged_with_its_words_encrypted(visitor, form_url, answers, boxes):
    ticked = [boxes["I’m pregnant"], boxes["Blood thinners"]]
    changes = {"applies": ticked, "notes": "", "areas": []}

    visitor.open(form_url).send(**answers | changes)
    assert rows(visitor)["Does any of these apply to you?"] == (
        "I’m pregnant Ask your midwife <first>. Blood thinners"
    )
    visitor.send()

    request = BookingRequest.objects.get()
    assert (request.screening_outcome, request.needs_acknowledgement) == ("caution", True)
    assert HealthAnswers.objects.get().answers == {
        "notes": "",
        "areas": [],
        "cautions": ["I’m pregnant", "Blood thinners"],
        "questions": {
            "applies": "Does any of these apply to you?",
            "notes": "What is going on? (optional)",
            "areas": "Where does it hurt? (optional)",
        },
    }
    assert ConsentRecord.objects.count() == 1
    mails = [mail.subject + mail.text + mail.html for mail in OutboxMessage.objects.all()]
    assert [mail for mail in mails if "pregnant" in mail or "thinners" in mail] == []


def test_a_caution_needs_consent(visitor, form_url, answers, boxes):
    changes = {"applies": [boxes["Blood thinners"]], "notes": "", "areas": [], "consent": None}

    visitor.open(form_url).send(**answers | changes)

    assert visitor.errors == {
        "id_consent": "Tick the box so that what you ticked under “Before you ask” may be "
        "stored, or ring the practice instead"
    }


def test_none_of_these_needs_no_consent(visitor, form_url, answers, boxes):
    nothing = {"notes": "", "areas": [], "consent": None}

    visitor.open(form_url).send(**answers | nothing | {"applies": [boxes["None of these"]]}).send()

    assert BookingRequest.objects.get().screening_outcome == "clean"
    assert not HealthAnswers.objects.exists()


@pytest.mark.parametrize("ticked", ["None of these", "Blood thinners"])
def test_answers_to_older_questions_are_asked_for_again(visitor, form_url, answers, boxes, ticked):
    visitor.open(form_url).send(**answers | {"applies": [boxes[ticked]]})
    publish_screening(language="en", questions=[*QUESTIONS, FEVER], after=1)

    visitor.send()

    assert visitor.response.status_code == 422
    assert visitor.errors == {"id_applies_0": "These questions have changed. Answer them again"}
    assert visitor.form()["notes"] == [answers["notes"]]
    assert stored() == (0, 0)


def test_another_answer_is_another_request(visitor, form_url, answers, boxes):
    """The digest tells a retry from a page that was changed on its way."""
    visitor.open(form_url).send(**answers | {"applies": [boxes["None of these"]]})
    page = visitor.response
    visitor.send()

    visitor.response = page
    visitor.send(applies=[boxes["Blood thinners"]])

    assert visitor.response.status_code == 409
    assert BookingRequest.objects.get().screening_outcome == "clean"


@pytest.mark.parametrize("count", [1, 30])
def test_questions_take_one_query_however_many(client, form_url, count, django_assert_num_queries):
    publish_screening(language="en", questions=[THINNERS] * count, after=0)
    client.get(form_url)

    # One of them for the questions; test_queries has a diary too.
    with django_assert_num_queries(13):
        client.get(form_url)
