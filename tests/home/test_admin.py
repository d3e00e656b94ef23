"""The library of muscles and areas, the practice's settings, and every page in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from home.models import Muscle, PainArea, PracticeSettings
from site_project.roles import EDITOR, THERAPIST
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist(client):
    client.force_login(make_user(role=THERAPIST))
    return client


@pytest.mark.usefixtures("demo_site")
def test_every_page_can_be_edited_and_previewed(therapist):
    for page in Page.objects.filter(depth__gt=1):
        assert therapist.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        draft = therapist.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert draft.status_code == 200
        assert f"<title>{page.title}" in draft.text or page.depth == 2


@pytest.mark.usefixtures("demo_site")
@pytest.mark.parametrize("model", [Muscle, PainArea])
def test_library_can_be_listed_searched_and_edited(therapist, model):
    thing = model.objects.first()
    name = thing.snippet_viewset.get_url_name("list")
    assert thing.name in therapist.get(reverse(name)).text
    assert thing.name in therapist.get(reverse(name), {"q": thing.name}).text
    edit = reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])
    assert therapist.get(edit).status_code == 200
    assert therapist.get(reverse(thing.snippet_viewset.get_url_name("add"))).status_code == 200


@pytest.mark.usefixtures("demo_site")
@pytest.mark.parametrize("model", [Muscle, PainArea])
def test_a_library_that_lost_everything_breaks_no_page(client, model):
    model.objects.all().delete()
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.url).status_code == 200


def test_library_is_under_body_in_the_menu_and_only_for_the_therapist(therapist, client):
    library = reverse(Muscle.snippet_viewset.get_url_name("list"))
    assert library in therapist.get("/admin/").text
    client.force_login(make_user(role=EDITOR))
    assert library not in client.get("/admin/").text
    assert client.get(library).status_code == 302


def test_practice_is_edited_in_one_place(therapist):
    address = reverse("wagtailsettings:edit", args=["home", "practicesettings"])
    page = therapist.get(address, follow=True)
    assert page.status_code == 200
    data = {
        "practice_name": "Alder Room",
        "tagline": "",
        "phone": "+44 1632 960 001",
        "email": "hello@example.org",
        "notify_email": "",
        "street_address": "2 Orchard Yard",
        "language": "en",
        "time_zone": "Europe/Berlin",
        "currency": "EUR",
        "emergency_number": "112",
        "reply_time": "today",
        "legal_line": "",
    }
    rest = {"notice_text": "", "notice_from": "", "notice_until": "", "sharing_image": ""}
    rest |= {"second_phone": "", "social_links-count": "0"}
    answer = therapist.post(page.request["PATH_INFO"], data | rest)
    assert answer.status_code == 302
    practice = PracticeSettings.current()
    assert {name: getattr(practice, name) for name in data} == data
