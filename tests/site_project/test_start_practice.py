import getpass
import io

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from bookings.domain.shipped import SAFETY_QUESTIONS
from bookings.models import ConsentText, Screening
from home.models import HomePage, PracticeSettings, StandardPage, WritingSettings
from services.models import ServicesIndexPage
from site_project.checklist import open_tasks
from site_project.content.items import Made, resolve
from site_project.content.starting import STARTING_BOX_HEADING
from site_project.roles import OWNER
from tests.factories.pages import make_home, make_standard_page
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

User = get_user_model()
PASSWORD = "nine-quiet-alder-trees"
GIVEN = {
    "practice_name": "Quiet Hands",
    "phone": "+44 1632 960 400",
    "email": "hello@quiet.example.org",
    "time_zone": "Europe/Dublin",
    "currency": "EUR",
    "username": "rowan",
    "account_email": "rowan@quiet.example.org",
}


@pytest.fixture
def type_in(monkeypatch):
    """Answers the prompts: lines for the questions, then the passwords."""

    def type_in(*lines: str, passwords: tuple[str, ...] = (PASSWORD, PASSWORD)) -> None:
        typed = iter(passwords)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        monkeypatch.setattr(getpass, "getpass", lambda prompt: next(typed))

    return type_in


@pytest.fixture
def owner_password(monkeypatch):
    monkeypatch.setenv("OWNER_PASSWORD", PASSWORD)


def start(**changes: str | None) -> None:
    call_command("start_practice", no_input=True, **(GIVEN | changes))


def nothing_was_made() -> bool:
    return (Page.objects.count(), User.objects.count()) == (2, 0)


def test_start_practice_builds_the_pages_of_a_site(owner_password):
    start()

    home = HomePage.objects.get()
    pages = home.get_children().order_by("path")
    assert [(page.title, page.show_in_menus) for page in pages] == [
        ("Services", True),
        ("Articles", True),
        ("About", True),
        ("Contact", True),
        ("Privacy", False),
        ("Accessibility", False),
    ]
    assert [page for page in Page.objects.filter(depth__gt=1) if not page.live] == []
    assert list(Page.objects.filter(depth=2)) == [Page.objects.get(pk=home.pk)]
    assert (home.title, home.hero_heading) == ("Quiet Hands", "Quiet Hands")


