"""The worker behind the offline page; tests/browser/test_offline.py has it in a real browser."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.utils import translation

from home.identity.offline import offline_page
from home.models import PracticeSettings
from tests.factories.pages import make_home, make_standard_page
from tests.factories.people import make_user
from tests.home.document import Document
from tests.html.validator import html_errors

pytestmark = pytest.mark.django_db

MOST_BYTES = 2_000


@pytest.fixture
def practice():
    practice = PracticeSettings.current()
    practice.practice_name, practice.phone = "Alder & <Room>", "+44 1632 960 123"
    practice.save()
    return practice


def constant(worker: str, name: str):
    return json.loads(re.search(rf"^const {name} = (.*);$", worker, re.MULTILINE)[1])


def test_worker_brings_the_page_and_asks_to_be_looked_at_again(client, practice):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert constant(answer.text, "PAGE") == offline_page(practice)


def test_page_is_small_whole_and_names_the_phone(practice, tmp_path):
    page = offline_page(practice)
    assert len(page.encode()) < MOST_BYTES
    assert html_errors({"offline": page}, tmp_path) == {}
    document = Document(page)
    assert "Alder &amp; &lt;Room&gt;" in page
    assert [link["href"] for link in document.all("a")] == ["tel:+441632960123", ""]
    fetched = [name for name, _ in document.elements if name in {"link", "script", "img"}]
    assert fetched == []


def test_page_says_less_where_less_is_known(practice, tmp_path):
    practice.practice_name = practice.phone = ""
    page = offline_page(practice)
    assert html_errors({"offline": page}, tmp_path) == {}
    assert [link["href"] for link in Document(page).all("a")] == [""]


def test_page_may_have_its_own_style_and_nothing_else(client, practice):
    worker = client.get("/sw.js").text
    style = re.search(r"<style>(.*)</style>", constant(worker, "PAGE"), re.DOTALL)[1]
    own = b64encode(sha256(style.encode()).digest()).decode()
    policy = constant(worker, "HEADERS")["Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{own}'"


@pytest.mark.parametrize(
    ("field", "value"),
    [("practice_name", "Birch Room"), ("phone", "+44 1632 960 999"), ("language", "de")],
)
def test_another_name_number_or_language_is_another_worker(client, practice, field, value):
    before = client.get("/sw.js").text
    assert client.get("/sw.js").text == before
    setattr(practice, field, value)
    practice.save()
    assert client.get("/sw.js").text != before


def test_page_is_in_the_language_of_the_practice(practice):
    with translation.override("de"):
        assert '<html lang="de">' in offline_page(practice)


def test_switched_off_it_takes_itself_out(client, practice, settings):
    settings.OFFLINE_PAGE = False
    worker = client.get("/sw.js").text
    assert "registration.unregister()" in worker
    assert "fetch" not in worker


def test_pages_bring_it_and_neither_the_admin_nor_a_preview_does(client):
    make_home()
    page = make_standard_page()
    script = {"type": "module", "src": "/static/js/offline.js"}
    assert script in Document(client.get(page.url).text).all("script")
    assert "offline.js" not in page.make_preview_request().text
    client.force_login(make_user(is_superuser=True))
    for path in ("/admin/", "/admin/login/"):
        assert "offline.js" not in client.get(path, follow=True).text
