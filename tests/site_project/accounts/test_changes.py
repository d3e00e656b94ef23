"""Changing how one signs in: asked again who one is, recorded, mailed, never down to nothing."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils import timezone

from bookings.models import OutboxMessage
from site_project.accounts.second_factor import SHOWN
from tests.site_project.accounts.signing import (
    PASSWORD,
    add_app,
    add_codes,
    code_now,
    enter,
    make_owner,
    recorded,
)

pytestmark = pytest.mark.django_db

APP = "/admin/security/app/"
CODES = "/admin/security/codes/"
CHANGES = ["/admin/security/passkeys/add/", f"{APP}remove/", f"{CODES}new/"]


@pytest.fixture
def owner():
    return make_owner()


@pytest.fixture
def inside(client, owner):
    """The owner has an app and codes, and is in since ten minutes."""
    add_app(owner)
    add_codes(owner)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(client)
        client.post("/admin/login/code/", {"code": code_now()})
        clock.shift(600)
        yield client


def confirm(client):
    client.post("/admin/security/confirm/password/", {"password": PASSWORD})


def stored():
    return list(Authenticator.objects.order_by("pk").values_list("pk", "data"))


@pytest.mark.parametrize("address", CHANGES)
def test_change_asks_again_who_one_is(inside, address):
    before = stored()
    ask = "/admin/security/confirm/password/"
    assert inside.post(address)["Location"].startswith(f"{ask}?next=")
    assert stored() == before
    wrong = inside.post(ask, {"password": "wrong"})
    assert (wrong.status_code, "This is not your password." in wrong.text) == (422, True)
    assert inside.get(address)["Location"].startswith(f"{ask}?next=")
    inside.post(ask, {"password": PASSWORD})
    assert inside.get(address).status_code == 200


@pytest.mark.parametrize("address", [*CHANGES, CODES, f"{APP}add/", "/admin/security/"])
def test_pages_ask_a_stranger_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/admin/login/")


def test_last_second_step_is_kept_while_one_is_asked_for(inside, settings):
    settings.STAFF_SECOND_FACTOR = True
    confirm(inside)
    assert "Add another one first" in inside.get(f"{APP}remove/").text
    refused = inside.post(f"{APP}remove/", follow=True)
    assert "This is your only second step" in refused.text
    assert Authenticator.objects.filter(type="totp").exists()


def test_last_passkey_is_kept_while_one_is_asked_for(client, owner, settings):
    settings.STAFF_SECOND_FACTOR = True
    passkey = add_passkey(owner)
    client.force_login(owner)
    session = client.session
    session[SHOWN] = owner.pk
    session.save()
    confirm(client)
    address = f"/admin/security/passkeys/{passkey.pk}/remove/"
    assert "Add another one first" in client.get(address).text
    assert "This is your only second step" in client.post(address, follow=True).text
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_app_is_removed_with_its_codes_recorded_and_mailed(inside, owner):
    confirm(inside)
    assert inside.post(f"{APP}remove/")["Location"] == "/admin/security/"
    assert not Authenticator.objects.exists()
    assert recorded(owner) == ["accounts.app_removed", "accounts.codes_removed"]
    mail = OutboxMessage.objects.get()
    assert (mail.recipient, mail.subject) == (
        owner.email,
        "Your account: Authenticator app removed",
    )


def test_passkey_goes_while_the_app_stays(inside, owner, settings):
    settings.STAFF_SECOND_FACTOR = True
    passkey = add_passkey(owner)
    confirm(inside)
    page = f"/admin/security/passkeys/{passkey.pk}"
    assert inside.post(f"{page}/rename/", {"name": "Old phone"})["Location"] == "/admin/security/"
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Old phone"
    assert "Remove the passkey “Old phone”?" in inside.get(f"{page}/remove/").text
    assert inside.post(f"{page}/remove/")["Location"] == "/admin/security/"
    left = set(Authenticator.objects.values_list("type", flat=True))
    assert left == {"totp", "recovery_codes"}
    assert recorded(owner) == ["accounts.passkey_renamed", "accounts.passkey_removed"]


def test_passkeys_of_others_are_not_there(inside):
    other = add_passkey(make_owner("other"))
    confirm(inside)
    for deed in ("rename", "remove"):
        address = f"/admin/security/passkeys/{other.pk}/{deed}/"
        assert inside.get(address).status_code == 404
        assert inside.post(address, {"name": "mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_new_codes_are_shown_once_and_end_the_old_ones(inside, owner):
    old = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert inside.get(CODES)["Location"].startswith("/admin/security/confirm/password/")
    confirm(inside)
    done = inside.post(f"{CODES}new/")
    new = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert (len(new), set(new) & set(old)) == (10, set())
    first = inside.get(done["Location"])
    assert all(code in first.text for code in new)
    assert "no-store" in first["Cache-Control"]
    again = inside.get(done["Location"])
    assert [code for code in new if code in again.text] == []


def add_passkey(user):
    """A row as a device would make it; what it says is never looked at here."""
    return WebAuthn.add(
        user, "Phone", {"clientExtensionResults": {"credProps": {"rk": True}}}
    ).instance


# --- What a device never sends -------------------------------------------------------------

NOT_PASSKEYS = [
    "",
    "x",
    "null",
    "[]",
    "{}",
    '"text"',
    '{"id": 1}',
    '{"rawId": "x", "response": []}',
]
TWISTED = [
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"userHandle":"' + handle + '"}}'
    for handle in ("MQ", "eA", "____", "OTk5OTk5OTk5OTk5OTk5OTk5OTk")
]
WHOLE = (
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30",'
    '"authenticatorData":"AA","signature":"AA","userHandle":"MQ","attestationObject":"AA"}}'
)


@pytest.mark.parametrize("credential", [*NOT_PASSKEYS, *TWISTED, WHOLE])
def test_what_is_no_passkey_is_refused_in_words(client, inside, credential):
    confirm(inside)
    inside.get("/admin/security/passkeys/add/")
    added = inside.post("/admin/security/passkeys/add/", {"credential": credential})
    assert added.status_code == 422
    client.logout()
    client.get("/admin/login/passkey/", headers={"Accept": "application/json"})
    refused = client.post("/admin/login/passkey/", {"credential": credential}, follow=True)
    assert refused.redirect_chain == [("/admin/login/", 302)]
    assert "This passkey is not known here." in refused.text
