"""What published content uses is not deleted in the admin, and the admin says why."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage, Muscle, PainArea, PracticeSettings, StandardPage
from site_project.roles import RECEPTION, THERAPIST
from tests.factories.bookings import make_service
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist(client):
    make_home()
    client.force_login(make_user(role=THERAPIST))
    return client


@pytest.fixture
def muscle():
    return Muscle.objects.create(name="Scalenes", slug="s", location="x", refers_text="y")


@pytest.fixture
def area():
    return PainArea.objects.create(name="Jaw", slug="jaw")


def deletion_of(snippet):
    return reverse(snippet.snippet_viewset.get_url_name("delete"), args=[snippet.pk])


def deletion_in_bulk(*things):
    model = Page if isinstance(things[0], Page) else type(things[0])
    address = reverse(
        "wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"]
    )
    return f"{address}?{urlencode([('id', thing.pk) for thing in things])}"


def page_deletion(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def refusal(response):
    """What stays, each with what uses it."""
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title.text.strip().startswith("Not deleted: it is in use")
    return {
        heading.text: [
            " ".join(item.text.split()) for item in heading.find_next_sibling("ul").select("li")
        ]
        for heading in page.select("main h2")
    }


def muscle_list(muscle):
    return {"type": "muscle_list", "value": {"view": "side", "muscles": [muscle.pk]}}


def link_to(page):
    return {"type": "text", "value": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}


def test_muscle_in_a_block_of_a_published_page_stays(therapist, muscle):
    make_article(title="Necks", body=[muscle_list(muscle)])

    asked = therapist.get(deletion_of(muscle))
    answer = therapist.post(deletion_of(muscle))

    assert (asked.status_code, answer.status_code) == (200, 409)
    assert refusal(asked) == refusal(answer) == {"Scalenes": ["Necks (article)"]}
    assert Muscle.objects.get() == muscle


def test_muscle_in_nothing_or_in_a_draft_goes(therapist, muscle):
    make_article(title="Necks", body=[muscle_list(muscle)], live=False)

    assert therapist.post(deletion_of(muscle)).status_code == 302
    assert not Muscle.objects.exists()


def test_area_that_is_ticked_somewhere_stays(therapist, area, muscle):
    muscle.refers_to.add(area)
    for page in (make_article(title="Jaws"), make_service(title="Jaw massage")):
        page.pain_areas.add(area)
        page.save()

    answer = therapist.post(deletion_of(area))

    assert {name: sorted(uses) for name, uses in refusal(answer).items()} == {
        "Jaw": ["Jaw massage (service)", "Jaws (article)", "Scalenes (muscle)"]
    }
    assert PainArea.objects.get() == area


def test_snippets_ticked_in_a_list_stay_together(therapist, muscle):
    free = Muscle.objects.create(name="Masseter", slug="m", location="x", refers_text="y")
    make_article(title="Necks", body=[muscle_list(muscle)])

    for answer in (
        therapist.get(deletion_in_bulk(muscle, free)),
        therapist.post(deletion_in_bulk(muscle, free)),
    ):
        assert refusal(answer) == {"Scalenes": ["Necks (article)"]}
    assert Muscle.objects.count() == 2
    assert therapist.post(deletion_in_bulk(free)).status_code == 302
    assert Muscle.objects.get() == muscle


def test_page_that_is_linked_to_stays_and_can_be_unpublished(therapist):
    service = make_service(title="Neck")
    make_article(title="Necks", body=[link_to(service)])

    answer = therapist.post(page_deletion(service))

    assert (answer.status_code, refusal(answer)) == (409, {"Neck": ["Necks (article)"]})
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[service.pk])
    button = BeautifulSoup(answer.content, "html.parser").select_one(f'a[href="{unpublish}"]')
    assert button.text == "Unpublish “Neck” instead"
    assert therapist.get(unpublish).status_code == 200


def test_page_goes_when_only_drafts_and_pages_below_it_link_to_it(therapist):
    home = HomePage.objects.get()
    parent = make_standard_page(title="About", parent=home)
    make_standard_page(title="Room", parent=parent, body=[link_to(parent)])
    make_standard_page(title="Draft", parent=home, live=False, body=[link_to(parent)])

    assert therapist.post(page_deletion(parent)).status_code == 302
    assert list(StandardPage.objects.values_list("title", flat=True)) == ["Draft"]


@pytest.mark.parametrize("in_bulk", [False, True])
def test_page_above_one_that_is_linked_to_stays(therapist, in_bulk):
    home = HomePage.objects.get()
    parent = make_standard_page(title="About", parent=home)
    child = make_standard_page(title="Room", parent=parent)
    other = make_standard_page(title="Else", parent=home)
    make_article(title="Necks", body=[link_to(child)])

    if in_bulk:
        answer = therapist.post(deletion_in_bulk(parent, other))
    else:
        answer = therapist.post(page_deletion(parent))

    assert (answer.status_code, refusal(answer)) == (409, {"Room": ["Necks (article)"]})
    assert StandardPage.objects.count() == 3


def test_pages_of_the_site_and_of_the_settings_stay(therapist):
    home = HomePage.objects.get()
    privacy = make_standard_page(title="Privacy", parent=home)
    practice = PracticeSettings.current()
    practice.privacy_page = privacy
    practice.save()

    uses = refusal(therapist.post(page_deletion(home)))

    assert uses == {
        "Home": ["localhost [default] (site)"],
        "Privacy": [f"{practice} (practice)"],
    }
    assert list(refusal(therapist.post(page_deletion(privacy)))) == ["Privacy"]


def test_who_may_not_delete_learns_nothing(therapist, muscle, client):
    service = make_service(title="Neck")
    make_article(title="Secret", body=[muscle_list(muscle), link_to(service)])
    client.force_login(make_user(role=RECEPTION))

    for address in (deletion_of(muscle), deletion_in_bulk(muscle), page_deletion(service)):
        answer = client.post(address)
        assert "Secret" not in answer.text
    assert Muscle.objects.exists()
