"""A client comes back by her own link: what proves it, how far it goes, and how long."""

import pytest

from bookings.domain.manage import make_proof, manage_token
from bookings.models import Appointment, BookingRequest, Client, OutboxMessage, Standing
from bookings.views.situation import State
from tests.bookings.domain.offering import NOW
from tests.factories.bookings import make_practitioner
from tests.factories.situations import make_situation

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera(db) -> Client:
    return Client.objects.create(name="Vera", standing=Standing.TRUSTED, created_at=NOW)


@pytest.fixture
def visited(service, vera) -> BookingRequest:
    """Matched by staff to a client whom they trust, at a service that allows it."""
    service.auto_accept_returning = True
    service.save()
    make_practitioner(services=[service])
    asked = make_situation(State.OVER, service=service)
    BookingRequest.objects.filter(pk=asked.pk).update(client=vera)
    asked.refresh_from_db()
    return asked


def book_again(visitor, asked):
    """From her page, by its button, to the form of the service."""
    visitor.open(f"/my-request/{manage_token(asked)}/")
    form = visitor.page.select_one("main form[action$='/request/']")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    button = form.button
    visitor.response = visitor.client.post(
        form["action"], hidden | {button["name"]: button["value"]}
    )
    return visitor


def fill_in(visitor, **changes):
    """The first free time, and who she is."""
    first = visitor.page.select_one("input[name=times]")["value"]
    who = {"name": "Vera", "email": "vera@example.org"}
    visitor.send(**{"minutes": "60", "times": [first]} | who | changes)
    assert visitor.title == "Check your request"
    return visitor


def test_button_leads_to_the_form_with_the_length_she_had(visitor, visited):
    book_again(visitor, visited)

    assert visitor.response.status_code == 200
    assert visitor.page.h1.text == "Request a time: Neck and shoulders"
    assert visitor.form()["minutes"] == ["60"]
    assert visitor.errors == {}
    assert "no-store" in visitor.response["Cache-Control"]
    assert manage_token(visited) not in visitor.response.content.decode()


def test_trusted_client_has_a_free_time_at_once(visitor, visited, vera):
    fill_in(book_again(visitor, visited)).send()

    again = BookingRequest.objects.latest("pk")
    assert (again.status, again.client) == ("confirmed", vera)
    assert Appointment.objects.get(request=again).status == "confirmed"


def test_proof_survives_a_change_and_an_error(visitor, visited):
    book_again(visitor, visited)
    visitor.send(name="")
    assert visitor.response.status_code == 422
    fill_in(visitor)
    visitor.send(button="id_name")
    fill_in(visitor).send()

    assert BookingRequest.objects.latest("pk").status == "confirmed"


def test_without_her_link_she_waits_like_everybody(visitor, visited, form_url):
    fill_in(visitor.open(form_url)).send()

    again = BookingRequest.objects.latest("pk")
    assert (again.status, again.client) == ("received", None)


@pytest.mark.parametrize("proof", ["", "x", "\x7f", "Ω", "9" * 5000])
def test_forged_proof_proves_nothing(visitor, visited, proof):
    book_again(visitor, visited)
    fill_in(visitor, proof=proof).send()

    again = BookingRequest.objects.latest("pk")
    assert (again.status, again.client) == ("received", None)


def test_link_that_was_ended_meanwhile_proves_nothing(visitor, visited):
    fill_in(book_again(visitor, visited))
    BookingRequest.objects.update(link_generation=2)
    visitor.send()

    assert BookingRequest.objects.latest("pk").status == "received"


def test_request_without_a_client_gives_no_proof(visitor, service):
    asked = make_situation(State.OVER, service=service)

    assert make_proof(asked) == ""
    visitor.open(f"/my-request/{manage_token(asked)}/")
    assert visitor.page.select("input[name=proof]") == []
    assert "Ask for a time: Neck and shoulders" in visitor.page.main.text


def test_where_the_service_takes_no_requests_the_others_are_shown(visitor, visited, service):
    service.accepts_requests = False
    service.save()

    visitor.open(f"/my-request/{manage_token(visited)}/")

    assert visitor.page.find("a", string="See all services")
    assert visitor.page.select("main form") == []


def test_client_is_told_of_the_time_that_was_given_at_once(visitor, visited):
    fill_in(book_again(visitor, visited)).send()

    again = BookingRequest.objects.latest("pk")
    told = OutboxMessage.objects.filter(request=again).values_list("template", flat=True)
    assert sorted(told) == ["confirmed_at_once", "request_confirmed"]