def test_start_practice_stores_the_settings_and_the_address_of_the_site(owner_password, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://quiet.example.org"

    start()

    practice = PracticeSettings.objects.get()
    stored = {name: getattr(practice, name) for name in GIVEN if hasattr(practice, name)}
    site = Site.objects.get()
    assert stored.items() == {name: GIVEN[name] for name in stored}.items()
    assert (site.site_name, site.root_url) == ("Quiet Hands", "https://quiet.example.org")


def test_start_practice_makes_the_owners_account(owner_password):
    start()

    owner = authenticate(username="rowan", password=PASSWORD)
    assert [group.name for group in owner.groups.all()] == [OWNER.name]
    assert (owner.email, owner.is_superuser) == ("rowan@quiet.example.org", False)


def test_the_pages_of_a_new_practice_can_be_visited(owner_password, client):
    start()

    pages = [page.get_url() for page in Page.objects.filter(depth__gt=1)]
    assert {url: client.get(url).status_code for url in pages} == dict.fromkeys(pages, 200)


def test_starting_texts_say_that_they_are_to_be_replaced(owner_password):
    start()

    boxes = {page.title: page.body[0].value["heading"] for page in StandardPage.objects.all()}
    assert boxes == dict.fromkeys(["About", "Privacy", "Accessibility"], STARTING_BOX_HEADING)


def test_a_new_practice_can_add_its_first_service(owner_password, client):
    start()
    client.force_login(User.objects.get())
    index = ServicesIndexPage.objects.get()

    response = client.get(f"/admin/pages/add/services/servicepage/{index.pk}/")

    assert response.status_code == 200


def test_the_owner_is_asked_for_what_the_options_leave_open(type_in):
    type_in("Quiet Hands", "", "", "hello@quiet.example.org", "", "", "rowan", "")

    call_command("start_practice")

    practice, owner = PracticeSettings.objects.get(), User.objects.get()
    assert (practice.phone, practice.time_zone, practice.currency) == ("", "Europe/London", "GBP")
    assert owner.email == "hello@quiet.example.org"


def test_a_wrong_answer_is_explained_and_asked_again(type_in, capsys):
    type_in(
        *("", "Quiet Hands"),
        *("klingon", "EN"),
        *("call me", "+44 1632 960 400"),
        *("nobody", "hello@quiet.example.org"),
        *("Middle Earth", "america/new york"),
        *("pounds", "usd"),
        *("row an", "rowan"),
        *("rowan", "rowan@quiet.example.org"),
        passwords=("short", PASSWORD, "another-one", PASSWORD, PASSWORD),
    )

    call_command("start_practice")

    practice = PracticeSettings.objects.get()
    assert capsys.readouterr().err.splitlines() == [
        "Enter the name of the practice.",
        "There is no language “klingon” here. Enter one of: en, de.",
        "Enter a phone number with digits and spaces, such as +44 1632 960 001.",
        "Enter an email address such as name@example.org.",
        "There is no time zone “Middle Earth”. Enter one such as Europe/London.",
        "There is no currency “pounds”. Enter three letters such as GBP.",
        "Enter a username of letters, digits and the signs @ . + - _ only.",
        "Enter an email address such as name@example.org.",
        "This password is too short. It must contain at least 12 characters.",
        "The two passwords differ. Enter them again.",
    ]
    assert (practice.time_zone, practice.currency) == ("America/New_York", "USD")
    assert authenticate(username="rowan", password=PASSWORD)


def test_a_german_practice_is_german_from_the_first_second(owner_password, client):
    start(language="de", practice_name="Ruhige Hände")

    practice, page = PracticeSettings.objects.get(), client.get("/")
    questions, consent = Screening.objects.get(), ConsentText.objects.get(language="de")
    titles = list(Page.objects.live().in_menu().values_list("title", flat=True))
    assert (practice.language, practice.reply_time) == ("de", "innerhalb eines Werktags")
    assert (questions.language, questions.questions.count()) == ("de", len(SAFETY_QUESTIONS))
    assert consent.text.startswith("Sie dürfen speichern und lesen")
    assert titles == ["Behandlungen", "Artikel", "Über mich", "Kontakt"]
    assert '<html lang="de"' in page.text
    assert page.headers["Content-Language"] == "de"
    assert "heilen" in [claim.words for claim in WritingSettings.load().get_claims()]
    assert [task for task in open_tasks() if "Sprache" in task.words] == []


def test_running_out_of_answers_makes_nothing(type_in):
    type_in("Quiet Hands", "")

    with pytest.raises(CommandError, match=r"Stopped\. Nothing was made\."):
        call_command("start_practice")

    assert nothing_was_made()


def test_without_questions_all_that_is_wrong_is_said_at_once(monkeypatch):
    monkeypatch.delenv("OWNER_PASSWORD", raising=False)
    make_user(username="rowan")

    with pytest.raises(CommandError) as refusal:
        start(practice_name=" ", email=None, time_zone="Mars", account_email=None)

    assert str(refusal.value).splitlines() == [
        "--practice-name: Enter the name of the practice.",
        "--email: Enter an email address; new requests are announced there.",
        "--time-zone: There is no time zone “Mars”. Enter one such as Europe/London.",
        "--username: There is an account “rowan” already.",
        "--account-email: Enter the owner's email address.",
        "OWNER_PASSWORD: Enter a password for the owner's account.",
    ]
    assert Page.objects.count() == 2


@pytest.mark.parametrize("password", ["password1234", "rowan-rowan-rowan"])
def test_a_weak_password_is_refused(monkeypatch, password):
    monkeypatch.setenv("OWNER_PASSWORD", password)

    with pytest.raises(CommandError, match="OWNER_PASSWORD: "):
        start(username="rowan-rowan-rowan")

    assert nothing_was_made()


def test_a_site_with_pages_is_left_alone(owner_password):
    make_standard_page(parent=make_home())

    with pytest.raises(CommandError, match="This site has pages already"):
        start()

    assert (User.objects.count(), HomePage.objects.count()) == (0, 1)


def test_a_demonstration_site_is_left_alone(demo_site, owner_password):
    with pytest.raises(CommandError, match="This site has pages already"):
        start()


def test_a_site_whose_demonstration_was_reset_can_become_a_practice(demo_site, owner_password):
    call_command("load_demo", "--reset")

    start()

    assert HomePage.objects.get().title == "Quiet Hands"
    assert User.objects.get().username == "rowan"


def test_a_reference_to_something_gone_is_left_out():
    written = {"one": Made("a"), "many": [Made("a"), Made("b")], "text": "a"}

    assert resolve(written, {"b": 7}) == {"one": None, "many": [7], "text": "a"}
