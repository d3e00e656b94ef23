"""A password alone opens nothing, once a second factor is asked for."""

import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bookings.models import OutboxMessage
from site_project.accounts import encryption
from tests.factories.pages import make_article
from tests.site_project.accounts.signing import (
    CODE,
    LOG_IN,
    SECRET,
    add_app,
    add_codes,
    code_now,
    enter,
    is_in,
    make_owner,
    recorded,
)

pytestmark = pytest.mark.django_db

SET_UP = "/admin/security/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture(autouse=True)
def clock():
    """Codes change every half minute; not in the middle of a test."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def owner():
    return make_owner()


def every_kind_of_address():
    article = make_article()
    return [
        "/admin/",
        "/admin/account/",
        "/admin/pages/",
        reverse("wagtailadmin_pages:view_draft", args=[article.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        "/admin/api/main/pages/",
        "/admin/images/chooser/",
        "/admin/reports/site-history/?export=csv",
        "/admin/users/",
        "/admin/jsi18n/",
        reverse("bookings_requests_modeladmin_index"),
        reverse("bookings_requests_modeladmin_index") + "?export=csv",
        reverse("bookings_week", args=[1]),
        "/documents/1/x.pdf",
    ]


def test_account_without_one_is_led_to_setting_it_up_from_everywhere(client, owner):
    enter(client)
    answers = {address: client.get(address) for address in every_kind_of_address()}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(
        answers, 302
    )
    assert {answer["Location"].partition("?")[0] for answer in answers.values()} == {SET_UP}
    page = client.get(answers["/admin/users/"]["Location"])
    assert "One thing before you start" in page.text


def test_account_without_one_changes_nothing(client, owner):
    enter(client)
    response = client.post("/admin/account/", {"name_email-first_name": "x"})
    assert response["Location"] == f"{SET_UP}?next=%2Fadmin%2F"
    fetched = client.get("/admin/api/main/pages/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert fetched.status_code == 403


def test_strangers_are_asked_to_sign_in_as_ever(client):
    assert client.get("/admin/users/")["Location"] == "/admin/login/?next=/admin/users/"


def test_setting_up_leads_on_to_the_page_that_was_wanted(
    client, owner, django_capture_on_commit_callbacks
):
    enter(client)
    client.get(f"{SET_UP}?next=/admin/reports/")
    client.get(f"{SET_UP}?next=//evil.example")
    client.get("/admin/security/app/add/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/admin/security/app/add/", {"code": code_now(secret)})
    assert done["Location"] == "/admin/security/codes/"
    assert 'href="/admin/reports/"' in client.get(done["Location"]).text
    assert is_in(client)
    assert recorded(owner) == ["accounts.app_added", "accounts.codes_made"]


def test_code_of_the_app_is_the_second_step(client, owner):
    add_app(owner)
    assert enter(client, next="/admin/reports/")["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": "000000"}).status_code == 422
    assert client.post(CODE, {"code": code_now()})["Location"] == "/admin/reports/"
    assert is_in(client)


def test_code_of_the_app_works_once(client, owner):
    add_app(owner)
    code = code_now(steps=-1)
    enter(client)
    assert client.post(CODE, {"code": code}).status_code == 302
    client.logout()
    enter(client)
    # What allauth remembers is in the memory of another process.
    used = client.post(CODE, {"code": code})
    assert used.status_code == 422
    assert client.post(CODE, {"code": code_now()}).status_code == 302


def test_code_used_in_another_process_is_used(client, owner):
    app = add_app(owner)
    enter(client)
    client.post(CODE, {"code": code_now()})
    app.refresh_from_db()
    app.data["last_step"] += 1
    app.save()
    client.logout()
    enter(client)
    response = client.post(CODE, {"code": code_now(steps=1)})
    assert "This code has been used." in response.text


def test_recovery_code_is_used_once_recorded_and_mailed(client, owner):
    add_app(owner)
    codes = add_codes(owner)
    enter(client)
    assert client.post(CODE, {"code": f"{codes[3][:4]} {codes[3][4:]}"}).status_code == 302
    assert is_in(client)
    assert recorded(owner) == ["accounts.code_used"]
    mail = OutboxMessage.objects.get()
    assert (mail.recipient, mail.subject) == (owner.email, "Your account: Recovery code used")
    assert codes[3] not in mail.text

    client.logout()
    enter(client)
    assert client.post(CODE, {"code": codes[3]}).status_code == 422
    assert not is_in(client)


def test_session_from_before_the_second_factor_has_to_show_it(client, owner):
    client.force_login(owner)
    add_app(owner)
    led = client.get("/admin/reports/")
    assert led["Location"] == "/admin/security/confirm/code/?next=%2Fadmin%2Freports%2F"
    # Neither the password nor another factor of its own making will do.
    assert "password" not in client.get(led["Location"]).text
    assert client.get("/admin/security/passkeys/add/")["Location"].startswith(
        "/admin/security/confirm/code/"
    )
    shown = client.post(led["Location"], {"code": code_now()})
    assert shown["Location"] == "/admin/reports/"
    assert is_in(client)


def test_start_again_lets_somebody_else_sign_in(client, owner):
    add_app(owner)
    enter(client)
    assert client.get(LOG_IN)["Location"] == CODE
    assert client.post(CODE, {"start_again": "yes"})["Location"] == LOG_IN
    assert client.get(LOG_IN).status_code == 200


def test_nobody_is_asked_for_one_while_it_is_off(client, owner, settings):
    settings.STAFF_SECOND_FACTOR = False
    enter(client)
    assert is_in(client)
    assert 'href="/admin/security/"' in client.get("/admin/account/").text


def test_lost_keys_make_codes_wrong_and_break_no_page(client, owner, settings):
    add_app(owner)
    (code, *_rest) = add_codes(owner)
    settings.HEALTH_KEYS = ["bmV3LWtleS1vZi10aGlzLXRlc3QtMDEyMzQ1Njc4OTA="]
    enter(client)
    assert client.post(CODE, {"code": code_now()}).status_code == 422
    assert client.post(CODE, {"code": code}).status_code == 422
    client.force_login(owner)
    settings.STAFF_SECOND_FACTOR = False
    assert client.get(SET_UP).status_code == 200


def test_secrets_are_encrypted_with_a_key_of_their_own(owner, settings):
    add_app(owner)
    add_codes(owner)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = [row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor]
    assert [SECRET in text for text in stored] == [False, False]
    token = Authenticator.objects.get(type="totp").data["secret"]
    assert encryption.decrypt(token) == SECRET
    settings.HEALTH_KEYS = ["bmV3LWtleS1vZi10aGlzLXRlc3QtMDEyMzQ1Njc4OTA=", *settings.HEALTH_KEYS]
    assert encryption.decrypt(token) == SECRET
