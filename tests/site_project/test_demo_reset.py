import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page, Site

from blog.models import ArticleIndexPage, ArticlePage, Topic
from bookings.models import (
    Appointment,
    BookingRequest,
    Client,
    ConsentRecord,
    FreedTime,
    HealthAnswers,
    InterestCount,
    OpeningHours,
    OutboxMessage,
    Practitioner,
    Proposal,
    RequestNote,
    RequestPreference,
    ScheduleException,
    Treatment,
    WaitlistEntry,
)
from bookings.statuses import AppointmentStatus
from home.models import DemoMark, HomePage, Muscle, PainArea, PracticeSettings
from services.models import ServicePage
from site_project.demo.loader import load
from site_project.demo.reset import reset
from site_project.roles import ROLES
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.people import make_user

User = get_user_model()


def make_visit(practitioner: Practitioner) -> Appointment:
    # At night, when the demonstration has nobody.
    night = timezone.now().replace(hour=2, minute=0, second=0, microsecond=0)
    start = night + dt.timedelta(days=3)
    end = start + dt.timedelta(minutes=60)
    return Appointment.objects.create(
        client=Client.objects.create(name="Vera Visitor", created_at=timezone.now()),
        practitioner=practitioner,
        service_name="Gentle reset",
        price=48,
        currency="GBP",
        start=start,
        end=end,
        occupied_from=start,
        occupied_until=end,
        time_zone="Europe/London",
        status=AppointmentStatus.CONFIRMED,
    )


def test_reset_leaves_a_site_that_works_with_an_empty_home_page(demo_site, client):
    cleared = reset()

    home = HomePage.objects.get()
    assert (Site.objects.get().root_page_id, home.live) == (home.pk, True)
    assert list(Page.objects.values_list("depth", "title")) == [(1, "Root"), (2, "Home")]
    assert client.get("/").status_code == 200
    assert cleared.kept == []


def test_reset_removes_all_that_was_made_and_keeps_the_groups(demo_site):
    reset()

    rows = [
        *(User, Muscle, PainArea, Topic, Tag, ServicePage, ArticlePage, DemoMark),
        *(Practitioner, OpeningHours, ScheduleException, Client, Appointment, Treatment),
        *(BookingRequest, RequestPreference, Proposal, WaitlistEntry, RequestNote),
        *(HealthAnswers, ConsentRecord, InterestCount, OutboxMessage, FreedTime),
    ]
    assert [model.objects.count() for model in rows] == [0] * len(rows)
    assert Group.objects.count() == len(ROLES)


def test_reset_removes_what_was_edited_too(demo_site):
    page = ServicePage.objects.get(slug="gentle-reset")
    page.title = "Another title"
    page.save_revision().publish()

    reset()

    assert not ServicePage.objects.exists()


def test_reset_removes_nothing_that_it_did_not_make(demo_site):
    user, muscle = make_user(), Muscle.objects.create(slug="mine", name="Mine")
    day = timezone.localdate()
    closure = ScheduleException.objects.create(date_from=day, date_until=day)
    mine = Client.objects.create(name="Mine", created_at=timezone.now())

    reset()

    assert [list(User.objects.all()), list(Muscle.objects.all())] == [[user], [muscle]]
    assert [list(ScheduleException.objects.all()), list(Client.objects.all())] == [
        [closure],
        [mine],
    ]


def test_reset_keeps_a_client_with_a_visit_of_your_own(demo_site):
    visit = make_visit(Practitioner.objects.get(slug="therapist"))
    Appointment.objects.filter(pk=visit.pk).update(client=Client.objects.get(name="Sam Sample"))

    cleared = reset()

    assert list(Appointment.objects.all()) == [visit]
    assert cleared.kept == [
        "“Sam Sample” stays: the diary needs it.",
        "“Therapist” stays: the diary needs it.",
    ]


@pytest.mark.django_db
def test_reset_without_a_demonstration_changes_nothing():
    home = make_home()
    page = make_standard_page(parent=home)

    cleared = reset()

    assert (cleared.removed, cleared.kept) == (0, [])
    assert Page.objects.filter(pk=page.pk).exists()
    assert Site.objects.get().root_page_id == home.pk


def test_reset_keeps_the_pages_above_a_page_of_your_own(demo_site):
    own = make_article(title="Mine", parent=ArticleIndexPage.objects.get())

    cleared = reset()

    home, index = HomePage.objects.get(), ArticleIndexPage.objects.get()
    assert [page.title for page in own.get_ancestors()] == ["Root", home.title, index.title]
    assert Site.objects.get().root_page_id == home.pk
    assert cleared.kept == [
        "The page “Articles” stays: there are pages of your own below it.",
        "The page “Alder Room Massage” stays: there are pages of your own below it.",
    ]
    assert list(DemoMark.objects.values_list("key", flat=True)) == ["page:home", "page:articles"]


def test_reset_keeps_a_muscle_that_a_page_of_your_own_shows(demo_site):
    muscle = Muscle.objects.get(slug="temporalis")
    value = {"heading": "", "intro": "", "view": "", "muscles": [muscle.pk]}
    make_article(
        parent=ArticleIndexPage.objects.get(), body=[{"type": "muscle_list", "value": value}]
    )

    cleared = reset()

    assert list(Muscle.objects.all()) == [muscle]
    assert "“Temporalis” stays: one of your pages uses it." in cleared.kept


def test_reset_keeps_a_topic_and_a_tag_of_an_article_of_your_own(demo_site):
    own = make_article(parent=ArticleIndexPage.objects.get())
    own.topics.add(Topic.objects.get(slug="at-home"))
    own.tags.add("migraine")
    own.save()

    cleared = reset()

    assert [row.slug for model in (Topic, Tag) for row in model.objects.all()] == [
        "at-home",
        "migraine",
    ]
    assert {f"“{name}” stays: one of your pages uses it." for name in ("At home", "migraine")} <= {
        *cleared.kept
    }


def test_reset_keeps_a_practitioner_with_a_diary(demo_site):
    visit = make_visit(Practitioner.objects.get(slug="therapist"))

    cleared = reset()

    assert list(Appointment.objects.all()) == [visit]
    assert cleared.kept == ["“Therapist” stays: the diary needs it."]


def test_reset_puts_back_only_settings_that_nobody_changed(demo_site):
    PracticeSettings.objects.update(practice_name="My practice", time_zone="Europe/Berlin")

    reset()

    practice = PracticeSettings.objects.get()
    assert (practice.practice_name, practice.time_zone) == ("My practice", "Europe/Berlin")
    assert (practice.phone, practice.email, practice.legal_line) == ("", "", "")


def test_a_later_reset_removes_what_is_no_longer_needed(demo_site):
    own = make_article(parent=ArticleIndexPage.objects.get())
    reset()
    own.delete()

    cleared = reset()

    assert (cleared.removed, cleared.kept) == (2, [])
    assert Page.objects.get(depth=2).title == "Home"


def test_the_demonstration_can_be_loaded_again_after_a_reset(demo_site):
    reset()

    loaded = load()

    assert len(loaded.made) == DemoMark.objects.count() == 255
    assert Page.objects.get(depth=2).title == "Alder Room Massage"


def test_the_command_says_what_stays(demo_site, capsys):
    make_visit(Practitioner.objects.get(slug="therapist"))

    call_command("load_demo", "--reset")

    assert capsys.readouterr().out.splitlines() == [
        "Demonstration: 253 items removed.",
        "“Therapist” stays: the diary needs it.",
    ]
