from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import engines

from home.models import HomePage, Muscle, PainArea, PracticeSettings, StandardPage
from tests.factories.pages import make_home, make_standard_page

pytestmark = pytest.mark.django_db


def test_practice_is_made_with_its_defaults():
    practice = PracticeSettings.current()
    assert (practice.currency, practice.emergency_number, practice.zone) == (
        "GBP",
        "112",
        ZoneInfo("Europe/London"),
    )
    assert PracticeSettings.current().pk == practice.pk


def test_practice_is_read_once_a_request_and_only_if_asked(rf, django_assert_num_queries):
    PracticeSettings.current()
    request = rf.get("/")
    template = engines["django"].from_string(
        "{% if ask %}{{ practice }}{{ practice.phone }}{% endif %}"
    )
    with django_assert_num_queries(0):
        template.render({"ask": False}, request)
    with django_assert_num_queries(1):
        template.render({"ask": True}, request)
        template.render({"ask": True}, request)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("currency", "XXQ", "Enter the three capital letters of a currency, such as GBP."),
        ("currency", "gbp", "Enter the three capital letters of a currency, such as GBP."),
        (
            "phone",
            "ring me",
            "Enter a phone number with digits and spaces, such as +44 1632 960 001.",
        ),
        ("time_zone", "Mars/Olympus", "Value 'Mars/Olympus' is not a valid choice."),
    ],
)
def test_practice_refuses_what_would_break_the_site(field, value, message):
    practice = PracticeSettings(practice_name="Alder Room")
    setattr(practice, field, value)
    with pytest.raises(ValidationError) as refusal:
        practice.full_clean()
    assert refusal.value.message_dict[field] == [message]


@pytest.mark.parametrize(
    ("notify", "email", "to"),
    [("n@example.org", "e@example.org", "n@example.org"), ("", "e@example.org", "e@example.org")],
)
def test_notices_go_to_their_own_address_or_the_public_one(notify, email, to):
    assert PracticeSettings(notify_email=notify, email=email).notices_to == to


@pytest.mark.parametrize(
    ("fields", "summary", "description"),
    [
        ({}, "", ""),
        ({"lead": "Lead."}, "Lead.", "Lead."),
        ({"lead": "Lead.", "listing_summary": "Listed."}, "Listed.", "Listed."),
        ({"lead": "Lead.", "search_description": "Found."}, "Lead.", "Found."),
    ],
)
def test_page_describes_itself_by_the_best_words_it_has(fields, summary, description):
    page = StandardPage(**fields)
    assert (page.summary, page.description) == (summary, description)


def test_home_page_describes_itself_by_its_first_words():
    assert HomePage(hero_text="Quiet work.").description == "Quiet work."


def test_only_one_home_page_can_be_made():
    assert HomePage.can_create_at(HomePage.get_first_root_node())
    home = make_home()
    assert not HomePage.can_create_at(home.get_parent())


def test_page_tree_keeps_each_kind_in_its_place():
    home = make_home()
    about = make_standard_page(parent=home)
    assert {model.__name__ for model in home.allowed_subpage_models()} == {
        "ArticleIndexPage",
        "ContactPage",
        "ServicesIndexPage",
        "StandardPage",
        "WhereItHurtsPage",
    }
    assert {model.__name__ for model in about.allowed_subpage_models()} == {"StandardPage"}


def test_areas_and_muscles_have_their_order():
    for name, order in [("Neck", 2), ("Jaw", 1), ("Head", 1)]:
        PainArea.objects.create(name=name, slug=name.lower(), sort_order=order)
    assert [str(area) for area in PainArea.objects.all()] == ["Head", "Jaw", "Neck"]
    for name in ["Temporalis", "Masseter"]:
        Muscle.objects.create(name=name, slug=name.lower(), location="x", refers_text="y")
    assert [str(muscle) for muscle in Muscle.objects.all()] == ["Masseter", "Temporalis"]


def test_a_place_in_the_figures_belongs_to_one_area():
    PainArea.objects.create(name="Jaw", slug="jaw", figure_region="jaw")
    for name in ["Knee", "Foot"]:
        PainArea(name=name, slug=name.lower()).full_clean()
        PainArea.objects.create(name=name, slug=name.lower())
    with pytest.raises(ValidationError) as refusal:
        PainArea(name="Chin", slug="chin", figure_region="jaw").full_clean()
    assert refusal.value.messages == [
        "Another area of pain has this place in the figures. Choose a free one."
    ]


def test_slugs_of_areas_are_unique_in_the_database():
    table = PainArea._meta.db_table
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    assert any(c["unique"] and c["columns"] == ["slug"] for c in constraints.values())
