"""One page to sign in at; it says nothing about who has an account."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import get_resolver, reverse

from site_project.accounts.urls import urlpatterns
from tests.factories.people import make_user
from tests.site_project.accounts.signing import (
    CODE,
    LOG_IN,
    PASSWORD,
    add_app,
    enter,
    is_in,
    make_owner,
)

pytestmark = pytest.mark.django_db

WRONG = "The name and the password do not fit together."


class CountingHasher(MD5PasswordHasher):
    """How often a password is hashed is what takes the time."""

    algorithm = "counting"
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def owner():
    return make_owner()


@pytest.mark.parametrize(
    "name", ["olga", "olga@practice.example", "OLGA@Practice.example", " olga "]
)
def test_log_in_takes_username_and_email_address(client, owner, name):
    response = enter(client, name)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert is_in(client)


def test_log_in_takes_no_address_that_two_accounts_share(client, owner):
    make_user(username="other", email=owner.email, password=PASSWORD)
    assert enter(client, owner.email).status_code == 422
    assert enter(client, "olga").status_code == 302


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("olga", "wrong"),
        ("nobody", PASSWORD),
        ("nobody@practice.example", PASSWORD),
        ("closed", PASSWORD),
        ("ol\0ga", PASSWORD),
        ("x" * 254, "x" * 4096),
    ],
)
def test_log_in_refuses_all_in_the_same_words(client, owner, name, password):
    make_user(username="closed", password=PASSWORD, is_active=False)
    response = enter(client, name, password)
    assert response.status_code == 422
    assert (WRONG in response.text) is ("\0" not in name)
    assert PASSWORD not in response.text
    assert not is_in(client)


@pytest.mark.parametrize(
    ("name", "password"),
    [("olga", "wrong"), ("olga@practice.example", "wrong"), ("nobody", "wrong")],
)
def test_log_in_does_the_same_work_for_every_name(client, settings, name, password):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    make_owner()
    CountingHasher.hashed = 0
    enter(client, name, password)
    assert CountingHasher.hashed == 1


def test_log_in_has_a_new_session_key(client, owner):
    client.get("/admin/password/forgotten/")
    session = client.session
    session["before"] = True
    session.save()
    enter(client)
    assert client.session.session_key != session.session_key


def test_log_in_lasts_no_longer_than_the_browser(client, owner):
    cookie = enter(client).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "\thttps://evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_log_in_never_leads_off_the_site(client, owner, wanted):
    assert enter(client, next=wanted)["Location"] == "/admin/"
    client.get(LOG_IN, {"next": wanted})
    assert client.get(LOG_IN, {"next": wanted})["Location"] == "/admin/"


def test_log_in_leads_to_the_page_that_was_wanted(client, owner):
    asked = client.get("/admin/reports/site-history/?action=x")
    assert asked["Location"] == "/admin/login/?next=/admin/reports/site-history/%3Faction%3Dx"
    assert 'name="next" value="/admin/reports/site-history/?action=x"' in (
        client.get(asked["Location"]).text
    )
    wanted = "/admin/reports/site-history/?action=x"
    assert enter(client, next=wanted)["Location"] == wanted


def test_log_in_says_what_is_missing_and_keeps_the_name(client):
    response = enter(client, "olga", "")
    assert response.status_code == 422
    assert 'href="#id_password">Enter your password.' in response.text
    assert 'value="olga"' in response.text


def test_account_without_the_admin_is_not_sent_in_circles(client):
    client.force_login(make_user(username="stranger"))
    assert client.get("/admin/", follow=True).redirect_chain == [
        ("/admin/login/?next=/admin/", 302)
    ]
    add_app(make_owner())
    assert enter(client)["Location"] == CODE
    assert client.get(CODE).status_code == 200


def test_signing_out_ends_the_session(client, owner):
    enter(client)
    key = client.session.session_key
    assert client.post("/admin/logout/")["Location"] == LOG_IN
    client.cookies["sessionid"] = key
    assert not is_in(client)


def test_other_sessions_end_with_the_password(client, owner, django_user_model):
    enter(client)
    owner.set_password("another four words")
    owner.save()
    assert not is_in(client)


def test_pages_of_signing_in_are_kept_by_nobody_and_run_nothing_inline(client, settings):
    for address in (LOG_IN, "/admin/password/forgotten/", "/admin/password/new/a/b/"):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]
        assert ("script-src 'self';" in policy, "unsafe" in policy) == (True, False)


# --- What is not there -------------------------------------------------------------------


def test_these_are_all_the_addresses():
    assert [str(pattern.pattern) for pattern in urlpatterns] == [
        "login/",
        "login/code/",
        "login/passkey/",
        "password/forgotten/",
        "password/forgotten/sent/",
        "password/new/<str:uidb64>/<str:token>/",
        "security/",
        "security/confirm/password/",
        "security/confirm/code/",
        "security/confirm/passkey/",
        "security/passkeys/add/",
        "security/passkeys/<int:pk>/rename/",
        "security/passkeys/<int:pk>/remove/",
        "security/app/add/",
        "security/app/remove/",
        "security/codes/",
        "security/codes/new/",
        "security/session/",
        "security/sessions/",
        "security/sessions/of/<int:pk>/",
        "security/unsent/",
        "security/unsent/<int:pk>/send/",
        "security/unsent/<int:pk>/remove/",
    ]
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    allauth = {name for name in names if name.startswith(("account_", "mfa_", "socialaccount_"))}
    assert allauth <= {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize(
    "address",
    [
        "/admin/signup/",
        "/admin/email/",
        "/admin/password/change/",
        "/admin/password/set/",
        "/admin/login/code/confirm/",
        "/admin/2fa/",
        "/admin/password_reset/",
        "/admin/password_reset/confirm/MQ/x-y/",
        "/accounts/",
        "/accounts/login/",
        "/accounts/signup/",
    ],
)
def test_other_ways_in_are_shut(client, owner, address):
    enter(client)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_wagtails_way_in_for_private_pages_leads_here(client):
    response = client.post("/_util/login/?next=/private/")
    assert response["Location"] == "/admin/login/?next=/private/"
    assert reverse("account_login") == reverse("wagtailadmin_login") == LOG_IN
