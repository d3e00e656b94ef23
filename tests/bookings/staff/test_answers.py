"""Taking, confirming, declining and the rest, as staff do them on the request's pages."""

import datetime as dt

import pytest
from cryptography.fernet import Fernet

from bookings.domain.submission import Wish
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage
from bookings.statuses import AppointmentStatus, RequestStatus
from tests.bookings.staff.desk import (
    DAY,
    answer,
    confirm,
    status_of,
    stored,
    templates_to,
    url_of,
)
from tests.factories.bookings import make_practitioner, make_request, make_service

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def request_(service) -> BookingRequest:
    return make_request(service=service, name="Vera Visitor")


# --- Confirm -----------------------------------------------------------------------------


def test_confirming_makes_an_appointment_and_a_mail(request_, practitioner, reception):
    response = confirm(reception, request_, practitioner)

    assert (response.status_code, response.url) == (302, url_of(request_))
    appointment = Appointment.objects.get(request=request_)
    assert appointment.status == AppointmentStatus.CONFIRMED
    assert appointment.practitioner == practitioner
    assert appointment.start == dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
    assert appointment.occupied_until == dt.datetime(2026, 12, 1, 15, 15, tzinfo=dt.UTC)
    assert status_of(request_) == RequestStatus.CONFIRMED
    assert templates_to("vera@example.org") == ["request_received", "request_confirmed"]
    by = AuditEvent.objects.filter(action="appointment made").values_list("user", flat=True)
    assert list(by) == [reception.user.pk]
    page = reception.get(url_of(request_)).text
    assert "Confirmed: Tuesday 1 December 2026, 14:00 (Europe/London), with Thea." in page
    assert "A mail to vera@example.org is on its way." in page


def test_confirming_without_email_says_to_call(service, practitioner, reception):
    request = make_request(service=service, email="", phone="01632 960 001")

    assert "so nothing is mailed" in reception.get(url_of(request, "confirm")).text
    page = confirm(reception, request, practitioner)

    assert page.status_code == 302
    assert "call to tell them" in reception.get(url_of(request)).text
    assert templates_to("") == []


@pytest.mark.parametrize(
    ("wishes", "query", "filled"),
    [
        ((Wish(date_from=DAY, date_until=DAY, time_from=dt.time(12)),), "", (DAY, dt.time(12))),
        ((Wish(date_from=DAY, date_until=DAY),), "", (DAY, None)),
        ((Wish(weekdays=(0,)), Wish(date_from=DAY, date_until=DAY)), "", (None, None)),
        ((Wish(weekdays=(0,)), Wish(date_from=DAY, date_until=DAY)), "?wish=2", (DAY, None)),
        ((Wish(date_from=DAY, date_until=DAY),), "?wish=7", (None, None)),
        ((Wish(date_from=dt.date(2026, 11, 21), date_until=DAY),), "", (None, None)),
        (
            (
                Wish(
                    slot_start=dt.datetime(2026, 7, 1, 8, 30, tzinfo=dt.UTC)
                    + dt.timedelta(days=365),
                    slot_end=dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.UTC) + dt.timedelta(days=365),
                ),
            ),
            "",
            (dt.date(2027, 7, 1), dt.time(9, 30)),
        ),
    ],
)
def test_confirm_form_starts_from_the_wish(wishes, query, filled, service, reception):
    request = make_request(service=service, wishes=wishes)

    form = reception.get(url_of(request, "confirm") + query).context["form"]

    assert (form["day"].value(), form["time"].value()) == filled


def test_confirm_form_offers_only_active_people_who_do_it(request_, service, reception):
    bo = make_practitioner(name="Bo", services=[service])
    ann = make_practitioner(name="Ann", services=[service])
    gone = make_practitioner(name="Gone", services=[service], active=False)
    other = make_practitioner(name="Other", services=[make_service(title="Other")])

    form = reception.get(url_of(request_, "confirm")).context["form"]

    assert list(form.fields["practitioner"].queryset) == [ann, bo]
    for person in (gone, other):
        response = confirm(reception, request_, person)
        assert response.status_code == 422
        assert "Choose a person from the list" in response.text


def test_only_person_is_chosen_already(request_, practitioner, reception):
    form = reception.get(url_of(request_, "confirm")).context["form"]

    assert form["practitioner"].value() == practitioner.pk


def test_service_that_nobody_offers_says_so(request_, reception):
    assert "Nobody offers this service yet." in reception.get(url_of(request_, "confirm")).text


