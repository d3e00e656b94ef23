"""Where somebody is signed in, seen and ended by herself or by who keeps the accounts."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from bookings.models import OutboxMessage
from home.models import PracticeSettings
from site_project.accounts.devices import browser_of, system_of
from site_project.accounts.models import Session
from site_project.accounts.sessions import end_sessions, sessions_of
from site_project.roles import RECEPTION
from tests.factories.people import make_user
from tests.site_project.accounts.signing import PASSWORD, enter, is_in, make_owner, recorded

pytestmark = pytest.mark.django_db

OWN = "/admin/security/sessions/"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def owner():
    return make_owner()


def signed_in(name="olga", agent=LAPTOP, address="203.0.113.77"):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    enter(client, name)
    return client


def of(user):
    return f"{OWN}of/{user.pk}/"


def handle(client):
    return Session.objects.get(pk=client.session.session_key).handle


def test_each_browser_is_listed_in_words_with_its_network_shortened(owner):
    laptop, _phone = signed_in(), signed_in(agent=PHONE, address="2001:db8:1:2::3")
    page = laptop.get(OWN).text
    rows = [(row.browser, row.system, row.network) for row in sessions_of(owner)]
    assert rows == [("Safari", "iPhone", "2001:db8:1::"), ("Firefox", "Linux", "203.0.113.0")]
    for words in ("Firefox on Linux", "Safari on iPhone", "from the network 203.0.113.0"):
        assert words in page
    assert ("203.0.113.77" in page, "2001:db8:1:2" in page) == (False, False)


def test_times_are_the_practices(owner):
    practice = PracticeSettings.current()
    practice.time_zone = "Asia/Tokyo"
    practice.save()
    with time_machine.travel(dt.datetime(2030, 3, 4, 20, 30, tzinfo=dt.UTC)):
        assert "Signed in since 5 March 2030, 5:30." in signed_in().get(OWN).text


def test_page_gives_no_key_away(owner):
    laptop, phone = signed_in(), signed_in(agent=PHONE)
    page = laptop.get(OWN).text
    keys = [client.session.session_key for client in (laptop, phone)]
    assert [key in page for key in keys] == [False, False]


def test_one_is_signed_out_and_recorded(owner):
    laptop, phone, other = signed_in(), signed_in(agent=PHONE), signed_in()
    laptop.post(OWN, {"session": handle(phone)})
    assert [is_in(client) for client in (laptop, phone, other)] == [True, False, True]
    assert recorded(owner) == ["accounts.session_ended"]


def test_all_others_are_signed_out(owner):
    laptop, phone, other = signed_in(), signed_in(agent=PHONE), signed_in()
    answer = laptop.post(OWN, follow=True)
    assert "2 browsers signed out." in answer.text
    assert [is_in(client) for client in (laptop, phone, other)] == [True, False, False]
    assert recorded(owner) == ["accounts.sessions_ended"]


def test_ones_own_is_left_by_signing_out_only(owner):
    laptop = signed_in()
    laptop.post(OWN, {"session": handle(laptop)})
    assert (is_in(laptop), recorded(owner)) == (True, [])


@pytest.mark.parametrize("handle", ["x", "\0", "0" * 5000])
def test_handle_of_none_ends_none(owner, handle):
    laptop, phone = signed_in(), signed_in(agent=PHONE)
    assert laptop.post(OWN, {"session": handle}).status_code == 302
    assert is_in(phone)


def test_owner_signs_others_out_and_they_are_told(owner):
    make_user(username="rea", email="rea@practice.example", password=PASSWORD, role=RECEPTION)
    desk, rea = signed_in(), signed_in("rea")
    account = sessions_of(owner)[0].user.__class__.objects.get(username="rea")
    assert "Where rea is signed in" in desk.get(of(account)).text
    desk.post(of(account))
    assert (is_in(desk), is_in(rea)) == (True, False)
    entry = ModelLogEntry.objects.for_instance(account).get()
    assert (entry.action, entry.user) == ("accounts.sessions_ended", owner)
    assert OutboxMessage.objects.get().recipient == "rea@practice.example"


def test_handle_of_somebody_else_ends_nothing(owner):
    make_user(username="rea", password=PASSWORD, role=RECEPTION)
    desk, rea = signed_in(), signed_in("rea")
    rea.post(OWN, {"session": handle(desk)})
    assert is_in(desk)


def test_only_who_keeps_accounts_sees_those_of_others(owner):
    make_user(username="rea", password=PASSWORD, role=RECEPTION)
    desk, rea = signed_in(), signed_in("rea")
    answers = [rea.get(of(owner)).status_code, rea.post(of(owner)).status_code]
    assert answers == [302, 302]
    assert is_in(desk)
    assert ("Where signed in" in desk.get("/admin/users/").text) is True


def test_strangers_are_asked_to_sign_in(client, owner):
    for address in (OWN, of(owner)):
        assert client.get(address)["Location"] == f"/admin/login/?next={address}"


def test_sessions_from_before_a_new_password_are_not_listed(owner):
    signed_in()
    owner.set_password("another four words")
    owner.save()
    assert sessions_of(owner) == []


def test_ending_needs_no_session_of_ones_own(owner):
    signed_in()
    signed_in(agent=PHONE)
    assert (end_sessions(owner), sessions_of(owner)) == (2, [])


# --- In words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, ("Safari", "iPhone")),
        (LAPTOP, ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows) Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        (
            "Mozilla/5.0 (Linux; Android) Chrome/140.0 Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/19 Safari/605", ("Safari", "Mac")),
        ("<script>alert(1)</script>", ("", "")),
        ("", ("", "")),
    ],
)
def test_device_in_words(agent, words):
    assert (browser_of(agent), system_of(agent)) == words
