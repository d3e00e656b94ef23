"""Times in the admin are the practice's, unless an account has a zone of its own."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from home.models import PracticeSettings, StandardPage
from site_project.roles import EDITOR
from tests.factories.pages import make_standard_page
from tests.factories.people import make_user
from tests.factories.pictures import picture_bytes

pytestmark = pytest.mark.django_db

BEFORE = "2026-12-01T12:00:00Z"
NINE_IN_BERLIN = dt.datetime(2026, 12, 24, 8, tzinfo=dt.UTC)
NINE_IN_TOKYO = dt.datetime(2026, 12, 24, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _practice_in_berlin():
    PracticeSettings.objects.create(time_zone="Europe/Berlin")


def schedule(client, page, local: str):
    """As the editor's form sends it: the wall-clock time that was typed."""
    data = {"title": page.title, "slug": page.slug, "go_live_at": local, "action-publish": "1"}
    rest = {"body": streamfield([]), "comments": inline_formset([])}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, nested_form_data(data | rest))


@pytest.mark.parametrize(
    ("profile", "instant"),
    [
        (None, NINE_IN_BERLIN),
        ({}, NINE_IN_BERLIN),
        ({"current_time_zone": "Asia/Tokyo"}, NINE_IN_TOKYO),
    ],
    ids=["no profile", "profile without a zone", "zone of its own"],
)
def test_nine_oclock_is_nine_in_the_zone_of_practice_or_account(
    client, time_machine, profile, instant
):
    time_machine.move_to(BEFORE, tick=False)
    user = make_user(role=EDITOR)
    if profile is not None:
        UserProfile.objects.create(user=user, **profile)
    client.force_login(user)
    page = make_standard_page(live=False)

    answer = schedule(client, page, "2026-12-24 09:00")

    assert answer.status_code == 302
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.live, page.go_live_at) == (False, instant)
    assert page.scheduled_revision.approved_go_live_at == instant
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'value="2026-12-24 09:00"' in client.get(edit).text


def test_zone_follows_the_practice(client, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    client.force_login(make_user(role=EDITOR))
    page = make_standard_page(live=False)
    schedule(client, page, "2026-12-24 09:00")

    PracticeSettings.objects.update(time_zone="Pacific/Auckland")

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'value="2026-12-24 21:00"' in client.get(edit).text


def test_nothing_stores_the_practices_zone_as_the_accounts_own(client):
    client.force_login(make_user(role=EDITOR))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert UserProfile.objects.count() == 0
    names = {"name_email-first_name": "Eda", "name_email-last_name": "Editor"}
    theme = {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default"}
    mail = {"name_email-email": "eda@example.org"}

    answer = client.post(reverse("wagtailadmin_account"), names | theme | mail)

    assert answer.status_code == 302
    profile = UserProfile.objects.get()
    assert (profile.theme, profile.current_time_zone) == ("dark", "")


def test_picture_can_be_uploaded_by_an_account_without_a_profile(client):
    """Wagtail keeps what it made of it in the cache, the account and its profile with it."""
    client.force_login(make_user(role=EDITOR))
    file = SimpleUploadedFile("neck.jpg", picture_bytes(size=(40, 30)))
    fields = {"image-chooser-upload-title": "Neck", "image-chooser-upload-file": file}
    answer = client.post(reverse("wagtailimages_chooser:create"), fields)
    assert (answer.status_code, answer.json()["result"]["title"]) == (200, "Neck")


def test_account_page_offers_no_zone_that_would_not_be_the_practices(client):
    client.force_login(make_user(role=EDITOR))
    assert "time zone" not in client.get(reverse("wagtailadmin_account")).text.lower()
