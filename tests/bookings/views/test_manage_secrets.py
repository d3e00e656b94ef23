"""Whoever has the address may act as the client: who does not learn it, and what does not act."""

import io
import logging
import re

import pytest

from bookings.domain.manage import manage_token
from bookings.domain.outbox import deliver_due
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage, Proposal
from bookings.views.situation import State
from tests.bookings.smtp import smtp_server
from tests.factories.bookings import make_request
from tests.factories.situations import make_situation

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https?://[^\s\"'<>]+")
OURS = "http://127.0.0.1:8000"


def address(asked):
    return f"/my-request/{manage_token(asked)}/"


def everything():
    models = (BookingRequest, Appointment, Proposal, AuditEvent, OutboxMessage)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("state", State)
def test_page_names_nobody_and_nothing_about_health(visitor, service, state):
    asked = make_situation(state, service=service, phone="01632 960 002", health="canary-7719")

    text = visitor.open(address(asked)).response.content.decode()

    leaks = ["Vera", "vera@example.org", "960 002", "canary"]
    assert [leak for leak in leaks if leak in text] == []


@pytest.mark.parametrize("known", [True, False])
def test_page_is_for_nobody_else(visitor, service, known):
    asked = make_request(service=service)
    response = visitor.open(address(asked) if known else "/my-request/nothing/").response

    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert visitor.page.select_one("meta[name=robots]")["content"] == "noindex"
    assert [cookie for cookie in response.cookies if cookie != "csrftoken"] == []
    assert manage_token(asked) not in visitor.title


@pytest.mark.parametrize("state", [State.OFFERED, State.CONFIRMED, State.UNDOABLE, State.OVER])
def test_nothing_but_the_form_of_the_page_says_its_address(visitor, service, state):
    asked = make_situation(state, service=service)

    page = visitor.open(address(asked)).page

    saying = {
        tag.name for tag in page.find_all() if any(_says(asked, v) for v in tag.attrs.values())
    }
    assert saying <= {"form"}
    assert manage_token(asked) not in page.get_text()


def _says(asked, value):
    return manage_token(asked) in str(value)


@pytest.mark.parametrize("state", State)
def test_page_changes_nothing_however_often_it_is_opened(client, service, state):
    asked = make_situation(state, service=service)
    before = everything()

    for _ in range(50 if state == State.OFFERED else 2):
        assert client.get(address(asked)).status_code == 200
        assert client.head(address(asked)).status_code == 200

    assert everything() == before


def test_following_every_link_of_every_mail_changes_nothing(client, service):
    for state in State:
        make_situation(state, service=service)
    with smtp_server() as inbox:
        deliver_due(limit=200)
    before = everything()
    links = {link for mail in inbox.messages for link in links_of(mail)}
    to_clients = {link for link in links if "/my-request/" in link}
    told = OutboxMessage.objects.filter(status="sent", recipient="vera@example.org")
    assert len(to_clients) == len(set(told.values_list("request", flat=True)))

    for link in links:
        assert link.startswith(OURS)
        client.get(link.removeprefix(OURS))
        client.head(link.removeprefix(OURS))

    assert everything() == before


def test_every_mail_to_a_client_carries_the_link_and_none_to_the_practice(service):
    for state in State:
        make_situation(state, service=service)
    with smtp_server() as inbox:
        deliver_due(limit=200)

    carrying = {
        (to, any("/my-request/" in link for link in links_of(mail)))
        for mail, (to,) in zip(inbox.messages, inbox.recipients, strict=True)
    }

    assert carrying == {("vera@example.org", True), ("desk@practice.example.org", False)}


def links_of(mail):
    return [
        link
        for part in ("plain", "html")
        for link in LINK.findall(mail.get_body([part]).get_content())
    ]


def test_no_log_line_says_the_address(visitor, service, monkeypatch, caplog):
    # The suite says only which requests were slow.
    caplog.set_level(logging.INFO, logger="site_project.watching.requests")
    lines = io.StringIO()
    (console,) = [h for h in logging.getLogger().handlers if h.name == "console"]
    monkeypatch.setattr(console, "stream", lines)
    asked = make_situation(State.WAITING, service=service)
    visitor.client.post(address(asked))
    visitor.client.put(address(asked), content_type="application/x-www-form-urlencoded")
    visitor.client.get(f"{address(asked)}?x=1")
    logging.getLogger("django.request").error("Failed: %s", address(asked))
    BookingRequest.objects.update(link_generation=2)
    visitor.client.get(address(asked))

    assert lines.getvalue().count("/my-request/…/") == 5
    assert manage_token(asked) not in lines.getvalue()


def test_page_takes_a_fixed_number_of_queries(client, service, django_assert_num_queries):
    asked = make_situation(State.OFFERED, service=service)
    client.get(address(asked))
    with django_assert_num_queries(9):
        client.get(address(asked))
