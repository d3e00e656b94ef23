"""Documents: what an upload may be, and how a visitor gets it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

from site_project.roles import THERAPIST
from tests.factories.pages import make_home
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

File = get_document_model()
HTML = b"<!doctype html><script>alert(1)</script>"
KINDS = "Choose a file of one of these kinds: PDF, DOCX, ODT."
MISLABELLED = (
    "This file is called .pdf and is something else. Save it as .pdf again, and upload that."
)
TOO_BIG = "This file is too big (11.0\xa0MB). Maximum filesize 10.0\xa0MB."


@pytest.fixture
def therapist(client):
    make_home()
    client.force_login(make_user(role=THERAPIST))
    return client


def said(therapist, name, content):
    """What each of the admin's ways to add a document answers to this file."""
    by_page = therapist.post(
        reverse("wagtaildocs:add"), {"title": "x", "file": SimpleUploadedFile(name, content)}
    )
    by_drop = therapist.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "x", "files[]": SimpleUploadedFile(name, content)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    by_choice = therapist.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "x",
            "document-chooser-upload-file": SimpleUploadedFile(name, content),
        },
    )
    if by_page.status_code == 302:
        return None
    (error,) = by_page.context["form"].errors["file"]
    assert by_drop.json()["error_message"] == error
    assert error in by_choice.json()["htmlFragment"].replace("&quot;", '"')
    return error


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("page.html", HTML, KINDS),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", KINDS),
        ("program.exe", b"MZ", KINDS),
        ("nothing", b"%PDF-1.7", KINDS),
        ("page.pdf", HTML, MISLABELLED),
        ("page.PDF", HTML, MISLABELLED),
        ("empty.pdf", b"", "The submitted file is empty."),
        ("heavy.pdf", b"%PDF-1.7" + b"\0" * 11 * 1024 * 1024, TOO_BIG),
    ],
)
def test_upload_is_refused_in_words(therapist, name, content, error):
    assert said(therapist, name, content) == error
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("form.pdf", b"%PDF-1.7"), ("form.docx", b"PK\3\4x"), ("form.odt", b"PK\3\4x")],
)
def test_forms_and_leaflets_are_taken(therapist, name, content):
    assert said(therapist, name, content) is None
    assert File.objects.count() == 3


def test_title_changes_without_a_new_file(therapist):
    document = File.objects.create(title="x", file=ContentFile(HTML, name="old.html"))
    address = reverse("wagtaildocs:edit", args=[document.pk])
    assert therapist.post(address, {"title": "Leaflet"}).status_code == 302
    assert File.objects.get().title == "Leaflet"


@pytest.mark.parametrize(
    ("name", "way"), [("a.html", "attachment"), ("a.svg", "attachment"), ("a.pdf", "inline")]
)
def test_document_runs_nothing_where_it_is_opened(client, name, way):
    """Code may store what the forms refuse; it is served inert even so."""
    document = File.objects.create(title="x", file=ContentFile(HTML, name=name))
    response = client.get(document.url)
    response.close()
    assert response["Content-Disposition"].startswith(way)
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
