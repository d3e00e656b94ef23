import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.log_actions import log

from bookings.models import OpeningHours, Practitioner
from home.models import PracticeSettings, StandardPage
from services.models import ServiceLength, ServicesIndexPage
from site_project.checklist import open_tasks
from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

HEADING = "Still to fill in"
SETTINGS_TASKS = [
    "Enter the name of the practice",
    "Enter the phone number for clients",
    "Enter the email address for clients",
    "Enter the address of the practice",
    "Enter where new requests are announced",
    "Check the time zone and the currency",
]
BOOKING_TASKS = [
    "Make your first service, with a length and a price",
    "Say who treats, and which services they offer",
    "Set your opening hours",
]


@pytest.fixture
def new_practice(monkeypatch):
    monkeypatch.setenv("OWNER_PASSWORD", "nine-quiet-alder-trees")
    call_command(
        "start_practice",
        no_input=True,
        practice_name="Quiet Hands",
        email="hello@quiet.example.org",
        username="rowan",
    )


def words() -> list[str]:
    return [task.words for task in open_tasks()]


def test_an_untouched_site_has_everything_to_do():
    assert words() == [*SETTINGS_TASKS, *BOOKING_TASKS]


def test_a_switched_language_leaves_what_visitors_read_in_the_other(new_practice):
    PracticeSettings.objects.update(language="de")

    left = {task.words: task.url for task in open_tasks() if "language of the site" in task.words}

    assert list(left) == [
        "Publish the safety questions in the language of the site",
        "Publish the consent text in the language of the site",
        "Write how soon you reply in the language of the site",
        "Give the page “Services” a title in the language of the site",
        "Give the page “Articles” a title in the language of the site",
        "Give the page “About” a title in the language of the site",
        "Give the page “Contact” a title in the language of the site",
    ]
    assert [left[words] for words in list(left)[:2]] == [
        "/admin/bookings/safety-questions/add/?language=de",
        "/admin/bookings/consent-texts/add/?language=de",
    ]


def test_a_new_practice_has_left_what_it_was_not_asked_for(new_practice):
    assert words() == [
        "Enter the phone number for clients",
        "Enter the address of the practice",
        *BOOKING_TASKS,
        "Make the text of “About” your own",
        "Make the text of “Privacy” your own",
        "Make the text of “Accessibility” your own",
    ]


@pytest.mark.parametrize(
    ("field", "value", "task"),
    [
        ("practice_name", "Quiet Hands", SETTINGS_TASKS[0]),
        ("phone", "+44 1632 960 400", SETTINGS_TASKS[1]),
        ("street_address", "1 Quiet Street", SETTINGS_TASKS[3]),
        ("notify_email", "desk@quiet.example.org", SETTINGS_TASKS[4]),
    ],
)
def test_filling_in_a_setting_removes_its_task(field, value, task):
    PracticeSettings.current()
    before = words()

    PracticeSettings.objects.update(**{field: value})

    assert words() == [other for other in before if other != task]


def test_the_email_for_visitors_is_where_requests_are_announced_too():
    PracticeSettings.current()

    PracticeSettings.objects.update(email="hello@quiet.example.org")

    assert {SETTINGS_TASKS[2], SETTINGS_TASKS[4]} & set(words()) == set()


def test_saving_the_settings_once_counts_as_looking_at_the_time_zone():
    log(instance=PracticeSettings.current(), action="wagtail.edit")

    assert SETTINGS_TASKS[5] not in words()


def test_a_service_needs_a_length_to_count():
    service = make_service(lengths=[])
    assert BOOKING_TASKS[0] in words()

    ServiceLength.objects.create(page=service, minutes=60, price=60)
    assert BOOKING_TASKS[0] not in words()


@pytest.mark.parametrize("active", [True, False])
def test_a_practitioner_counts_when_active_and_offering_a_service(active):
    practitioner = make_practitioner(active=active)
    assert BOOKING_TASKS[1] in words()

    practitioner.services.add(make_service())
    assert (BOOKING_TASKS[1] in words()) is not active


def test_removing_the_box_makes_a_text_your_own(new_practice):
    page = StandardPage.objects.get(slug="privacy")
    del page.body[0]
    page.save_revision().publish()

    assert "Make the text of “Privacy” your own" not in words()
    assert "Make the text of “About” your own" in words()


def test_every_task_leads_to_a_page_that_its_reader_may_open(new_practice, client):
    PracticeSettings.objects.update(practice_name="", email="")
    asked = {}
    for role in (OWNER, THERAPIST):
        client.force_login(make_user(role=role))
        for task in open_tasks():
            asked[role.name, task.url] = client.get(task.url, follow=True)

    statuses = {key: answer.status_code for key, answer in asked.items()}
    places = {answer.request["PATH_INFO"] for answer in asked.values()}
    assert statuses == dict.fromkeys(asked, 200)
    assert reverse("wagtailadmin_home") not in places


@pytest.mark.parametrize(
    ("role", "shown"), [(OWNER, True), (THERAPIST, True), (RECEPTION, False), (EDITOR, False)]
)
def test_the_admin_home_shows_the_list_to_those_who_can_do_it(client, role, shown):
    client.force_login(make_user(role=role))

    response = client.get(reverse("wagtailadmin_home"))

    assert (response.status_code, HEADING in response.text) == (200, shown)


def test_the_list_is_gone_when_all_is_done(demo_site, client):
    client.force_login(make_user(role=OWNER))

    response = client.get(reverse("wagtailadmin_home"))

    assert open_tasks() == []
    assert HEADING not in response.text


@pytest.mark.parametrize("active", [True, False])
def test_opening_hours_count_when_somebody_active_has_them(active):
    practitioner = make_practitioner(active=active, hours=[])
    assert BOOKING_TASKS[2] in words()

    OpeningHours.objects.create(
        practitioner=practitioner, weekday=0, start=dt.time(9), end=dt.time(12)
    )
    assert (BOOKING_TASKS[2] in words()) is not active


def test_the_task_of_the_hours_leads_to_whom_they_belong():
    add = reverse("bookings_practitioners_modeladmin_create")
    assert open_tasks()[-1].url == add

    practitioner = make_practitioner(hours=[])

    edit = reverse("bookings_practitioners_modeladmin_edit", args=[practitioner.pk])
    assert open_tasks()[-1].url == edit


@pytest.mark.parametrize("services", [1, 30])
def test_the_list_costs_the_same_however_large_the_site(django_assert_num_queries, services):
    offered = [make_service() for _ in range(services)]
    make_practitioner(services=offered)
    open_tasks()

    with django_assert_num_queries(9):
        open_tasks()


def test_without_a_list_of_services_the_task_leads_to_the_page_tree():
    assert not ServicesIndexPage.objects.exists()
    assert not Practitioner.objects.exists()

    task = next(task for task in open_tasks() if task.words == BOOKING_TASKS[0])

    assert task.url == reverse("wagtailadmin_explore_root")
