"""Questions, the waiting list, duplicates, quarantine, and whose a request is."""

import pytest
from django.contrib.auth.models import Group, Permission

from bookings.models import AuditEvent, BookingRequest, OutboxMessage, ScreeningOutcome
from bookings.statuses import RequestStatus
from site_project import roles
from tests.bookings.staff.desk import (
    answer,
    logged_in,
    status_of,
    stored,
    templates_to,
    url_of,
)
from tests.factories.bookings import make_request

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def request_(service) -> BookingRequest:
    return make_request(service=service)


def read(request: BookingRequest) -> BookingRequest:
    return BookingRequest.objects.get(pk=request.pk)


# --- Questions ------------------------------------------------------------------------------


def test_question_is_mailed_and_its_answer_brings_the_request_back(request_, reception):
    response = answer(reception, request_, "ask", question="Can you come on Mondays?")

    assert (response.status_code, response.url) == (302, url_of(request_))
    assert status_of(request_) == RequestStatus.NEEDS_INFO
    assert "Can you come on Mondays?" in OutboxMessage.objects.get(template="needs_info").text
    page = reception.get(url_of(request_)).text
    assert "<p>Can you come on Mondays?</p>" in page
    assert "A mail to vera@example.org is on its way." in page
    assert answer(reception, read(request_), "answered").status_code == 302
    assert status_of(request_) == RequestStatus.IN_REVIEW


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "Enter a question"),
        ("  ", "Enter a question"),
        ("x" * 1001, "Use 1000 characters or fewer; you have 1001"),
        ("a\x1bb", "hidden characters"),
    ],
)
def test_bad_questions_are_refused_in_words(question, words, request_, reception):
    before = stored()

    response = answer(reception, request_, "ask", question=question)

    assert response.status_code == 422
    assert words in response.text
    assert stored() == before


def test_question_that_came_too_late_is_kept(request_, reception, therapist):
    answer(therapist, request_, "take")

    response = answer(reception, request_, "ask", question="Mondays?")

    assert response.status_code == 409
    assert "Mondays?</textarea>" in response.text


# --- Waiting list, withdrawal, quarantine ---------------------------------------------------


@pytest.mark.parametrize(
    ("action", "asks", "to", "mails"),
    [
        ("waitlist", "until a time is free", RequestStatus.WAITLISTED, ["waitlisted"]),
        ("withdraw", "who has called to take the request back", RequestStatus.WITHDRAWN, []),
    ],
)
def test_final_words_are_asked_first(action, asks, to, mails, practice, request_, reception):
    assert asks in reception.get(url_of(request_, action)).text

    response = answer(reception, request_, action)

    assert response.status_code == 302
    assert status_of(request_) == to
    assert templates_to("vera@example.org") == ["request_received", *mails]
    assert "withdrawn_notice" not in templates_to(practice.notices_to)


def test_client_without_email_is_to_be_called(service, reception):
    request = make_request(service=service, email="", phone="01632 960 001")

    assert "so nothing is mailed" in reception.get(url_of(request, "waitlist")).text
    answer(reception, request, "waitlist")

    assert "call to tell them" in reception.get(url_of(request)).text


def test_request_goes_back_to_quarantine_and_out(request_, reception):
    assert answer(reception, request_, "quarantine").status_code == 302

    page = reception.get(url_of(request_)).text
    assert "somebody at the practice put it here" in page
    assert answer(reception, read(request_), "release").status_code == 302
    assert templates_to("vera@example.org") == ["request_received"]


# --- Duplicates -----------------------------------------------------------------------------


def test_duplicate_is_chosen_among_those_of_the_same_contact(request_, service, reception):
    first = make_request(service=service, name="V. Visitor", email="VERA@example.org")
    make_request(service=service, name="Other", email="other@example.org")

    page = reception.get(url_of(request_, "duplicate"))
    assert page.context["form"].likely == [first]
    assert "Another one, by its reference" in page.text
    response = answer(reception, request_, "duplicate", of=first.pk)

    assert response.status_code == 302
    assert read(request_).duplicate_of == first
    shown = reception.get(url_of(request_)).text
    assert f"Closed as a duplicate of {first.reference}." in shown
    assert f'href="{url_of(first)}">{first.reference}</a>' in shown


