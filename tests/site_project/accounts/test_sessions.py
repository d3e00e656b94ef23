"""How long a session lasts, and what ends it (security.md, 22)."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from environs import Env, EnvError

from site_project.accounts.models import Session
from site_project.accounts.rescue import rescue
from site_project.roles import OWNER
from site_project.settings.sessions import idle_minutes, session_hours
from tests.site_project.accounts.signing import LOG_IN, enter, is_in, make_owner

pytestmark = pytest.mark.django_db

SESSION = "/admin/security/session/"
NOW = dt.datetime(2030, 3, 4, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def owner(clock):
    return make_owner()


@pytest.fixture
def inside(owner):
    client = Client()
    enter(client)
    return client


def row() -> Session:
    return Session.objects.get(user__isnull=False)


# --- Time --------------------------------------------------------------------------------


def test_session_ends_an_hour_after_its_last_use(inside, clock):
    clock.shift(59 * MINUTE)
    assert is_in(inside)
    clock.shift(59 * MINUTE)
    assert is_in(inside)
    clock.shift(60 * MINUTE)
    assert not is_in(inside)


def test_session_ends_a_day_after_signing_in_however_much_it_is_used(inside, clock):
    for _half_hour in range(47):
        clock.shift(30 * MINUTE)
        assert is_in(inside)
    clock.shift(30 * MINUTE)
    assert not is_in(inside)


def test_installation_says_how_long(inside, clock, settings):
    settings.DESK_IDLE_MINUTES = 10
    enter(client := Client())
    clock.shift(10 * MINUTE)
    assert (is_in(client), is_in(inside)) == (False, True)


def test_use_is_written_once_a_minute(inside, clock):
    clock.shift(59 * dt.timedelta(seconds=1))
    inside.get("/admin/")
    assert row().seen_at == NOW
    clock.shift(dt.timedelta(seconds=1))
    inside.get("/admin/")
    assert (row().seen_at, row().expire_date) == (NOW + MINUTE, NOW + 61 * MINUTE)


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", SESSION),
        ("post", "/admin/editing-sessions/ping/wagtailcore/page/2/1/"),
    ],
)
def test_what_a_script_asks_by_itself_is_no_use(inside, clock, method, address):
    clock.shift(30 * MINUTE)
    assert getattr(inside, method)(address).status_code in {200, 404}
    assert row().seen_at == NOW


def test_pages_for_visitors_are_no_use_of_the_desk(inside, clock):
    clock.shift(30 * MINUTE)
    inside.get("/robots.txt")
    assert row().seen_at == NOW


def test_script_is_told_what_is_left_and_can_put_off_the_end(inside, clock, owner):
    clock.shift(56 * MINUTE)
    told = inside.get(SESSION).json()
    assert {key: told[key] for key in ("account", "left", "can_last")} == {
        "account": owner.pk,
        "left": 240,
        "can_last": True,
    }
    assert inside.post(SESSION).json()["left"] == 3600
    clock.shift(60 * MINUTE)
    ended = inside.get(SESSION)
    assert (ended.json()["account"], ended.json()["left"]) == (None, 0)
    assert "no-store" in ended["Cache-Control"]


def test_script_is_told_that_the_day_ends(inside, clock):
    for _half_hour in range(47):
        clock.shift(30 * MINUTE)
        inside.get("/admin/")
    assert (inside.get(SESSION).json()["left"], inside.get(SESSION).json()["can_last"]) == (
        1800,
        False,
    )


def test_pages_of_the_admin_carry_the_warning(inside):
    page = inside.get("/admin/").text
    assert 'data-left="3600"' in page
    assert "js/session.js" in page


def test_words_of_the_end_come_when_they_are_asked_for(inside):
    words = inside.get(SESSION, headers={"Accept": "text/html"}).text
    assert words.count("<dialog") == 1
    assert "<dialog" not in inside.get("/admin/").text


def test_log_in_says_that_one_was_signed_out(inside, clock):
    clock.shift(60 * MINUTE)
    page = inside.get("/admin/", follow=True).text
    assert "because you had not used the desk for a while" in page
    assert "because you had not used the desk" not in Client().get(LOG_IN).text


@pytest.mark.parametrize(
    ("read", "name", "value"),
    [
        (idle_minutes, "DESK_IDLE_MINUTES", "61"),
        (idle_minutes, "DESK_IDLE_MINUTES", "9"),
        (session_hours, "DESK_SESSION_HOURS", "25"),
        (session_hours, "DESK_SESSION_HOURS", "0"),
    ],
)
def test_longer_than_the_standard_stops_the_start(monkeypatch, read, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(EnvError, match=name):
        read(Env())


# --- What ends it at once ----------------------------------------------------------------


def test_session_of_a_closed_account_is_none(inside, owner):
    owner.is_active = False
    owner.save()
    assert not is_in(inside)


def test_role_taken_away_shuts_the_desk_at_once(inside, owner):
    assert inside.get("/admin/bookings/requests/").status_code == 200
    owner.groups.remove(Group.objects.get(name=OWNER.name))
    refused = inside.get("/admin/bookings/requests/")
    assert (refused.status_code, refused["Location"]) == (
        302,
        f"{LOG_IN}?next=/admin/bookings/requests/",
    )


def test_rescue_with_a_password_ends_all(inside, owner):
    rescue(account=owner, password="another four words")
    assert not is_in(inside)


def test_deleted_account_leaves_no_session(inside, owner):
    owner.delete()
    assert not Session.objects.filter(user__isnull=False).exists()


def test_ended_session_is_not_made_again_by_what_was_under_way(inside):
    session = inside.session
    session["typed"] = "before"
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_signing_in_begins_anew(inside, owner, clock):
    clock.shift(30 * MINUTE)
    inside.post("/admin/logout/")
    enter(inside)
    assert (row().began_at, row().user) == (NOW + 30 * MINUTE, owner)


def test_new_password_of_ones_own_goes_on_from_the_same_day(inside, owner, clock):
    clock.shift(30 * MINUTE)
    session = inside.session
    session.cycle_key()
    assert (row().began_at, row().seen_at) == (NOW, NOW)


def test_old_rows_go_with_the_next_session(inside, clock):
    clock.shift(dt.timedelta(hours=24))
    enter(Client())
    assert Session.objects.count() == 2
    clock.shift(dt.timedelta(hours=2))
    enter(Client())
    assert Session.objects.count() == 2


def test_cookie_of_no_session_is_taken_back(client):
    client.cookies["sessionid"] = "x" * 32
    assert client.get(LOG_IN).cookies["sessionid"].value == ""
