"""The style page forgets no component and no block, and no stylesheet has a class for nothing."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from blog.models import ArticleIndexPage
from home.models import HomePage, PracticeSettings
from site_project.style.blocks import every_block
from site_project.style.sheets import classes_in, component_sheets
from site_project.style.tokens import groups
from tests.factories.many import make_articles
from tests.factories.people import make_user
from tests.factories.pictures import make_image
from tests.html.states import every_state
from tests.html.validator import html_errors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

ADDRESS = "/admin/style/"


@pytest.fixture
def shown(admin_client) -> str:
    practice = PracticeSettings.current()
    practice.logo = make_image()
    practice.save()
    return admin_client.get(ADDRESS).text


def add_archive(slug: str, *, articles: int) -> None:
    archive = ArticleIndexPage(title=slug, slug=slug)
    make_articles(HomePage.objects.get().add_child(instance=archive), articles)


def test_every_component_has_an_example(shown):
    classes = classes_in(shown)
    assert [sheet.name for sheet in component_sheets() if sheet.own_class not in classes] == []


def test_every_example_names_the_files_that_dress_it(shown):
    for sheet in component_sheets():
        assert f"<code>{sheet.name}</code>" in shown


def test_every_block_has_an_example(shown):
    names = [heading.get_text() for heading in BeautifulSoup(shown, "html.parser").select("h3")]
    forgotten = [
        block.label
        for block in every_block().values()
        if not any(name.startswith(str(block.label)) for name in names)
    ]
    assert forgotten == []
    assert "Nothing on the site shows it yet." not in shown


def test_a_block_with_a_choice_is_shown_in_each(shown):
    names = [heading.get_text() for heading in BeautifulSoup(shown, "html.parser").select("h3")]
    assert [name for name in names if name.startswith("When to get help")] == [
        "When to get help: Non-urgent: see a doctor",
        "When to get help: Urgent: get help today",
        "When to get help: Emergency: call for help now",
    ]


def test_every_variable_of_the_look_is_on_it(shown):
    for group in groups():
        for token in [*group.colours, *group.others]:
            assert f"<code>{token.name}</code>" in shown


@pytest.mark.once
def test_no_stylesheet_has_a_class_that_nothing_wears(shown):
    worn = classes_in(shown).union(*(classes_in(page.text) for page in every_state().values()))
    dead = {sheet.name: sorted(set(sheet.classes) - worn) for sheet in component_sheets()}
    assert {name: classes for name, classes in dead.items() if classes} == {}


def test_ids_are_on_the_page_once(shown):
    ids = [element["id"] for element in BeautifulSoup(shown, "html.parser").select("[id]")]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


@pytest.mark.once
def test_it_is_good_html(shown, tmp_path):
    assert html_errors({"style": shown}, tmp_path) == {}


def test_it_takes_as_many_queries_whatever_is_on_the_site(
    shown, admin_client, django_assert_num_queries
):
    add_archive("few", articles=3)
    with django_assert_num_queries(110):
        admin_client.get(ADDRESS)
    add_archive("many", articles=30)
    with django_assert_num_queries(110):
        admin_client.get(ADDRESS)


def test_colours_of_the_examples_can_be_chosen(admin_client):
    assert 'class="style-dark"' in admin_client.get(f"{ADDRESS}?scheme=dark").text
    assert 'class="style-' not in admin_client.get(f"{ADDRESS}?scheme=x").text.partition("<head")[0]


def test_it_is_under_the_policy_of_public_pages_and_not_for_engines(admin_client):
    answer = admin_client.get(ADDRESS)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex">' in answer.text


def test_it_needs_access_to_the_admin(client):
    assert client.get(ADDRESS).status_code == 302
    nobody = Client()
    nobody.force_login(make_user(role=None))
    assert nobody.get(ADDRESS).status_code == 302


def test_the_help_menu_leads_to_it(admin_client):
    assert f'"{ADDRESS}"' in admin_client.get("/admin/").text
