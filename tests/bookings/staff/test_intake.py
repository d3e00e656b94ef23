"""The sheet for paper: all that is known before a visit, for who may read it."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet

from bookings.domain import transitions
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.notes import add_note
from bookings.domain.replies import reply
from bookings.domain.submission import Wish
from bookings.models import AuditEvent, BookingRequest, HealthAnswers
from site_project import roles
from tests.bookings.staff.desk import DAY, confirm, logged_in, url_of
from tests.factories.areas import make_area
from tests.factories.bookings import make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("now")

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'{{ 7|add:7 }}"
TITLE = "Intake sheet {}"


@pytest.fixture
def asked(practice, service):
    make_area("Jaw", figure_region="jaw")
    make_area("Lower back", figure_region="lower_back")
    make_area("Knees")
    request = make_request(
        service=service,
        name="Vera Visitor",
        phone="+44 1632 960 001",
        been_before=True,
        wishes=(Wish(date_from=DAY, date_until=DAY), Wish(weekdays=(0,))),
        health="It clicks when I yawn.\nMostly at night.",
        areas=["Jaw", "Knees", "Lower back", "Gone since"],
    )
    stored = HealthAnswers.objects.get(request=request)
    stored.answers |= {
        "cautions": ["I take blood thinners"],
        "questions": {
            "notes": "What is going on?",
            "areas": "Where does it hurt?",
            "applies": "Does any of these apply?",
        },
    }
    stored.save()
    BookingRequest.objects.filter(pk=request.pk).update(screening_outcome="caution")
    request.refresh_from_db()
    return request


def sheet_of(client, request):
    response = client.get(url_of(request, "intake"))
    return response, BeautifulSoup(response.text, "html.parser")


def words_of(soup, selector: str) -> list[str]:
    return [" ".join(found.text.split()) for found in soup.select(selector)]


def looks(request) -> int:
    return AuditEvent.objects.filter(request=request, action="health answers viewed").count()


def acknowledged(request, by):
    return transitions.acknowledge_screening(request_id=request.pk, version=request.version, by=by)


def test_sheet_says_everything_before_a_visit(asked, practice, therapist):
    response, soup = sheet_of(therapist, asked)

    assert response.status_code == 200
    assert words_of(soup, "header p, header h1") == [
        f"{practice.practice_name} · Intake sheet",
        "Vera Visitor",
        "+44 1632 960 001 · vera@example.org",
        asked.reference,
    ]
    assert words_of(soup, ".facts dd") == [
        "None yet. Wishes: Tue 1 Dec; Mondays",
        "Neck massage, 60 minutes",
        "has been here before",
    ]
    assert words_of(soup, "h2") == [
        "Something applies: read it before confirming",
        "What is going on?",
        "Where does it hurt?",
        "Findings",
        "Treatment",
    ]
    assert words_of(soup, ".box > *")[1:] == [
        "Does any of these apply?",
        "I take blood thinners",
        "Nobody has ticked yet that it is read.",
    ]
    assert "It clicks when I yawn." in soup.text
    assert words_of(soup, ".signatures p") == ["Date", "Signature"]
    assert words_of(soup, "footer p") == [
        "Consent to keep these answers given on 22 November 2026, to version 1 (English) of the "
        "text.",
        "Confidential. Opened on 22 November 2026, 5:00 by Therapist Person.",
    ]


def test_figures_mark_the_areas_with_the_numbers_of_the_list(asked, therapist):
    _response, soup = sheet_of(therapist, asked)

    assert words_of(soup, ".areas li") == ["Jaw", "Knees", "Lower back", "Gone since"]
    assert words_of(soup, "figcaption") == ["Head and neck from the side", "Lower back and hips"]
    assert words_of(soup, "svg desc") == ["1 Jaw", "3 Lower back"]
    assert words_of(soup, "svg text") == ["1", "3"]
    assert len(soup.select("svg .figure__pain")) == 2


def test_sheet_of_a_visit_says_when_and_with_whom(asked, practitioner, therapist):
    acknowledged(asked, therapist.user)
    asked.refresh_from_db()
    assert confirm(therapist, asked, practitioner).status_code == 302

    _response, soup = sheet_of(therapist, asked)

    assert words_of(soup, ".facts dd")[0] == "Tuesday 1 December 2026, 14:00–15:00, with Thea"
    assert words_of(soup, ".facts dd")[2] == "Tue 1 Dec; Mondays"
    assert words_of(soup, ".box p")[-1] == "Read on 22 November 2026 by Therapist Person."


def test_answers_to_questions_are_on_the_sheet(asked, therapist):
    transitions.ask(
        request_id=asked.pk, version=asked.version, by=therapist.user, question="Which side?"
    )
    asked.refresh_from_db()
    reply(request_id=asked.pk, version=asked.version, answer="The left one.")

    _response, soup = sheet_of(therapist, asked)

    assert "Which side?" in words_of(soup, "h2")
    assert "The left one." in soup.text


def test_opening_the_sheet_is_recorded_as_a_look(asked):
    therapist = logged_in(roles.THERAPIST)
    assert looks(asked) == 0

    sheet_of(therapist, asked)

    event = AuditEvent.objects.get(action="health answers viewed")
    assert (event.user, event.request) == (therapist.user, asked)


def test_reception_gets_no_sheet_and_no_link(asked, reception):
    response = reception.get(url_of(asked, "intake"))

    assert (response.status_code, response.url) == (302, "/admin/")
    assert "intake" not in reception.get(url_of(asked)).text
    assert looks(asked) == 0


def test_sheet_is_linked_for_who_may_read_it(asked, therapist):
    assert f'href="{url_of(asked, "intake")}"' in therapist.get(url_of(asked)).text


def test_sheet_is_stored_nowhere_and_its_title_is_neutral(asked, therapist):
    response, soup = sheet_of(therapist, asked)

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert soup.title.text == TITLE.format(asked.reference)
    assert "Content-Disposition" not in response
    assert not soup.select("style, [style], script:not([src])")


def test_sheet_has_instructions_where_no_script_adds_the_button(asked, therapist):
    _response, soup = sheet_of(therapist, asked)

    assert "print it with the menu of your browser" in soup.nav.text
    template = soup.select_one("template[data-print]")
    assert [button.string for button in template.find_all("button")] == ["Print"]


def test_sheet_without_the_key_prints_the_rest(asked, therapist, settings):
    settings.HEALTH_KEYS = [Fernet.generate_key().decode()]

    response, soup = sheet_of(therapist, asked)

    assert response.status_code == 200
    assert words_of(soup, ".box")[0].startswith("These answers cannot be read: the key")
    assert "I take blood thinners" not in response.text
    assert words_of(soup, "h1") == ["Vera Visitor"]
    assert words_of(soup, "h2")[-2:] == ["Findings", "Treatment"]
    assert looks(asked) == 0


def test_sheet_after_consent_was_withdrawn_says_so(asked, therapist):
    withdraw_consent(request_id=asked.pk, version=asked.version)

    _response, soup = sheet_of(therapist, asked)

    assert words_of(soup, ".box")[0].endswith("because consent was withdrawn.")
    assert words_of(soup, "footer p")[0] == (
        "Consent withdrawn on 22 November 2026: ask again before treating."
    )
    assert "yawn" not in soup.text


def test_sheet_of_a_request_without_health_answers(service, therapist):
    _response, soup = sheet_of(therapist, make_request(service=service))

    assert words_of(soup, ".box") == ["The client said nothing about health."]
    assert words_of(soup, "footer p")[0] == "No consent to keep health answers was asked for."


def test_private_notes_are_not_on_the_sheet(asked, therapist):
    add_note(request_id=asked.pk, by=make_user(), text="canary")

    assert "canary" not in sheet_of(therapist, asked)[0].text


def test_hostile_texts_stay_text(service, therapist):
    request = make_request(service=service, name=HOSTILE, health=HOSTILE, areas=[HOSTILE])

    response, soup = sheet_of(therapist, request)

    assert words_of(soup, "h1") == [HOSTILE]
    assert words_of(soup, ".areas li") == [HOSTILE]
    assert soup.text.count(HOSTILE) == 3
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_sheet_is_only_read(method, asked, therapist):
    assert getattr(therapist, method)(url_of(asked, "intake")).status_code == 405


def test_sheet_of_nothing_is_not_found(therapist):
    assert therapist.get("/admin/bookings/requests/4711/intake/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_sheet_takes_so_many_queries(number, asked, therapist, django_assert_num_queries):
    for count in range(number):
        add_note(request_id=asked.pk, by=therapist.user, text=f"Note {count}")
        make_area(f"Area {count}")
    sheet_of(therapist, asked)

    with django_assert_num_queries(11):
        sheet_of(therapist, asked)


def test_age_of_a_request_does_not_matter(service, therapist):
    request = make_request(service=service, age=dt.timedelta(days=400))

    assert sheet_of(therapist, request)[0].status_code == 200
