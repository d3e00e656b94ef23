"""Confirming a wish: what the diary says of it, in one press, or from the free times."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from bookings.domain.submission import Wish
from bookings.models import Appointment, BookingRequest, ScreeningOutcome
from bookings.statuses import RequestStatus
from tests.bookings.staff.desk import DAY, NOW, answer, confirm, slot, status_of, stored, url_of
from tests.factories.bookings import book_visit, make_practitioner, make_request
from tests.factories.offers import make_offer

pytestmark = pytest.mark.usefixtures("now")

HOUR = dt.timedelta(hours=1)
TIDY = "It leaves no time to tidy up before or after another visit."
CLOSED = "It is outside the opening hours."


def at(hour: int, minute: int = 0) -> dt.datetime:
    """That time on DAY, in London and in UTC."""
    return dt.datetime.combine(DAY, dt.time(hour, minute), tzinfo=dt.UTC)


def wish(start: dt.datetime) -> Wish:
    return Wish(slot_start=start, slot_end=start + HOUR)


def lines(response) -> list[tuple[str | None, str]]:
    return [(line.state, line.state_words) for line in response.context["wishes"]]


def listed(response) -> dict[str, list[str]]:
    """The free times on the page: by day, with the person where there are several."""
    return {
        f"{free.day} {person}": [time.words for time in times]
        for free in response.context["free_days"]
        for person, times in free.people
    }


@pytest.fixture
def request_(service) -> BookingRequest:
    return make_request(service=service, wishes=(wish(at(10)), wish(at(12)), Wish(weekdays=(0,))))


# --- What the diary says --------------------------------------------------------------------


def test_live_wishes_say_free_tight_and_gone(service, practitioner, reception):
    book_visit(practitioner, service=service, start=at(12), by=reception.user)
    request = make_request(service=service, wishes=(wish(at(10)), wish(at(11)), wish(at(12, 30))))

    response = reception.get(url_of(request))

    assert lines(response) == [("free", "free"), ("tight", f"tight: {TIDY}"), ("gone", "taken")]
    assert response.text.count("Confirm this time") == 1
    assert response.text.count("Confirm all the same") == 1


def test_wish_outside_the_hours_is_tight_and_one_that_passed_is_gone(service, reception):
    make_practitioner(services=[service], hours=[(1, "09:00", "11:00")])
    past = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    request = make_request(service=service, wishes=(wish(at(9)), wish(at(11)), wish(past)))

    found = lines(reception.get(url_of(request)))

    assert found == [("free", "free"), ("tight", f"tight: {CLOSED}"), ("gone", "has passed")]


def test_wish_within_the_notice_of_visitors_is_free_for_staff(service, practitioner, reception):
    assert service.minimum_notice_hours > 1
    request = make_request(service=service, wishes=(wish(NOW + HOUR),))

    assert lines(reception.get(url_of(request))) == [("free", "free")]


def test_wish_that_is_held_for_this_client_says_so(service, practitioner, reception):
    request = make_request(service=service, wishes=(wish(at(10)), Wish()))
    make_offer(at(10), request=request, practitioner=practitioner, by=reception.user)

    page = reception.get(url_of(request))

    assert lines(page) == [("held", "held for this client"), (None, "")]
    assert "Confirm this time" not in page.text


def test_settled_request_says_nothing_of_its_wishes(request_, practitioner, reception):
    assert confirm(reception, request_, practitioner).status_code == 302

    assert lines(reception.get(url_of(request_))) == [(None, "")] * 3


# --- One press ------------------------------------------------------------------------------


def test_free_wish_is_confirmed_with_one_press(request_, practitioner, reception):
    value = slot(practitioner, at(12))
    assert f'name="slot" value="{value}"' in reception.get(url_of(request_)).text

    response = answer(reception, request_, "confirm", slot=value)

    assert (response.status_code, response.url) == (302, url_of(request_))
    appointment = Appointment.objects.get()
    assert (appointment.start, appointment.practitioner) == (at(12), practitioner)
    assert list(request_.preferences.values_list("state", flat=True)) == ["open", "chosen", "open"]


def test_wish_that_two_people_can_do_is_a_choice(request_, service, practitioner, reception):
    bo = make_practitioner(name="Bo", services=[service])

    page = reception.get(url_of(request_)).text
    choice = reception.get(f"{url_of(request_, 'confirm')}?wish=2")

    assert "Confirm this time" not in page
    assert "Choose with whom" in page
    assert choice.context["chosen_slots"] == set()
    assert "12:00" in listed(choice)[f"{DAY} Bo"]
    assert "12:00" in listed(choice)[f"{DAY} Thea"]
    assert answer(reception, request_, "confirm", slot=slot(bo, at(12))).status_code == 302
    assert Appointment.objects.get().practitioner == bo


def test_wish_taken_meanwhile_is_refused_with_other_times(
    request_, service, practitioner, reception
):
    book_visit(practitioner, service=service, start=at(12), by=reception.user)

    response = answer(reception, request_, "confirm", slot=slot(practitioner, at(12)))

    assert response.status_code == 409
    words = "That time is already taken. Choose another."
    assert response.context["form"].errors["slot"] == [words]
    assert 'href="#id_slot"' in response.text
    assert "Tue 1 Dec, 12:00, with Thea" in response.text
    assert "14:00" in listed(response)[f"{DAY} Thea"]
    assert status_of(request_) == RequestStatus.RECEIVED


def test_one_press_with_an_old_version_is_refused(request_, practitioner, reception, therapist):
    answer(therapist, request_, "take")

    response = answer(reception, request_, "confirm", slot=slot(practitioner, at(12)))

    assert response.status_code == 409
    assert "Somebody else has changed this request" in response.text
    assert not Appointment.objects.exists()


# --- The page -------------------------------------------------------------------------------


def test_page_lists_the_free_times_of_the_wished_days(service, reception):
    make_practitioner(
        name="Thea", services=[service], hours=[(1, "09:00", "11:00"), (3, "09:00", "10:00")]
    )
    request = make_request(service=service, wishes=(wish(at(9)),))

    response = reception.get(url_of(request, "confirm"))

    assert listed(response) == {
        "2026-11-26 Thea": ["9:00"],
        "2026-12-01 Thea": ["9:00", "9:15", "9:30", "9:45", "10:00"],
        "2026-12-03 Thea": ["9:00"],
    }
    assert [free.is_wished for free in response.context["free_days"]] == [False, True, False]
    assert len(response.context["chosen_slots"]) == 1


def test_more_days_keeps_what_was_typed_and_changes_nothing(request_, practitioner, reception):
    before = stored()
    typed = {"slot": slot(practitioner, at(12)), "time": "9:3", "override_reason": "Long journey"}

    response = confirm(reception, request_, practitioner, **typed, more="6")

    assert (response.status_code, len(response.context["free_days"])) == (200, 6)
    assert response.context["chosen_slots"] == {slot(practitioner, at(12))}
    assert 'value="9:3"' in response.text
    assert 'value="Long journey"' in response.text
    assert stored() == before


@pytest.mark.parametrize("more", ["", "-1", "0", "x", "9" * 30, "\x00", "٣"])
def test_hostile_number_of_days_shows_a_few_or_all(more, request_, practitioner, reception):
    response = confirm(reception, request_, practitioner, more=more)

    assert (response.status_code, len(response.context["free_days"])) == (200, 3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("12:00", "Choose a time from the list"),
        ("{pk}@20261301T1200Z", "Choose a time from the list"),
        ("{pk}@20261201T1200", "Choose a time from the list"),
        ("{pk}@20261121T1200Z", "That day has passed. Choose a later one"),
        ("{pk}@29991201T1200Z", "Choose a day in the next two years"),
        ("{pk}@20261122T0959Z", "That time has passed."),
        ("999@20261201T1200Z", "This person does not offer this service."),
        ("99999999999@20261201T1200Z", "Choose a time from the list"),
        ("x" * 100, "at most 40 characters"),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_tampered_time_is_refused_in_words(value, words, request_, practitioner, reception):
    before = stored()

    response = answer(reception, request_, "confirm", slot=value.format(pk=practitioner.pk))

    assert response.status_code in {409, 422}
    assert words in " ".join(response.context["form"].errors["slot"])
    assert stored() == before


def test_time_from_the_list_and_another_typed_one_is_asked_about(request_, practitioner, reception):
    both = {"slot": slot(practitioner, at(12)), "time": "16:00"}

    response = confirm(reception, request_, practitioner, **both)

    assert response.status_code == 422
    assert "You chose a time from the list and typed another." in response.text
    assert confirm(reception, request_, practitioner, **both | {"slot": "typed"}).status_code == 302
    assert Appointment.objects.get().start == at(16)


def test_wish_that_was_filled_in_counts_as_untouched(request_, practitioner, reception):
    start = {"day": DAY.isoformat(), "time": "10:00"}

    response = confirm(reception, request_, practitioner, **start, slot=slot(practitioner, at(12)))

    assert response.status_code == 302
    assert Appointment.objects.get().start == at(12)


def test_times_are_the_practices_for_an_account_in_tokyo(request_, practitioner, reception):
    profile = UserProfile.get_for_user(reception.user)
    profile.current_time_zone = "Asia/Tokyo"
    profile.save()

    assert "Tue 1 Dec, 12:00" in reception.get(url_of(request_)).text
    page = reception.get(f"{url_of(request_, 'confirm')}?wish=2")

    assert "12:00" in listed(page)[f"{DAY} Thea"]
    assert page.context["chosen_slots"] == {slot(practitioner, at(12))}
    assert (
        answer(reception, request_, "confirm", slot=slot(practitioner, at(12))).status_code == 302
    )
    assert "Tuesday 1 December 2026, 12:00–13:00" in reception.get(url_of(request_)).text


# --- Against the rules ----------------------------------------------------------------------


def test_rules_in_the_way_are_named_and_a_reason_insists(
    request_, service, practitioner, reception
):
    book_visit(practitioner, service=service, start=at(14), by=reception.user)

    refused = confirm(reception, request_, practitioner, time="15:05")
    assert refused.status_code == 422
    assert refused.context["form"].errors["override_reason"] == [TIDY]
    assert 'value="15:05"' in refused.text
    assert "Do it all the same, because" in refused.text
    assert status_of(request_) == RequestStatus.RECEIVED

    done = confirm(reception, request_, practitioner, time="15:05", override_reason="She is frail")
    assert done.status_code == 302
    visit = Appointment.objects.get(request=request_)
    assert (visit.start, visit.override_reason) == (at(15, 5), "turnaround: She is frail")


def test_tight_wish_asks_why_at_once(service, practitioner, reception):
    book_visit(practitioner, service=service, start=at(12), by=reception.user)
    request = make_request(service=service, wishes=(wish(at(11)),))

    page = reception.get(url_of(request, "confirm")).text

    assert "Do it all the same, because" in page
    assert TIDY in page


def test_tight_time_that_was_pressed_stays_chosen(service, practitioner, reception):
    book_visit(practitioner, service=service, start=at(12), by=reception.user)
    request = make_request(service=service, wishes=(wish(at(11)),))
    value = slot(practitioner, at(11))

    refused = answer(reception, request, "confirm", slot=value)

    assert refused.status_code == 422
    assert [time.value for time in refused.context["kept_times"]] == [value]
    done = answer(reception, request, "confirm", slot=value, override_reason="They agreed")
    assert done.status_code == 302


def test_unread_caution_is_in_the_way_and_says_so(request_, practitioner, reception):
    BookingRequest.objects.filter(pk=request_.pk).update(screening_outcome=ScreeningOutcome.CAUTION)

    page = reception.get(url_of(request_)).text
    refused = answer(reception, request_, "confirm", slot=slot(practitioner, at(12)))

    assert "Something in the safety questions applies." in page
    assert "Confirm this time" not in page
    assert refused.status_code == 409
    assert "Read it before giving a time." in refused.text
    assert not Appointment.objects.exists()


# --- Who else wanted it ---------------------------------------------------------------------


def test_others_who_wanted_the_time_are_shown_with_links(
    request_, service, practitioner, reception
):
    ann = make_request(service=service, name="Ann", wishes=(wish(at(12, 30)),))
    window = make_request(
        service=service, name="Bea", wishes=(Wish(date_from=DAY, date_until=DAY),)
    )
    make_request(service=service, name="Cleo", wishes=(wish(at(18)),))

    answer(reception, request_, "confirm", slot=slot(practitioner, at(12)))
    page = reception.get(url_of(request_))

    assert "2 other requests wanted that time." in page.text
    assert page.context["wanted_by"] == [ann, window]
    assert f'href="{url_of(ann)}"' in page.text
    answer(reception, ann, "decline", reason="no_time", message="")
    assert reception.get(url_of(request_)).context["wanted_by"] == [window]


# --- Queries --------------------------------------------------------------------------------


def test_pages_take_the_same_queries_for_1_and_30_rows(request_, service, practitioner, reception):
    confirm_url = url_of(request_, "confirm")
    expected = {url_of(request_): 24, confirm_url: 19, url_of(request_, "offer"): 19}

    def queries() -> dict[str, int]:
        found = {}
        for address in expected:
            with CaptureQueriesContext(connection) as captured:
                reception.get(address)
            found[address] = len(captured)
        return found

    queries()
    assert queries() == expected
    for number in range(30):
        make_practitioner(name=f"Bo {number}", services=[service])
        book_visit(
            practitioner, service=service, start=at(0) + number * 2 * HOUR, by=reception.user
        )
        make_request(service=service, wishes=(wish(at(12)),))
    assert queries() == expected
