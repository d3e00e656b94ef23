"""A new password by a mailed link."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.domain.mime import email_of
from bookings.domain.outbox import deliver_due
from bookings.domain.resending import why_not_again
from bookings.models import OutboxMessage
from bookings.notifications import is_still_true
from site_project.accounts.models import Attempt
from site_project.watching.hiding import hidden
from tests.factories.people import make_user
from tests.site_project.accounts.signing import PASSWORD, enter, is_in, make_owner, recorded

pytestmark = pytest.mark.django_db

FORGOTTEN = "/admin/password/forgotten/"
NEW = "quite another four words"


@pytest.fixture
def owner(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    return make_owner()


def ask(client, name="olga", **extra):
    return client.post(FORGOTTEN, {"login_name": name}, **extra)


def link():
    """The address in the newest mail, without the site."""
    (found,) = re.findall(r"https://practice\.example(/\S+)", email_of(newest()).body)
    return found


def newest():
    return OutboxMessage.objects.latest("pk")


def choose(client, address, password=NEW):
    form = client.get(address)["Location"]
    return client.post(form, {"new_password1": password, "new_password2": password})


def test_mailed_link_leads_to_a_new_password_and_ends_other_sessions(client, owner):
    enter(client)
    visitor = Client()
    assert ask(visitor, "olga@practice.example")["Location"] == f"{FORGOTTEN}sent/"
    address = link()

    done = choose(visitor, address)

    assert done["Location"] == "/admin/login/"
    assert not is_in(client)
    assert not is_in(visitor)
    assert enter(visitor, password=PASSWORD).status_code == 422
    assert enter(visitor, password=NEW).status_code == 302
    assert recorded(owner) == ["accounts.password_asked", "accounts.password_chosen"]
    assert newest().subject == "Your account: Password chosen"


def test_row_holds_no_link(client, owner):
    ask(client)
    mail = newest()
    assert ("password/new" in mail.text, "[[new-password-link]]" in mail.text) == (False, True)
    assert (mail.recipient, mail.html) == (owner.email, "")


def test_link_names_the_configured_site_whatever_host_was_asked(client, owner, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    assert "evil" not in email_of(newest()).body
    assert link().startswith("/admin/password/new/")


def test_link_works_once(client, owner):
    ask(client)
    address = link()
    choose(client, address)
    again = Client().get(address, follow=True)
    assert "This link leads nowhere" in again.text


def test_opening_the_link_changes_nothing(client, owner):
    ask(client)
    address = link()
    for _ in range(3):
        Client().get(address, follow=True)
        Client().head(address)
    assert choose(client, address).status_code == 302


def test_link_ends_after_an_hour(client, owner):
    ask(client)
    address = link()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert "This link leads nowhere" in client.get(address, follow=True).text


@pytest.mark.parametrize("name", ["nobody", "nobody@practice.example", "closed", "without"])
def test_unknown_names_get_the_same_page_and_no_mail(client, owner, name):
    make_user(username="closed", email="closed@practice.example", is_active=False)
    make_user(username="without", password=PASSWORD)
    assert ask(client, name)["Location"] == f"{FORGOTTEN}sent/"
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("name", ["nobody", "nobody@practice.example", "closed", "without"])
def test_unknown_names_take_the_same_work(client, owner, name):
    """Neither hashes a password; what takes time is the database."""
    make_user(username="closed", email="closed@practice.example", is_active=False)
    make_user(username="without", password=PASSWORD)
    ask(client)
    assert work(client, name) == work(client, "olga") != []
    assert OutboxMessage.objects.count() == 2


def work(client, name):
    """The kinds of queries that asking for a link takes, without those that end it."""
    with CaptureQueriesContext(connection) as queries:
        ask(client, name)
    begun = [query["sql"].partition(" ")[0] for query in queries]
    return [kind for kind in begun if kind in {"SELECT", "INSERT", "UPDATE", "DELETE"}]


def test_too_many_links_are_refused_in_words(client, owner):
    codes = [ask(client, "nobody").status_code for _ in range(4)]
    assert codes == [302, 302, 302, 429]
    assert [ask(client).status_code for _ in range(4)] == codes
    assert OutboxMessage.objects.count() == 3


def test_weak_password_is_refused_in_words(client, owner):
    ask(client)
    refused = choose(client, link(), "olga")
    assert refused.status_code == 422
    assert "This password is too short." in refused.text


def test_new_password_ends_the_waiting(client, owner):
    for _ in range(10):
        enter(client, password="wrong")
    assert enter(client).status_code == 429
    ask(client)
    choose(client, link())
    assert enter(client, password=NEW).status_code == 302
    assert not Attempt.objects.exists()


def test_mail_goes_only_where_the_account_has_its_address(client, owner):
    ask(client)
    assert why_not_again(newest()) == "Whoever it is for can ask for another when signing in."
    owner.email = "other@practice.example"
    owner.save()
    assert not is_still_true(newest())
    assert "/admin/password/new/" not in email_of(newest()).body
    deliver_due()
    assert newest().status == "dropped"


def test_late_mail_is_dropped(client, owner):
    ask(client)
    assert is_still_true(newest())
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert not is_still_true(newest())


def test_logs_hide_the_link(client, owner):
    ask(client)
    address = link()
    assert hidden(f"GET {address} 200") == f"GET {address.rsplit('/', 2)[0]}/…/ 200"
