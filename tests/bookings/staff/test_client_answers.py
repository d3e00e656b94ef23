"""What clients answer on their own page, and consent that they withdraw, as the desk sees it."""

import pytest
from cryptography.fernet import Fernet

from bookings.domain import transitions
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.replies import reply
from bookings.models import AuditEvent, BookingRequest, HealthAnswers, OutboxMessage
from tests.bookings.staff.desk import (
    MAIL,
    REQUESTS,
    answer,
    confirm,
    stored,
    url_of,
    visit_url,
)
from tests.factories.bookings import make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("now")

CANARY = "canary-5521"
ASK_AGAIN = "Consent withdrawn: ask again before treating."
NOTED = "Noted: we ask again"


def ask_and_reply(request, answer=CANARY, question="Which side is it?"):
    asked = transitions.ask(
        request_id=request.pk, version=request.version, by=make_user(), question=question
    )
    return reply(request_id=asked.pk, version=asked.version, answer=answer)


@pytest.fixture
def replied(practice, service):
    return ask_and_reply(make_request(service=service, health="Behind the eye"))


@pytest.fixture
def withdrawn(practice, service):
    request = make_request(service=service, health="Behind the eye")
    return withdraw_consent(request_id=request.pk, version=request.version)


def looks():
    return AuditEvent.objects.filter(action="health answers viewed").count()


def test_answer_is_shown_with_its_question_and_the_look_is_recorded(replied, therapist):
    page = therapist.get(url_of(replied)).text

    assert CANARY in page
    assert page.count("Which side is it?") == 2
    assert "The client answered on their own page" in page
    assert looks() == 1


def test_who_may_not_see_health_answers_sees_only_that_there_is_one(replied, reception, onlooker):
    for client in (reception, onlooker):
        page = client.get(url_of(replied)).text
        assert CANARY not in page
        assert "on the client’s own page." in page
        assert "Somebody who may see health answers can read it." in page
    assert looks() == 0


def test_answer_is_in_no_list_no_search_and_no_mail(replied, therapist, reception):
    mails = [f"{MAIL}{mail.pk}/" for mail in OutboxMessage.objects.all()]
    addresses = [REQUESTS, f"{REQUESTS}?q={CANARY}", f"{REQUESTS}results/?q={CANARY}", MAIL, *mails]
    for client in (therapist, reception):
        for address in [*addresses, "/admin/"]:
            page = client.get(address)
            # The search box says what was searched for.
            assert page.text.count(CANARY) == page.text.count(f'value="{CANARY}"')
        assert replied.name not in client.get(f"{REQUESTS}results/?q={CANARY}").text


def test_every_round_is_shown(replied, therapist):
    ask_and_reply(replied, answer="Since spring.", question="Since when?")

    page = therapist.get(url_of(replied)).text

    for words in [CANARY, "Which side is it?", "Since spring.", "Since when?"]:
        assert words in page


def test_new_question_is_not_said_to_be_answered(replied, reception):
    transitions.ask(
        request_id=replied.pk, version=replied.version, by=make_user(), question="Since when?"
    )

    assert "on the client’s own page." not in reception.get(url_of(replied)).text


def test_answer_without_its_key_says_so(replied, therapist, settings):
    HealthAnswers.objects.all().delete()
    settings.HEALTH_KEYS = [Fernet.generate_key()]

    page = therapist.get(url_of(replied)).text

    assert "the key that they were stored with is missing" in page


def test_withdrawn_consent_is_said_to_everybody_wherever_a_time_is_given(
    withdrawn, practitioner, reception, therapist
):
    for address in (url_of(withdrawn), url_of(withdrawn, "confirm")):
        assert ASK_AGAIN in reception.get(address).text
    assert (
        "Deleted: consent was withdrawn on Sun 22 Nov 2026" in therapist.get(url_of(withdrawn)).text
    )
    refused = confirm(reception, withdrawn, practitioner)
    assert refused.status_code == 409
    assert "Note that you ask again before giving a time." in refused.text

    done = answer(therapist, withdrawn, "ask_again")

    assert (done.status_code, done.url) == (302, url_of(withdrawn))
    withdrawn.refresh_from_db()
    page = reception.get(url_of(withdrawn)).text
    assert ASK_AGAIN in page
    assert "Noted on Sun 22 Nov 2026" in page
    assert NOTED not in therapist.get(url_of(withdrawn)).text
    assert confirm(reception, withdrawn, practitioner).status_code == 302
    assert ASK_AGAIN in reception.get(visit_url(withdrawn.appointments.get())).text
    assert ASK_AGAIN in reception.get(visit_url(withdrawn.appointments.get(), "move")).text


def test_reception_does_not_note_that_somebody_asks_again(withdrawn, reception):
    before = stored()

    response = answer(reception, withdrawn, "ask_again")

    assert (response.status_code, response.url) == (302, "/admin/")
    assert stored() == before


def test_visit_with_consent_has_no_such_note(service, practitioner, reception):
    request = make_request(service=service, health="Behind the eye")
    confirm(reception, request, practitioner)

    assert ASK_AGAIN not in reception.get(visit_url(request.appointments.get())).text


def test_reception_takes_a_withdrawal_on_the_phone(service, reception):
    request = make_request(service=service, health="Behind the eye")
    assert "Withdraw consent" in reception.get(url_of(request)).text
    page = reception.get(url_of(request, "withdraw_consent")).text
    assert "is deleted for good" in page
    assert HealthAnswers.objects.exists()

    response = answer(reception, request, "withdraw_consent")

    assert (response.status_code, response.url) == (302, url_of(request))
    assert not HealthAnswers.objects.exists()
    event = AuditEvent.objects.get(action="consent withdrawn: en 1")
    assert event.user == reception.user
    page = reception.get(url_of(request)).text
    assert "Consent withdrawn, health answers deleted (en 1)" in page
    assert "Withdraw consent" not in page


def test_withdrawal_of_a_version_that_is_gone_deletes_nothing(service, reception):
    request = make_request(service=service, health="Behind the eye")
    BookingRequest.objects.update(version=2)

    assert answer(reception, request, "withdraw_consent").status_code == 409

    assert HealthAnswers.objects.exists()


def test_onlooker_withdraws_nothing(service, onlooker):
    request = make_request(service=service, health="Behind the eye")

    assert answer(onlooker, request, "withdraw_consent").status_code == 302

    assert HealthAnswers.objects.exists()


def test_page_takes_as_many_queries_for_one_answer_as_for_thirty(
    replied, therapist, django_assert_num_queries
):
    therapist.get(url_of(replied))
    with django_assert_num_queries(25):
        therapist.get(url_of(replied))
    for number in range(29):
        replied.replies.create(question=f"{number}?", answer={"text": "No."}, at=replied.created_at)
    with django_assert_num_queries(25):
        therapist.get(url_of(replied))