def test_looking_into_the_diary_shows_the_day_and_changes_nothing(
    request_, service, practitioner, reception
):
    confirm(reception, make_request(service=service, name="Ann"), practitioner)
    before = stored()

    response = confirm(reception, request_, practitioner, look="1", time="9:3")

    assert response.status_code == 200
    assert "In the diary on Tuesday 1 December 2026" in response.text
    assert "14:00–15:00" in response.text
    assert "(taken until 15:15)" in response.text
    assert "<bdi>Ann</bdi>" in response.text
    assert 'value="9:3"' in response.text
    assert f'value="{DAY}"' in response.text
    assert stored() == before


@pytest.mark.parametrize("time", ["13:45", "14:00", "14:59"])
def test_overlap_is_refused_in_words_and_keeps_what_was_typed(
    time, request_, service, practitioner, reception
):
    confirm(reception, make_request(service=service, name="Ann"), practitioner)

    response = confirm(reception, request_, practitioner, time=time)

    assert response.status_code == 409
    assert "That time is already taken. Choose another." in response.text
    assert "<title>Error: Confirm a time" in " ".join(response.text.split())
    assert "14:00–15:00" in response.text
    assert f'value="{time}"' in response.text
    assert f'value="{DAY}"' in response.text
    assert status_of(request_) == RequestStatus.RECEIVED
    assert Appointment.objects.count() == 1
    assert confirm(reception, request_, practitioner, time="15:15").status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"day": ""}, "Enter a date"),
        ({"day": "2026-02-30"}, "Enter a date, such as"),
        ({"day": "1/12/2026"}, "Enter a date, such as"),
        ({"day": "2026-11-21"}, "That day has passed. Choose a later one"),
        ({"day": "2026-11-22", "time": "9:59"}, "That time has passed."),
        ({"day": "0001-01-01"}, "That day has passed."),
        ({"day": "9999-12-31"}, "Choose a day in the next two years"),
        ({"day": "2027-03-28", "time": "01:30"}, "The clocks go forward that night"),
        ({"day": "2027-10-31", "time": "01:30"}, "The clocks go back that night"),
        ({"time": ""}, "Enter a time"),
        ({"time": "25:00"}, "Enter a time, such as"),
        ({"time": "14:00:30"}, "Enter a time, such as"),
        ({"time": "\x00"}, "Enter a time, such as"),
        ({"practitioner": ""}, "Choose a person"),
        ({"practitioner": "12345678901234567890"}, "Choose a person from the list"),
        ({"practitioner": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_is_refused_in_words(data, words, request_, practitioner, reception):
    before = stored()

    response = confirm(reception, request_, practitioner, **data)
    looked = confirm(reception, request_, practitioner, **data, look="1")

    assert response.status_code == 422
    assert words in response.text
    assert looked.status_code == 200
    assert stored() == before


def test_first_of_two_on_one_request_wins(request_, practitioner, reception, therapist):
    assert confirm(therapist, request_, practitioner).status_code == 302

    response = confirm(reception, request_, practitioner, time="16:00")

    assert response.status_code == 409
    assert "Somebody else has changed this request in the meantime." in response.text
    assert 'value="16:00"' in response.text
    assert ">Confirmed</span>" in response.text
    assert 'type="submit" class="button">Confirm' not in response.text
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("version", ["", "abc", "0", "-1", "9" * 30, "\x00"])
def test_unreadable_version_is_stale(version, request_, practitioner, reception):
    before = stored()

    for action in ("confirm", "take"):
        data = {"day": DAY, "time": "14:00", "practitioner": practitioner.pk}
        response = answer(reception, request_, action, **data, version=version)
        assert response.status_code == 409
        assert "Somebody else has changed this request" in response.text
    assert stored() == before


def test_stale_page_can_be_sent_again_after_a_look(request_, practitioner, reception, therapist):
    answer(therapist, request_, "take")

    refused = confirm(reception, request_, practitioner)
    shown = refused.context["form"]["version"].value()

    assert refused.status_code == 409
    assert confirm(reception, request_, practitioner, version=shown).status_code == 302


# --- The other answers -------------------------------------------------------------------


def test_taking_assigns_the_request(request_, reception):
    response = answer(reception, request_, "take")

    request_.refresh_from_db()
    assert response.status_code == 302
    assert (request_.status, request_.assigned_to) == (RequestStatus.IN_REVIEW, reception.user)
    assert "with Reception Person" in " ".join(reception.get(url_of(request_)).text.split())


def test_declining_stores_the_reason_and_mails_the_message(request_, reception):
    response = answer(reception, request_, "decline", reason="no_time", message="Try in March.")

    assert response.status_code == 302
    request_.refresh_from_db()
    assert request_.status == RequestStatus.DECLINED
    assert (request_.decline_reason, request_.decline_message) == ("no_time", "Try in March.")
    mail = OutboxMessage.objects.get(template="request_declined")
    assert "Try in March." in mail.text
    page = reception.get(url_of(request_)).text
    assert "No time that fits" in page
    assert "Try in March." in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reason": ""}, "Choose a reason"),
        ({"reason": "because"}, "Choose a reason from the list"),
        ({"message": "x" * 1001}, "Use 1000 characters or fewer; you have 1001"),
        ({"message": "a\x00b"}, "without"),
        ({"message": "a\x1bb"}, "hidden characters"),
    ],
)
def test_bad_reasons_are_refused_in_words(data, words, request_, reception):
    before = stored()

    response = answer(reception, request_, "decline", **{"reason": "other", "message": ""} | data)

    assert response.status_code == 422
    assert words in response.text
    assert stored() == before


