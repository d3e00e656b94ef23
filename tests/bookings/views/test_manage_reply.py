"""The client answers a question in words of her own: taken once, lost never, seen by few."""

import io
import logging
from urllib.parse import urlencode

import pytest
from django.db import connection

from bookings.domain import transitions
from bookings.domain.consent import publish_consent_text
from bookings.domain.consent_withdrawal import withdraw_consent
from bookings.domain.manage import manage_token
from bookings.models import (
    AuditEvent,
    BookingRequest,
    ClientReply,
    ConsentRecord,
    OutboxMessage,
)
from bookings.views.answers import CHANGED
from bookings.views.situation import State
from tests.factories.people import make_user
from tests.factories.situations import make_situation

pytestmark = pytest.mark.django_db

ANSWER = "The left one.\r\nA canary-5521."
NEEDS_TICK = "Tick the box so that your answer may be stored, or ring us instead"


@pytest.fixture
def asked(service):
    """Without a consent, which the form asks for."""
    return make_situation(State.QUESTION, service=service)


@pytest.fixture
def consented(service):
    return make_situation(State.QUESTION, service=service, health="Behind the eye")


def address(asked):
    return f"/my-request/{manage_token(asked)}/"


def form(visitor):
    return visitor.page.select_one("form:has(input[value=reply])")


def answer(visitor, asked, text=ANSWER, **changes):
    """Type and send in the form as it lies open."""
    hidden = form(visitor).select("input[type=hidden]")
    sent = {field["name"]: field["value"] for field in hidden} | {"answer": text} | changes
    visitor.response = visitor.client.post(address(asked), sent)
    return visitor


def kept(visitor):
    """What stands in the box again."""
    return visitor.page.select_one("textarea").text.removeprefix("\n").replace("\r\n", "\n")


def notice(visitor):
    return visitor.page.select_one(".error-summary p").text


def everything():
    models = (BookingRequest, ClientReply, ConsentRecord, AuditEvent, OutboxMessage)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_question_can_be_answered_below_it(visitor, asked):
    visitor.open(address(asked))
    assert visitor.page.select_one(".lead").get_text("|") == "Which side is it?|Since when?"
    assert form(visitor).find_parent("details") is None
    assert form(visitor).select("[checked]") == []

    answer(visitor, asked, consent="1")

    assert (visitor.response.status_code, visitor.response["Location"]) == (303, address(asked))
    assert ClientReply.objects.get().answer == {"text": ANSWER}
    assert ConsentRecord.objects.get().request == asked
    visitor.open(address(asked))
    assert visitor.page.h1.text == State.WAITING.label
    assert "canary" not in visitor.response.text


def test_consent_that_lives_is_not_asked_for(visitor, consented):
    visitor.open(address(consented))
    assert form(visitor).select("input[type=checkbox]") == []

    assert answer(visitor, consented).response.status_code == 303

    assert ClientReply.objects.count() == 1


def test_consent_that_was_withdrawn_is_asked_for_again(visitor, consented):
    withdraw_consent(request_id=consented.pk, version=consented.version)
    visitor.open(address(consented))

    assert answer(visitor, consented).errors == {"reply_consent": NEEDS_TICK}
    assert answer(visitor, consented, consent="1").response.status_code == 303
    assert ConsentRecord.objects.get().withdrawn_at is None


def test_without_the_tick_nothing_is_kept_but_on_the_page(visitor, asked):
    visitor.open(address(asked))
    before = everything()

    answer(visitor, asked)

    assert visitor.response.status_code == 422
    assert visitor.title == "Error: We have a question"
    assert visitor.errors == {"reply_consent": NEEDS_TICK}
    assert kept(visitor) == ANSWER.replace("\r\n", "\n")
    assert everything() == before


def test_tick_beside_words_that_have_changed_is_none_for_the_new_ones(visitor, asked):
    visitor.open(address(asked))
    publish_consent_text(language="en", text="Other words.", after=1, by=make_user())

    answer(visitor, asked, consent="1")

    words = "The words beside this box have changed. Read them and tick it again"
    assert visitor.errors == {"reply_consent": words}
    assert kept(visitor) == ANSWER.replace("\r\n", "\n")
    assert ConsentRecord.objects.count() == ClientReply.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Enter your answer"),
        (" \r\n ", "Enter your answer"),
        ("x" * 2001, "Shorten your answer to 2000 characters; it has 2001"),
        ("a\x00b", "Use letters, digits and punctuation only, without hidden characters"),
    ],
)
def test_answer_that_cannot_be_taken_says_why(visitor, consented, text, message):
    visitor.open(address(consented))
    before = everything()

    answer(visitor, consented, text)

    assert (visitor.response.status_code, visitor.errors) == (422, {"reply_answer": message})
    assert everything() == before


