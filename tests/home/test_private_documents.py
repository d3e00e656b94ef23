"""A document of a private collection is for those who may have it, whoever has its address."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from site_project.roles import RECEPTION
from tests.factories.pages import make_home
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    make_home()
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    file = ContentFile(b"%PDF-1.7", name="plan.pdf")
    return get_document_model().objects.create(title="Plan", collection=private, file=file)


def test_stranger_is_led_to_the_log_in(document, client):
    response = client.get(document.url)

    assert response.status_code == 302
    assert response["Location"].startswith(("/admin/login/", "/_util/login/"))


@pytest.mark.parametrize("folder", ["/media/", "/static/", "/documents/"])
def test_file_itself_has_no_address(document, client, folder):
    assert client.get(folder + document.file.name).status_code == 404


def test_who_may_have_it_gets_it(document):
    browser = Client()
    browser.force_login(make_user(role=RECEPTION))

    response = browser.get(document.url)

    assert b"".join(response.streaming_content) == b"%PDF-1.7"
