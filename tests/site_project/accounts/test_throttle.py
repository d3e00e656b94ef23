"""Guessing ends after ten tries, for the guesser alone, and in all processes."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.test import Client

from site_project.accounts import throttle
from site_project.accounts.models import Attempt
from tests.site_project.accounts.signing import (
    LOG_IN,
    PASSWORD,
    add_app,
    code_now,
    enter,
    is_in,
    make_owner,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HERE, THERE = {"REMOTE_ADDR": "203.0.113.5"}, {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def owner(clock):
    return make_owner()


def guess(client, times, name="olga", **fields):
    return [enter(client, name, "wrong", **fields).status_code for _ in range(times)]


def test_eleventh_guess_is_refused_and_so_is_the_right_password(client, owner):
    assert guess(client, 11, **HERE) == [422] * 10 + [429]

    response = enter(client, **HERE)

    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert "Those were too many tries. Wait 15 minutes, then try again." in response.text
    assert 'value="olga"' in response.text
    assert not is_in(client)


def test_name_and_address_of_an_account_are_counted_together(client, owner):
    assert guess(client, 5, **HERE) + guess(client, 6, owner.email.upper(), **HERE) == [
        *[422] * 10,
        429,
    ]


def test_unknown_names_are_counted_the_same(client, owner):
    assert guess(client, 11, "nobody", **HERE) == [422] * 10 + [429]
    assert guess(client, 1, " NOBODY", **HERE) == [429]


def test_owner_gets_in_from_her_own_address_whoever_guesses_elsewhere(client, owner):
    for number in range(30):
        guess(client, 11, REMOTE_ADDR=f"198.51.100.{number}")
    assert enter(client, **HERE).status_code == 302


def test_guesses_at_many_names_from_one_address_end_too(client, owner):
    codes = [enter(client, f"name-{number}", "x", **THERE).status_code for number in range(61)]
    assert codes == [422] * 60 + [429]
    assert enter(client, **HERE).status_code == 302


def test_whole_ipv6_network_counts_as_one(client, owner):
    for number in range(10):
        guess(client, 1, REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert guess(client, 1, REMOTE_ADDR="2001:db8:1:2:ffff::1") == [429]
    assert guess(client, 1, REMOTE_ADDR="2001:db8:1:3::1") == [422]


def test_forged_addresses_count_as_the_one_behind_them(client, owner):
    codes = [
        client.post(
            LOG_IN,
            {"login_name": "olga", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        ).status_code
        for number in range(11)
    ]
    assert codes == [422] * 10 + [429]


def test_time_and_success_make_room_again(client, owner, clock):
    guess(client, 9, **HERE)
    assert enter(client, **HERE).status_code == 302
    client.logout()
    assert guess(client, 11, **HERE)[-2:] == [422, 429]
    clock.shift(901)
    assert enter(client, **HERE).status_code == 302
    assert not Attempt.objects.exists()


def test_attempts_are_stored_without_name_and_address_and_not_for_long(client, owner, clock):
    guess(client, 1, **HERE)
    (row,) = Attempt.objects.values("who", "address")
    assert row.keys() & {"olga", owner.email, "203.0.113.5"} == set()
    assert {len(value) for value in row.values()} == {32}
    clock.shift(throttle.LONGEST + dt.timedelta(seconds=1))
    guess(client, 1, "nobody", **HERE)
    assert Attempt.objects.count() == 1


def test_codes_are_counted_by_account_from_wherever(client, owner):
    add_app(owner)
    codes = []
    for number in range(5):
        address = {"REMOTE_ADDR": f"198.51.100.{number}"}
        guesser = Client(**address)
        enter(guesser, **address)
        codes += [
            guesser.post("/admin/login/code/", {"code": "000000"}).status_code for _ in range(11)
        ]
    assert codes == ([422] * 10 + [429]) * 4 + [429] * 11
    assert throttle.forget(throttle.account_key(owner.pk)) == 40
    response = guesser.post("/admin/login/code/", {"code": code_now()})
    assert response.status_code == 302


def test_passkeys_are_not_counted(client, owner):
    guess(client, 11, **HERE)
    answer = client.get("/admin/login/passkey/", headers={"Accept": "application/json"}, **HERE)
    assert (answer.status_code, list(answer.json())) == (200, ["request_options"])


def test_all_processes_count_together(own_database):
    """Each connection is as good as a process: nothing is kept in memory."""
    make_owner()
    barrier = Barrier(20)

    def try_once(number):
        try:
            guesser = Client()
            barrier.wait()
            return enter(guesser, password=f"wrong {number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        codes = list(threads.map(try_once, range(20)))

    # Those that were written down at the same moment may refuse each other.
    assert (set(codes) - {422}, codes.count(422) <= 10) == ({429}, True)
    assert enter(Client(), password=PASSWORD).status_code == 429
