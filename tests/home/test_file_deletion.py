"""Pictures and documents that published content uses are not deleted in the admin either."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from home.models import PracticeSettings
from site_project.roles import EDITOR, RECEPTION, THERAPIST
from tests.factories.pages import make_article, make_home
from tests.factories.people import make_user
from tests.factories.pictures import make_image
from tests.home.test_deletion import deletion_in_bulk, refusal

pytestmark = pytest.mark.django_db

Picture = get_image_model()
File = get_document_model()


@pytest.fixture
def therapist(client):
    make_home()
    client.force_login(make_user(role=THERAPIST))
    return client


def make_document():
    return File.objects.create(title="Leaflet", file=ContentFile(b"%PDF-1.7", name="leaflet.pdf"))


def with_picture(image):
    return {"type": "image", "value": {"image": {"image": image.pk, "alt_text": "Hands"}}}


def doors(image):
    """Every address of the admin that deletes this picture."""
    return [
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages:delete_multiple", args=[image.pk]),
        deletion_in_bulk(image),
    ]


@pytest.mark.parametrize("role", [THERAPIST, EDITOR])
def test_picture_on_a_published_page_stays_at_every_door(client, role):
    client.force_login(make_user(role=role))
    image = make_image()
    Picture.objects.update(uploaded_by_user=None)
    make_article(title="Necks", body=[with_picture(image)])

    for address in doors(image):
        answer = client.post(address, headers={"x-requested-with": "XMLHttpRequest"})
        assert (answer.status_code, refusal(answer)) == (409, {"Hands": ["Necks (article)"]})
    assert Picture.objects.get() == image


def test_who_asks_first_learns_where_the_picture_is_used(therapist):
    image = make_image()
    make_article(title="Necks", body=[with_picture(image)])

    asked = therapist.get(doors(image)[0])

    assert (asked.status_code, refusal(asked)) == (200, {"Hands": ["Necks (article)"]})
    assert BeautifulSoup(asked.content, "html.parser").select("form[action$='/delete/']") == []


def test_picture_for_shared_links_stays(therapist):
    practice = PracticeSettings.current()
    practice.sharing_image = make_image()
    practice.save()

    answer = therapist.post(doors(practice.sharing_image)[0])

    assert refusal(answer) == {"Hands": [f"{practice} (practice)"]}


@pytest.mark.parametrize("door", [0, 1, 2])
def test_picture_in_nothing_or_in_a_draft_goes(therapist, door):
    image = make_image()
    make_article(body=[with_picture(image)], live=False)

    answer = therapist.post(doors(image)[door], headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.status_code in {200, 302}
    assert not Picture.objects.exists()


def test_document_that_a_text_links_to_stays(therapist):
    document = make_document()
    link = f'<p><a linktype="document" id="{document.pk}">Leaflet</a></p>'
    article = make_article(title="Necks", body=[{"type": "text", "value": link}])

    for address in (
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtaildocs:delete_multiple", args=[document.pk]),
        deletion_in_bulk(document),
    ):
        answer = therapist.post(address, headers={"x-requested-with": "XMLHttpRequest"})
        assert (answer.status_code, refusal(answer)) == (409, {"Leaflet": ["Necks (article)"]})
    article.unpublish()
    assert therapist.post(reverse("wagtaildocs:delete", args=[document.pk])).status_code == 302
    assert not File.objects.exists()


def test_who_may_not_delete_learns_nothing(therapist, client):
    image = make_image()
    make_article(title="Secret", body=[with_picture(image)])
    client.force_login(make_user(role=RECEPTION))

    for address in doors(image):
        answer = client.post(address, headers={"x-requested-with": "XMLHttpRequest"})
        assert "Secret" not in answer.text
    assert Picture.objects.exists()
