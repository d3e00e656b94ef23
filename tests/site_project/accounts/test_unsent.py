"""What was typed is not lost when the session ends meanwhile."""

import datetime as dt
import html
import re

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.test import Client

from blog.models import Topic
from site_project.accounts.models import Session, UnsentForm
from site_project.accounts.unsent import MAX_LETTERS, MOST, fields_of
from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.site_project.accounts.signing import PASSWORD, enter, make_owner

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2030, 3, 4, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
TO = "/admin/users/new/?from=list"
UNSENT = "/admin/security/unsent/"
LOG_IN = "/admin/login/?next=%2Fadmin%2Fsecurity%2Funsent%2F"
TYPED = {"words": "\r\nO’Brien <b>&\r\n two lines", "many": ["1", "2"], "empty": ""}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def owner(clock):
    return make_owner()


@pytest.fixture
def ended(owner, clock):
    """A browser whose session has ended."""
    client = Client()
    enter(client)
    clock.shift(HOUR)
    return client


def test_form_is_kept_encrypted_and_offered_after_signing_in(ended, owner):
    refused = ended.post(TO, TYPED)

    assert (refused.status_code, refused["Location"]) == (302, LOG_IN)
    assert "It is kept" in ended.get(refused["Location"]).text
    kept = UnsentForm.objects.get()
    assert (kept.user, kept.address, "O’Brien" in kept.fields) == (owner, TO, False)
    assert enter(ended, next=UNSENT)["Location"] == UNSENT
    page = ended.get(UNSENT).text
    assert f'action="{UNSENT}{kept.pk}/send/"' in page
    assert "<li>1</li><li>2</li>" in page
    values = re.findall(r'<textarea name="(\w+)">\n(.*?)</textarea>', page, re.DOTALL)
    assert [(name, html.unescape(value)) for name, value in values] == [
        ("words", TYPED["words"]),
        ("many", "1"),
        ("many", "2"),
        ("empty", ""),
    ]


def test_sending_passes_it_on_once(ended):
    ended.post(TO, TYPED)
    enter(ended)
    address = f"{UNSENT}{UnsentForm.objects.get().pk}/send/"
    answer = ended.post(address, TYPED)
    assert (answer.status_code, answer["Location"]) == (307, TO)
    assert ended.post(address, TYPED).status_code == 404
    assert ended.get(UNSENT)["Location"] == "/admin/"


def test_what_was_typed_is_written_after_all(ended):
    ended.post("/admin/snippets/blog/topic/add/", {"name": "Sleep", "slug": "sleep"})
    enter(ended)
    address = f"{UNSENT}{UnsentForm.objects.get().pk}/send/"
    ended.post(address, dict(fields_of(UnsentForm.objects.get())), follow=True)
    assert Topic.objects.get(slug="sleep").name == "Sleep"


def test_it_can_be_thrown_away(ended):
    ended.post(TO, TYPED)
    enter(ended)
    ended.post(f"{UNSENT}{UnsentForm.objects.get().pk}/remove/")
    assert not UnsentForm.objects.exists()


def test_it_is_for_nobody_else(ended):
    make_user(username="other", password=PASSWORD, role=OWNER)
    ended.post(TO, TYPED)
    enter(ended, "other")
    kept = UnsentForm.objects.get()
    assert ended.get(UNSENT)["Location"] == "/admin/"
    for what in ("send", "remove"):
        assert ended.post(f"{UNSENT}{kept.pk}/{what}/").status_code == 404


def test_strangers_forms_are_not_kept(client, owner):
    assert (
        client.post(TO, TYPED)["Location"] == "/admin/login/?next=/admin/users/new/%3Ffrom%3Dlist"
    )
    assert not UnsentForm.objects.exists()


def test_form_of_a_browser_that_was_signed_out_is_not_kept(ended):
    Session.objects.all().delete()
    ended.post(TO, TYPED)
    assert not UnsentForm.objects.exists()


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({}, {}),
        ({"words": "x" * MAX_LETTERS}, {}),
        (TYPED, {"sec-fetch-mode": "cors"}),
    ],
)
def test_what_cannot_be_offered_again_is_not_kept(ended, fields, headers):
    ended.post(TO, fields, headers=headers)
    assert not UnsentForm.objects.exists()


def test_form_without_its_token_is_refused(owner, clock):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    clock.shift(HOUR)
    assert strict.post(TO, TYPED).status_code == 403
    assert not UnsentForm.objects.exists()


def test_password_of_a_refused_log_in_is_not_kept(ended):
    enter(ended, password="wrong")
    assert not UnsentForm.objects.exists()


def test_newest_five_are_kept_for_a_day(ended, clock):
    for number in range(MOST + 1):
        ended.post(TO, {"number": str(number)})
    kept = UnsentForm.objects.order_by("pk")
    assert [fields_of(form) for form in kept] == [[("number", str(n))] for n in range(1, 6)]
    clock.shift(25 * HOUR)
    enter(ended)
    assert ended.get(UNSENT)["Location"] == "/admin/"
    clock.shift(HOUR)
    ended.post(TO, {"number": "next"})
    assert [fields_of(form) for form in kept.all()] == [[("number", "next")]]


def test_lost_keys_break_no_page(ended, settings):
    ended.post(TO, TYPED)
    enter(ended)
    settings.HEALTH_KEYS = [Fernet.generate_key().decode()]
    assert ended.get(UNSENT)["Location"] == "/admin/"


def test_script_of_the_page_takes_the_cookie_away_from_nobody(ended):
    ended.get("/admin/security/session/")
    ended.post(TO, TYPED)
    assert UnsentForm.objects.count() == 1
