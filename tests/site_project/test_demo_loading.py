from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from taggit.models import Tag
from wagtail.models import Page, Revision, Site

from blog.models import ArticleIndexPage, ArticlePage, Topic
from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    Client,
    InterestCount,
    OpeningHours,
    OutboxMessage,
    Practitioner,
    Proposal,
    RequestPreference,
    ScheduleException,
)
from home.models import DemoMark, HomePage, Muscle, PainArea, PracticeSettings
from services.models import ServicePage
from site_project.demo.loader import load
from site_project.demo.pages import PAGES
from tests.factories.pages import make_home, make_standard_page
from tests.factories.people import make_user

User = get_user_model()


def dump() -> dict[str, list[Any]]:
    """Everything that a second load could have made or changed."""
    return {
        "pages": list(Page.objects.values_list("pk", "title", "path", "latest_revision_id")),
        "revisions": list(Revision.objects.values_list("pk", "created_at")),
        "marks": list(DemoMark.objects.values_list("pk", "key", "object_id")),
        "areas": list(PainArea.objects.values()),
        "muscles": list(Muscle.objects.values()),
        "topics": list(Topic.objects.values()),
        "tags": list(Tag.objects.values()),
        "users": list(User.objects.values()),
        "practitioners": list(Practitioner.objects.values_list("pk", "name", "services")),
        "hours": list(OpeningHours.objects.values()),
        "exceptions": list(ScheduleException.objects.values()),
        "clients": list(Client.objects.values()),
        "visits": list(Appointment.objects.values()),
        "requests": list(BookingRequest.objects.values()),
        "wishes": list(RequestPreference.objects.values()),
        "events": list(AuditEvent.objects.values()),
        "mails": list(OutboxMessage.objects.values()),
        "interest": list(InterestCount.objects.values()),
        "practice": list(PracticeSettings.objects.values()),
        "sites": list(Site.objects.values()),
    }


@pytest.mark.django_db
def test_loading_builds_the_site_in_place_of_the_stock_page(capsys):
    call_command("load_demo")

    home = HomePage.objects.get()
    site = Site.objects.get()
    marks = set(DemoMark.objects.values_list("key", flat=True))
    assert (site.root_page_id, site.site_name) == (home.pk, "Alder Room Massage")
    assert list(Page.objects.filter(depth=2)) == [Page.objects.get(pk=home.pk)]
    assert {key for key in marks if key.startswith("page:")} == {item.key for item in PAGES}
    assert capsys.readouterr().out == f"Demonstration: {len(marks)} items made.\n"


def test_loading_twice_changes_nothing(demo_site):
    before = dump()

    loaded = load()

    assert (loaded.made, loaded.refused) == ([], False)
    assert dump() == before


def test_a_second_load_is_a_handful_of_queries(demo_site, django_assert_num_queries):
    with django_assert_num_queries(12):
        load()


def test_what_was_edited_stays_edited(demo_site):
    article = ArticlePage.objects.get(slug="desk-days-neck-and-shoulders")
    article.title = "My own title"
    article.save_revision().publish()
    Muscle.objects.filter(slug="temporalis").update(name="Temple muscle")
    PracticeSettings.objects.update(phone="", practice_name="Another name")
    owner = User.objects.get(username="owner")
    owner.set_password("a-password-of-her-own")
    owner.groups.clear()
    owner.save()
    before = dump()

    load()

    assert dump() == before


def test_what_was_deleted_stays_deleted(demo_site):
    ServicePage.objects.get(slug="gentle-reset").delete()
    Muscle.objects.get(slug="temporalis").delete()
    PainArea.objects.get(slug="jaw").delete()
    Proposal.objects.all().delete()
    Appointment.objects.all().delete()
    BookingRequest.objects.all().delete()
    InterestCount.objects.all().delete()
    Client.objects.all().delete()
    ScheduleException.objects.all().delete()
    Practitioner.objects.all().delete()
    User.objects.filter(username="editor").delete()
    before = dump()

    load()

    assert dump() == before


def test_what_a_release_adds_is_loaded_into_an_older_demonstration(demo_site):
    ArticlePage.objects.get(slug="desk-days-neck-and-shoulders").delete()
    DemoMark.objects.filter(key="page:desk-days-neck-and-shoulders").delete()

    loaded = load()

    article = ArticlePage.objects.get(slug="desk-days-neck-and-shoulders")
    assert loaded.made == ["page:desk-days-neck-and-shoulders"]
    assert article.live
    assert article.body[-1].value["service"].slug == "neck-jaw-and-shoulders"


def test_what_a_release_adds_below_a_deleted_page_is_left_out(demo_site):
    ArticleIndexPage.objects.get().delete()
    DemoMark.objects.filter(key="page:desk-days-neck-and-shoulders").delete()

    loaded = load()

    assert loaded.made == []
    assert not ArticlePage.objects.exists()


@pytest.mark.django_db
def test_a_site_with_pages_of_its_own_is_left_alone():
    make_standard_page(parent=make_home())
    before = dump()

    loaded = load()

    assert loaded.refused
    assert dump() == before


@pytest.mark.django_db
def test_what_somebody_made_or_filled_in_before_stays_theirs():
    practice = PracticeSettings.current()
    practice.practice_name = "My practice"
    practice.save()
    mine = Muscle.objects.create(slug="temporalis", name="My temporalis", refers_text="x")
    make_user(username="owner", email="me@example.org")

    loaded = load()

    practice.refresh_from_db()
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    muscles = next(part for part in service.body if part.block_type == "muscle_list").value
    assert {"practice", "muscle:temporalis", "account:owner"} & set(loaded.made) == set()
    assert (practice.practice_name, practice.phone) == ("My practice", "")
    assert mine in [item["muscle"] for item in muscles["muscles"]]
    assert User.objects.get(username="owner").email == "me@example.org"


def test_the_command_says_that_there_is_nothing_to_do(demo_site, capsys):
    call_command("load_demo")

    assert capsys.readouterr().out == "Demonstration: nothing to do, all of it was made before.\n"


@pytest.mark.django_db
def test_the_command_says_that_it_stays_out(capsys):
    make_standard_page(parent=make_home())

    call_command("load_demo")

    assert capsys.readouterr().out == (
        "This site has pages of its own; the demonstration stays out.\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["--reset"]])
def test_the_command_refuses_where_demonstrations_do_not_belong(settings, arguments):
    settings.ALLOW_DEMO_CONTENT = False
    before = dump()

    with pytest.raises(CommandError, match="accounts whose passwords everybody knows"):
        call_command("load_demo", *arguments)

    assert dump() == before
