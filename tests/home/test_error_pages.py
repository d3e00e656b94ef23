"""Pages for what went wrong: they say so, lead back, and need nothing that may be broken."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from home import last_known, views
from home.error_pages import STATIC, error_page
from home.models import PracticeSettings
from site_project.urls import urlpatterns as real_urlpatterns

TEMPLATES = ["400", "403", "403_csrf", "404", "405", "413", "415", "429", "500", "503"]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error


def broken(request):
    raise RuntimeError("A mistake of ours.")


def without_database(request):
    raise OperationalError("The database does not answer.")


def forbidden(request):
    raise PermissionDenied


urlpatterns = [
    path("broken/", broken),
    path("down/", without_database),
    path("forbidden/", forbidden),
    path("form/", lambda request: HttpResponse("taken")),
    *real_urlpatterns,
]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def practice(db):
    practice = PracticeSettings.current()
    practice.practice_name, practice.phone = "Alder Room", "+44 1632 960 001"
    practice.save()
    PracticeSettings.current()
    return practice


@pytest.mark.parametrize("name", TEMPLATES)
def test_error_page_says_what_happened_and_leads_back(name, rf, practice):
    response = error_page(rf.get("/"), int(name[:3]), template=f"{name}.html")
    assert response.status_code == int(name[:3])
    assert re.findall(r"<h1>(.+?)</h1>", response.text)
    assert '<html lang="en">' in response.text
    assert 'href="tel:+441632960001"' in response.text
    assert 'class="button button--quiet" href="/"' in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", sorted(STATIC))
def test_static_error_page_asks_no_database(status, rf):
    # Without the `db` fixture a query would raise.
    assert error_page(rf.get("/"), status).status_code == status


def test_static_error_page_knows_the_practice_from_before(rf, practice, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = error_page(rf.get("/"), 500).text
    assert "Alder Room" in page
    assert last_known.contact() == last_known.Contact("Alder Room", "+44 1632 960 001")


def test_mistake_of_ours_is_a_page_without_details(visitor, practice):
    response = visitor.get("/broken/")
    assert response.status_code == 500
    assert "<h1>Something went wrong here</h1>" in response.text
    assert "A mistake of ours" not in response.text
    assert "Retry-After" not in response


def test_database_that_does_not_answer_is_said_to_be_for_now(visitor, practice):
    response = visitor.get("/down/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "<h1>Back in a moment</h1>" in response.text


def test_error_page_that_fails_itself_still_answers(visitor, settings, practice):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "nowhere.Storage"}}
    response = visitor.get("/broken/")
    assert (response.status_code, response.text) == (500, views.BARE_ERROR)


def test_unknown_address_keeps_menu_and_phone(visitor, demo_site):
    response = visitor.get("/nowhere/")
    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.text
    assert 'aria-label="Main"' in response.text


def test_unknown_host_is_refused_and_not_repeated(visitor, practice):
    response = visitor.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "<h1>This could not be understood</h1>" in response.text
    assert "evil.example" not in response.text


def test_forbidden_page_says_so(visitor, practice):
    response = visitor.get("/forbidden/")
    assert response.status_code == 403
    assert "<h1>You cannot open this page</h1>" in response.text


def test_form_without_its_proof_says_how_to_go_on(practice):
    response = Client(enforce_csrf_checks=True).post("/form/")
    assert response.status_code == 403
    assert "<h1>This was not sent</h1>" in response.text