def test_answer_of_2000_characters_is_kept_whole(visitor, consented):
    visitor.open(address(consented))

    answer(visitor, consented, "ü" * 2000)

    assert ClientReply.objects.get().answer == {"text": "ü" * 2000}


def test_button_pressed_twice_is_one_answer(visitor, asked):
    page = visitor.open(address(asked)).response
    answer(visitor, asked, consent="1")
    once = everything()

    visitor.response = page
    answer(visitor, asked, consent="1")

    assert visitor.response.status_code == 303
    assert everything() == once


def test_question_asked_anew_meanwhile_is_shown_with_what_was_typed(visitor, consented):
    visitor.open(address(consented))
    staff = make_user()
    version = transitions.answered(
        request_id=consented.pk, version=consented.version, by=staff
    ).version
    transitions.ask(request_id=consented.pk, version=version, by=staff, question="Which knee?")

    answer(visitor, consented)

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert visitor.page.select_one(".lead").text == "Which knee?"
    assert kept(visitor) == ANSWER.replace("\r\n", "\n")
    assert not ClientReply.objects.exists()
    assert answer(visitor, consented).response.status_code == 303


@pytest.mark.parametrize("consent", [{}, {"consent": "1"}])
def test_question_that_is_gone_gives_back_what_was_typed(visitor, asked, consent):
    visitor.open(address(asked))
    transitions.answered(request_id=asked.pk, version=asked.version, by=make_user())
    before = everything()

    answer(visitor, asked, **consent)

    assert (visitor.response.status_code, notice(visitor)) == (409, CHANGED)
    assert visitor.page.h1.text == State.WAITING.label
    assert "It has not been sent and is not stored." in visitor.page.main.text
    assert kept(visitor) == ANSWER.replace("\r\n", "\n")
    assert visitor.page.select_one("textarea").has_attr("readonly")
    assert everything() == before


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999", "1 OR 1=1", "\x00"])
def test_forged_version_changes_nothing_and_loses_nothing(visitor, consented, version):
    visitor.open(address(consented))
    before = everything()

    answer(visitor, consented, version=version)

    assert visitor.response.status_code == 422
    assert kept(visitor) == ANSWER.replace("\r\n", "\n")
    assert everything() == before


HOSTILE = [
    "\x00",
    "\ud83d",
    "😀" * 3000,
    "'; DROP TABLE bookings_clientreply; --",
    '"></textarea><script>alert(1)</script>',
    "{{ 7|add:7 }}",
    "\u202eevil",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("about", ["reply", "consent", "join", "leave"])
def test_hostile_value_gets_a_readable_answer(client, asked, about, value):
    before = everything()
    fields = dict.fromkeys(["version", "choice", "answer", "consent"], value)
    for sent in (fields | {"about": about}, fields | {"about": value}, {"about": about}):
        body = urlencode(sent, errors="surrogatepass")
        form_type = "application/x-www-form-urlencoded"
        response = client.post(address(asked), body, content_type=form_type)

        assert response.status_code == 422
        assert "<h1" in response.text
        assert "<script>alert" not in response.text
    assert everything() == before


def test_body_of_a_megabyte_is_refused(client, asked):
    body = b"about=reply&version=1&answer=" + b"x" * 1_100_000
    form_type = "application/x-www-form-urlencoded"

    assert client.post(address(asked), body, content_type=form_type).status_code == 413


def test_answer_is_found_nowhere_but_in_its_encrypted_row(visitor, asked, monkeypatch):
    lines = io.StringIO()
    (console,) = [h for h in logging.getLogger().handlers if h.name == "console"]
    monkeypatch.setattr(console, "stream", lines)
    visitor.open(address(asked))
    answer(visitor, asked, "canary-5521 " * 200)
    assert "canary" not in visitor.title

    answer(visitor, asked, consent="1")

    assert ClientReply.objects.get().answer["text"] == ANSWER
    assert "canary" not in visitor.response["Location"]
    assert "canary" not in lines.getvalue()
    tables = connection.introspection.table_names()
    found = [table for table in tables if "canary" in _dump(table)]
    assert found == []


def _dump(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        return repr([[_plain(cell) for cell in row] for row in cursor.fetchall()])


def _plain(cell):
    return bytes(cell) if isinstance(cell, memoryview) else cell


def test_page_with_a_question_takes_a_fixed_number_of_queries(
    client, asked, django_assert_num_queries
):
    client.get(address(asked))
    with django_assert_num_queries(10):
        client.get(address(asked))


def test_answering_takes_a_fixed_number_of_queries(visitor, asked, django_assert_num_queries):
    visitor.open(address(asked))
    with django_assert_num_queries(26):
        answer(visitor, asked, consent="1")
