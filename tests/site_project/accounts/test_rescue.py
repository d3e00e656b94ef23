"""The way back in for somebody who is locked out, from the server."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from bookings.models import OutboxMessage
from tests.site_project.accounts.signing import (
    PASSWORD,
    add_app,
    add_codes,
    enter,
    is_in,
    make_owner,
    recorded,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    owner = make_owner()
    add_app(owner)
    add_codes(owner)
    return owner


def rescue(*arguments):
    out = io.StringIO()
    call_command("rescue_account", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_rescue_prints_a_link_to_a_new_password_and_keeps_the_phone(client, owner, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    said = rescue("olga")
    assert said.startswith("The account olga is open again.\n\nTo choose a new password, open this")
    (link,) = re.findall(r"https://practice\.example(/admin/password/new/\S+)", said)
    form = client.get(link)["Location"]
    client.post(form, {"new_password1": "four other words", "new_password2": "four other words"})
    assert enter(client, password="four other words")["Location"] == "/admin/login/code/"
    assert recorded(owner) == ["accounts.rescued", "accounts.password_chosen"]
    assert list(OutboxMessage.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Your account: Access restored",
        "Your account: Password chosen",
    ]


def test_rescue_of_a_lost_phone(client, owner, settings):
    settings.STAFF_SECOND_FACTOR = True
    said = rescue("olga@practice.example", "--remove-second-step", "--keep-password")
    assert "Passkeys, app and recovery codes are removed." in said
    assert "/password/new/" not in said
    assert not Authenticator.objects.exists()
    assert enter(client)["Location"] == "/admin/"
    assert client.get("/admin/")["Location"].startswith("/admin/security/")


def test_rescue_ends_the_waiting_of_that_account_alone(client, owner):
    owner.is_active = False
    owner.save()
    make_owner("other")
    for name in ("olga", "other"):
        for _ in range(10):
            enter(client, name, "wrong")
    assert "Wrong tries are forgotten" in rescue("olga", "--keep-password")
    assert [enter(Client(), name).status_code for name in ("olga", "other")] == [302, 429]


def test_rescue_asks_for_a_password_twice(client, owner, monkeypatch):
    Authenticator.objects.all().delete()
    enter(client)
    typed = iter(["olga", "four other words", "four other wards", *["four other words"] * 2])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    said = rescue("olga", "--password")
    assert "This password is too short." in said
    assert "The two passwords differ. Enter them again." in said
    assert "four other" not in said
    assert not is_in(client)
    assert enter(client, password="four other words").status_code == 302


def test_rescue_asks_nobody_where_nobody_is(owner, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="nobody here to answer"):
        rescue("olga", "--password")
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def test_rescue_of_an_unknown_account_names_those_there_are(owner):
    with pytest.raises(CommandError) as error:
        rescue("olgga")
    assert str(error.value) == "There is no one account “olgga”. The accounts are: olga."