def test_declining_too_late_keeps_the_message(request_, practitioner, reception, therapist):
    confirm(therapist, request_, practitioner)

    response = answer(reception, request_, "decline", reason="other", message="Dear Vera")

    assert response.status_code == 409
    assert "Dear Vera</textarea>" in response.text
    assert status_of(request_) == RequestStatus.CONFIRMED
    assert "request_declined" not in templates_to("vera@example.org")


def test_reopening_a_declined_request(request_, reception):
    answer(reception, request_, "decline", reason="other", message="")

    response = answer(reception, request_, "reopen", version=2)

    assert response.status_code == 302
    assert status_of(request_) == RequestStatus.IN_REVIEW
    assert "Reopened" in reception.get(url_of(request_)).text


def test_releasing_from_quarantine_sends_what_was_held_back(practice, service, reception):
    request = make_request(service=service, signals=["honeypot"], health="canary")
    assert templates_to("vera@example.org") == []

    response = answer(reception, request, "release")

    assert response.status_code == 302
    assert status_of(request) == RequestStatus.RECEIVED
    assert templates_to("vera@example.org") == ["request_received"]
    assert templates_to(practice.notices_to) == ["request_notice"]


def test_releasing_works_without_the_key_of_the_health_answers(service, reception, settings):
    request = make_request(service=service, signals=["honeypot"], health="canary")
    settings.HEALTH_KEYS = [Fernet.generate_key().decode()]

    assert answer(reception, request, "release").status_code == 302
    assert status_of(request) == RequestStatus.RECEIVED


def test_notice_to_the_practice_leads_to_the_request(practice, service, reception):
    request = make_request(service=service)

    notice = request.messages.get(template="request_notice")

    assert f"{url_of(request)}\n" in f"{notice.text}\n"


def test_spam_is_asked_first_and_mails_nobody(service, reception):
    request = make_request(service=service, signals=["honeypot"])
    assert "This is for good" in reception.get(url_of(request, "spam")).text

    response = answer(reception, request, "spam")

    assert response.status_code == 302
    assert status_of(request) == RequestStatus.SPAM
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("action", ["take", "release", "reopen"])
def test_stale_button_shows_the_request_as_it_stands(action, service, reception):
    signals = ["honeypot"] if action == "release" else []
    status = RequestStatus.DECLINED if action == "reopen" else RequestStatus.RECEIVED
    request = make_request(service=service, status=status, signals=signals)
    before = stored()

    response = answer(reception, request, action, version=7)

    assert response.status_code == 409
    assert "Somebody else has changed this request in the meantime." in response.text
    assert "What happened" in response.text
    assert stored() == before


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_methods_change_nothing(method, request_, practitioner, reception):
    quarantined = make_request(service=request_.service, signals=["honeypot"])
    before = stored()

    for request in (request_, quarantined):
        for action in ("take", "confirm", "decline", "reopen", "release", "spam"):
            url = url_of(request, action)
            query = f"?version=1&day={DAY}&time=14:00&practitioner={practitioner.pk}"
            getattr(reception, method)(url + query)
    assert stored() == before
    assert not Appointment.objects.exists()