@pytest.mark.parametrize("spelling", ["{}", "{} ", "{lower}", "{bare}"])
def test_duplicate_is_found_by_its_reference(spelling, request_, service, reception):
    other = make_request(service=service, name="Other", email="other@example.org")
    reference = other.reference
    given = spelling.format(
        reference, lower=reference.lower(), bare=reference.replace("-", "").lower()
    )

    response = answer(reception, request_, "duplicate", of="", reference=given)

    assert response.status_code == 302
    assert read(request_).duplicate_of == other


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({}, 422, "Enter the reference of the other request"),
        ({"reference": "ZZZ-ZZZ"}, 422, "There is no request with this reference."),
        ({"reference": "{own}"}, 409, "Choose another request that this one repeats."),
        ({"reference": "x" * 21}, 422, "at most 20 characters"),
        ({"of": "4711"}, 422, "Choose a request from the list"),
        ({"of": "9" * 30}, 422, "Choose a request from the list"),
        ({"of": "x"}, 422, "Choose a request from the list"),
        ({"of": "\x00"}, 422, "Null characters are not allowed."),
    ],
)
def test_duplicate_of_nothing_is_refused_in_words(data, status, words, request_, reception):
    before = stored()
    given = {name: value.format(own=request_.reference) for name, value in data.items()}

    response = answer(reception, request_, "duplicate", **given)

    assert response.status_code == status
    assert words in response.text
    assert stored() == before


# --- Whose it is ----------------------------------------------------------------------------


def test_request_is_given_to_somebody_who_may_answer(request_, reception, therapist):
    logged_in(roles.EDITOR)
    page = reception.get(url_of(request_, "assign"))
    people = list(page.context["form"].fields["to"].queryset)
    assert people == [reception.user, therapist.user]
    assert "Nobody yet" in page.text

    response = answer(reception, request_, "assign", to=therapist.user.pk)

    assert response.status_code == 302
    assert read(request_).assigned_to == therapist.user
    assert status_of(request_) == RequestStatus.IN_REVIEW
    assert "Therapist Person has it now." in reception.get(url_of(request_)).text
    assert answer(reception, read(request_), "assign", to="").status_code == 302
    assert read(request_).assigned_to is None


@pytest.mark.parametrize("to", ["{editor}", "4711", "9" * 30, "x"])
def test_request_is_not_given_to_who_may_not_answer(to, request_, reception):
    editor = logged_in(roles.EDITOR).user
    before = stored()

    response = answer(reception, request_, "assign", to=to.format(editor=editor.pk))

    assert response.status_code == 422
    assert "Choose a person from the list" in response.text
    assert stored() == before


# --- Safety questions -----------------------------------------------------------------------


@pytest.fixture
def cautious(request_) -> BookingRequest:
    BookingRequest.objects.filter(pk=request_.pk).update(screening_outcome=ScreeningOutcome.CAUTION)
    return read(request_)


def test_caution_is_shown_to_all_and_read_by_who_may(cautious, reception, therapist):
    flag, button = "Something in the safety questions applies.", "I have read the safety questions"
    for address in (url_of(cautious), url_of(cautious, "confirm")):
        assert flag in reception.get(address).text
    seen = reception.get(url_of(cautious))
    assert (button in seen.text, "acknowledge" in seen.context["there"]) == (False, False)
    assert button in therapist.get(url_of(cautious)).text

    response = answer(therapist, cautious, "acknowledge")

    assert (response.status_code, response.url) == (302, url_of(cautious))
    assert read(cautious).screening_acknowledged_by == therapist.user
    assert AuditEvent.objects.get(action="screening acknowledged").user == therapist.user
    page = reception.get(url_of(cautious)).text
    assert "Read on Sun 22 Nov 2026, 10:00 by" in page
    assert button not in therapist.get(url_of(cautious)).text


def test_caution_is_not_acknowledged_without_the_permission(cautious, reception):
    before = stored()

    response = answer(reception, cautious, "acknowledge")

    assert (response.status_code, response.url) == (302, "/admin/")
    assert stored() == before


def test_reader_of_health_answers_who_may_not_answer_acknowledges_nothing(cautious):
    group = Group.objects.create(name="Readers")
    names = ["access_admin", "view_bookingrequest", "view_healthanswers"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    reader = logged_in(roles.Role("Readers", ()))
    before = stored()

    response = answer(reader, cautious, "acknowledge")

    assert (response.status_code, response.url) == (302, "/admin/")
    assert stored() == before
    assert "I have read the safety questions" not in reader.get(url_of(cautious)).text
