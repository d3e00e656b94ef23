"""Private notes on the page of a request, and beside an answer."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet

from bookings.domain import notes
from bookings.domain.errors import NotSaved
from bookings.domain.notes import add_note, read_notes
from bookings.models import AuditEvent, RequestNote
from bookings.statuses import RequestStatus
from tests.bookings.staff.desk import (
    MAIL,
    NOW,
    REQUESTS,
    answer,
    confirm,
    status_of,
    stored,
    url_of,
)
from tests.factories.bookings import make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("now")

HOSTILE = "<script>alert(1)</script> \"><img src=x onerror=alert(1)> {{ 7|add:7 }} ' & \u202egnirts"


@pytest.fixture
def request_(service):
    return make_request(service=service)


def texts(request):
    return [note.text for note in read_notes(request).readable]


def shown_notes(page) -> list[tuple[str, str]]:
    """Text and byline of each note on a page."""
    items = BeautifulSoup(page.text, "html.parser").select(".request-notes li")
    return [tuple(" ".join(p.text.split()) for p in item.select("p")) for item in items]


def test_note_is_added_from_the_page_and_shown_newest_first(request_, reception):
    with time_machine.travel(NOW - dt.timedelta(hours=1), tick=False):
        add_note(request_id=request_.pk, by=make_user(first_name="Thea"), text="Rang at ten")

    response = reception.post(url_of(request_, "note"), {"private_note": "Likes mornings"})

    assert (response.status_code, response.url) == (302, url_of(request_))
    page = reception.get(url_of(request_))
    assert shown_notes(page) == [
        ("Likes mornings", "Reception Person, Sun 22 Nov 2026, 10:00"),
        ("Rang at ten", "Thea, Sun 22 Nov 2026, 9:00"),
    ]
    happened = [entry.what for entry in page.context["timeline"]]
    assert happened.count("Private note added") == 2


def test_note_never_conflicts(request_, reception, therapist, practitioner):
    confirm(therapist, request_, practitioner)

    response = reception.post(
        url_of(request_, "note"), {"version": "1", "private_note": "Written before"}
    )

    assert response.status_code == 302
    assert texts(request_) == ["Written before"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Enter a note"),
        (" \n ", "Enter a note"),
        ("x" * 2001, "Use 2000 characters or fewer; you have 2001"),
        ("a\x1bb", "hidden characters"),
        ("a\x00b", "hidden characters"),
    ],
)
def test_unusable_note_is_refused_in_words_and_kept(text, words, request_, reception):
    response = reception.post(url_of(request_, "note"), {"private_note": text})

    assert response.status_code == 422
    assert words in response.text
    assert "<title>Error: Request" in " ".join(response.text.split())
    if text.startswith("x"):
        assert f"{text}</textarea>" in response.text
    assert RequestNote.objects.count() == 0


def test_onlookers_read_notes_and_add_none(request_, onlooker):
    add_note(request_id=request_.pk, by=make_user(first_name="Thea"), text="Rang at ten")

    page = onlooker.get(url_of(request_))
    response = onlooker.post(url_of(request_, "note"), {"private_note": "Me too"})

    assert shown_notes(page) == [("Rang at ten", "Thea, Sun 22 Nov 2026, 10:00")]
    assert "Add the note" not in page.text
    assert (response.status_code, response.url) == (302, "/admin/")
    assert texts(request_) == ["Rang at ten"]


def test_reading_methods_add_no_note(request_, reception):
    for method in ("get", "head", "options"):
        getattr(reception, method)(url_of(request_, "note") + "?private_note=x")

    assert RequestNote.objects.count() == 0


def test_hostile_note_stays_text(request_, reception):
    reception.post(url_of(request_, "note"), {"private_note": HOSTILE})
    reception.post(url_of(request_, "note"), {"private_note": HOSTILE})

    page = reception.get(url_of(request_))

    assert [text for text, _by in shown_notes(page)] == [HOSTILE] * 2
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_notes_without_their_key_are_said_to_be_there(request_, reception, settings):
    add_note(request_id=request_.pk, by=make_user(), text="Of the old key")
    settings.HEALTH_KEYS = [Fernet.generate_key().decode()]
    add_note(request_id=request_.pk, by=make_user(first_name="Thea"), text="Of the new key")

    page = reception.get(url_of(request_))

    assert page.status_code == 200
    assert [text for text, _by in shown_notes(page)] == ["Of the new key"]
    assert "1 note cannot be read: the key that it was stored with is missing." in page.text


def test_notes_are_in_no_list_search_or_mail(request_, reception):
    add_note(request_id=request_.pk, by=make_user(), text="canary")
    mail = request_.messages.first()
    pages = [REQUESTS, f"{REQUESTS}results/", "/admin/", MAIL, f"{MAIL}{mail.pk}/"]
    pages += ["/admin/reports/site-history/"]

    assert [page for page in pages if "canary" in reception.get(page, follow=True).text] == []
    assert list(reception.get(f"{REQUESTS}?q=canary").context["object_list"]) == []


# --- Beside an answer ------------------------------------------------------------------------

ANSWERS = {
    "decline": {"reason": "no_time", "message": "Dear Vera"},
    "ask": {"question": "Which side?"},
    "assign": {"to": ""},
    "waitlist": {},
    "withdraw": {},
}


@pytest.mark.parametrize("name", ANSWERS)
def test_note_is_left_along_with_an_answer(name, request_, reception):
    assert 'name="private_note"' in reception.get(url_of(request_, name)).text

    response = answer(reception, request_, name, **ANSWERS[name], private_note="For us")

    assert response.status_code == 302
    assert texts(request_) == ["For us"]
    assert "For us" not in "".join(mail.text for mail in request_.messages.all())


def test_note_is_left_along_with_a_confirmation(request_, practitioner, reception):
    assert confirm(reception, request_, practitioner, private_note="For us").status_code == 302

    assert status_of(request_) == RequestStatus.CONFIRMED
    assert texts(request_) == ["For us"]


def test_answer_without_a_note_leaves_none(request_, reception):
    assert answer(reception, request_, "waitlist", private_note="  ").status_code == 302

    assert texts(request_) == []
    assert not AuditEvent.objects.filter(action="note added").exists()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"reason": ""}, 422),
        ({"private_note": "For us \x1b"}, 422),
        ({"version": 7}, 409),
    ],
)
def test_refused_answer_keeps_the_note_typed_and_stores_none(data, status, request_, reception):
    before = stored()
    typed = {"reason": "other", "message": "Dear Vera", "private_note": "For us"}

    response = answer(reception, request_, "decline", **typed | data)

    assert response.status_code == status
    form = response.context["form"]
    assert form["private_note"].value() == (typed | data)["private_note"]
    assert "For us" in response.text
    assert "Dear Vera</textarea>" in response.text
    assert stored() == before
    assert texts(request_) == []


def test_looking_at_other_days_keeps_the_note_typed(request_, practitioner, reception):
    response = confirm(reception, request_, practitioner, look="1", private_note="For us")

    assert response.status_code == 200
    assert "For us</textarea>" in response.text
    assert texts(request_) == []


def test_note_that_could_not_be_saved_after_the_answer_is_not_lost(
    request_, reception, monkeypatch
):
    def busy(**_):
        raise NotSaved

    monkeypatch.setattr("bookings.staff.answers.note.add_note", busy)

    response = answer(reception, request_, "waitlist", private_note="For us")

    assert response.status_code == 409
    assert "That is done, but your private note could not be saved." in response.text
    assert "For us</textarea>" in response.text
    assert status_of(request_) == RequestStatus.WAITLISTED
    assert notes.read_notes(request_).readable == []
