"""What a request is asked with is kept between visitors, and never after it has changed."""

import pytest

from bookings.domain.consent import current_consent_text, publish_consent_text
from bookings.domain.mail_wordings import save_wording
from bookings.domain.screening import Question, publish_screening
from bookings.models import BookingRequest, BookingSettings, OutboxMessage, Route
from bookings.notifications.kinds import KINDS
from bookings.notifications.wording import first_wording
from home.models import PainArea
from site_project.roles import OWNER
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "page_cache")]

# With the transaction's beginning and end.
SENT = 13
SUBJECT = "{not_confirmed}, thank you"


@pytest.fixture
def owner():
    return make_user(role=OWNER)


@pytest.fixture
def answers(answers):
    return answers | {"areas": []}


@pytest.fixture
def send(visitor, form_url, answers):
    """Send a good request from the form to its end, as one more visitor."""

    def send(**changed):
        visitor.open(form_url).send(**answers | changed)
        return visitor.send()

    return send


def test_request_is_stored_with_few_queries(
    send, visitor, form_url, answers, django_assert_num_queries
):
    for number in range(2):
        send(email=f"visitor-{number}@example.org")
    visitor.open(form_url).send(**answers | {"email": "walt@example.org"})

    with django_assert_num_queries(SENT):
        visitor.send()

    assert BookingRequest.objects.count() == 3


def test_next_visitor_agrees_to_the_new_words(send, visitor, owner):
    send()
    publish_consent_text(language="en", text="Only these words.", after=1, by=owner)

    refused = send(email="walt@example.org")
    assert "Only these words." in refused.page.text
    assert BookingRequest.objects.count() == 1

    send(email="walt@example.org", consent=str(current_consent_text().version))
    assert BookingRequest.objects.first().consent.text.text == "Only these words."


def test_next_visitor_is_asked_the_new_questions(send, visitor, form_url):
    send()
    questions = [Question(text="Did you faint?", route=Route.URGENT)]
    publish_screening(language="en", questions=questions, after=0)

    assert "Did you faint?" in visitor.open(form_url).page.text
    send(email="walt@example.org")
    assert BookingRequest.objects.count() == 1


def test_next_visitor_finds_the_new_area(send, visitor, form_url):
    send()
    PainArea.objects.create(name="Jaw", slug="jaw")

    assert "Jaw" in visitor.open(form_url).page.text
    send(email="walt@example.org", areas=["jaw"])
    assert BookingRequest.objects.count() == 2


def test_next_mail_is_in_the_new_words(send, owner):
    send()
    kind = KINDS["request_received"]
    first = first_wording(kind, "en")
    save_wording(kind=kind, language="en", subject=SUBJECT, body=first.body, seen=None, by=owner)

    send(email="walt@example.org")

    subjects = OutboxMessage.objects.filter(template=kind.name).order_by("pk")
    assert list(subjects.values_list("subject", flat=True))[1].endswith("thank you")


def test_next_request_lapses_by_the_new_rule(send):
    send()
    rules = BookingSettings.current()
    rules.request_expiry_days = 3
    rules.save()

    send(email="walt@example.org")

    request = BookingRequest.objects.get(email="walt@example.org")
    assert (request.expires_at - request.created_at).days == 3


def test_next_visitor_finds_the_service_closed(send, service, visitor, form_url):
    send()
    service.accepts_requests = False
    service.save()

    assert "No requests" in visitor.open(form_url).page.text
    assert BookingRequest.objects.count() == 1
