"""The durable link of a request."""

import base64

import pytest
import time_machine
from django.test import override_settings

from bookings.domain.manage import (
    find_by_token,
    make_proof,
    manage_token,
    manage_url,
    read_proof,
)
from bookings.models import Appointment, BookingRequest, Client
from bookings.views.situation import State
from tests.bookings.domain.offering import HOUR, NOW, SECOND
from tests.factories.bookings import make_request
from tests.factories.situations import DAY, make_situation

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(practice):
    return make_request()


def test_link_leads_to_its_request_and_stays_the_same(asked):
    make_request(service=asked.service)
    token = manage_token(asked)
    BookingRequest.objects.filter(pk=asked.pk).update(status="declined", version=7)

    assert find_by_token(token) == asked
    assert manage_token(BookingRequest.objects.get(pk=asked.pk)) == token
    assert manage_url(asked) == f"http://127.0.0.1:8000/my-request/{token}/"


def test_token_is_short_and_needs_no_quoting(asked):
    token = manage_token(asked)

    assert len(token) == 48
    assert token.replace("-", "").replace("_", "").isalnum()


def test_every_single_changed_letter_makes_it_unknown(asked):
    token = manage_token(asked)
    others = [
        token[:place] + ("A" if letter != "A" else "B") + token[place + 1 :]
        for place, letter in enumerate(token)
    ]

    assert [other for other in others if find_by_token(other)] == []


def test_what_is_no_token_is_unknown(asked):
    token = manage_token(asked)
    public = base64.urlsafe_b64encode(asked.public_id.bytes).decode()
    no_tokens = ["", "x", token[:-1], token[:-4], token + "AAAA", token + "\n", f" {token}"]
    no_tokens += [token.replace(token[5], "é"), "\x00" * 48, "A" * 48, "/" * 48, public, "=" * 48]

    assert [text for text in no_tokens if find_by_token(text)] == []


def test_altered_token_asks_the_database_nothing(asked, django_assert_num_queries):
    with django_assert_num_queries(0):
        find_by_token("A" * 48)


def test_higher_generation_ends_the_links_before_it(asked):
    old = manage_token(asked)
    BookingRequest.objects.update(link_generation=2)
    asked.refresh_from_db()

    assert find_by_token(old) is None
    assert find_by_token(manage_token(asked)) == asked


def test_another_key_ends_every_link(asked):
    token = manage_token(asked)

    with override_settings(LINK_KEY="another"):
        assert find_by_token(token) is None
    with override_settings(SECRET_KEY="another"):
        assert find_by_token(token) == asked


@pytest.fixture
def clock(practice):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def vera(clock) -> Client:
    return Client.objects.create(name="Vera", created_at=NOW)


@pytest.fixture
def visited(clock, vera) -> BookingRequest:
    """A visit that is over, of a client whom staff have matched."""
    asked = make_situation(State.OVER)
    BookingRequest.objects.filter(pk=asked.pk).update(client=vera)
    asked.refresh_from_db()
    return asked


def test_proof_is_believed_for_a_day(visited, vera, clock):
    proof = make_proof(visited)

    clock.move_to(NOW + 24 * HOUR)
    assert read_proof(proof) == vera
    clock.move_to(NOW + 24 * HOUR + SECOND)
    assert read_proof(proof) is None


def test_proof_is_signed_with_the_key_of_the_links(visited, settings):
    proof = make_proof(visited)

    settings.LINK_KEY = "another"
    assert read_proof(proof) is None


def test_link_works_for_half_a_year_after_the_last_that_happened(visited, clock):
    token = manage_token(visited)
    last = visited.events.latest("at").at

    clock.move_to(last + 180 * DAY - SECOND)
    assert find_by_token(token) == visited
    clock.move_to(last + 180 * DAY)
    assert find_by_token(token) is None


def test_link_of_an_open_request_or_a_visit_ahead_never_ends(clock):
    waiting = make_situation(State.WAITING)
    ahead = make_situation(State.CONFIRMED)
    Appointment.objects.update(
        start=NOW + 400 * DAY,
        end=NOW + 400 * DAY + HOUR,
        occupied_from=NOW + 400 * DAY,
        occupied_until=NOW + 400 * DAY + HOUR,
    )

    clock.move_to(NOW + 390 * DAY)

    assert find_by_token(manage_token(waiting)) == waiting
    assert find_by_token(manage_token(ahead)) == ahead
