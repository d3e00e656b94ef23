"""What the demonstration says: stored whole, shown whole, and careful about health."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import authenticate
from django.utils.functional import Promise
from wagtail.fields import StreamField
from wagtail.models import Page

from blog.models import ArticlePage, Topic
from home.blocks import privacy
from home.models import HomePage
from services.models import ServicePage
from site_project.content.items import Made, PageItem, resolve
from site_project.content.starting import starting_pages
from site_project.demo.articles import ARTICLES, TRIGGER_POINTS
from site_project.demo.body import MUSCLES
from site_project.demo.marks import Marks
from site_project.demo.pages import PAGES
from site_project.demo.people import ACCOUNTS
from site_project.demo.practice import PRACTICE
from site_project.demo.topics import TOPICS
from tests.factories.people import make_user

NOT_WORDS = {"type", "level", "view", "sides", "reviewed_on", "next_review_on"}
by_key = pytest.mark.parametrize("item", PAGES, ids=lambda item: item.key)

# A promise about health, or a word that only a doctor should use.
PROMISE = re.compile(
    r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|guarante\w+|miracle|proven|painless|pain-free|"
    r"will (help|ease|relieve|stop|end|fix|release|reduce)|always (helps|works)|never fails)\b",
    re.IGNORECASE,
)


def page_of(item: PageItem) -> Any:
    return apps.get_model(item.model).objects.get(slug=item.slug)


def streams(page: Page) -> Iterator[Any]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield getattr(page, field.name)


def plain(value: Any) -> Any:
    """A stored stream value without its ids: what `block()` and `text()` write down."""
    if isinstance(value, list):
        listed = [part["value"] if is_list_item(part) else part for part in value]
        return [plain(part) for part in listed]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if name != "id"}
    return value


def is_list_item(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "item"


def says(stored: Any, written: Any) -> bool:
    """Whether all that was written down is stored; what was left open may have a default."""
    if isinstance(written, dict):
        return all(name in stored and says(stored[name], written[name]) for name in written)
    if isinstance(written, list):
        return len(stored) == len(written) and all(map(says, stored, written))
    return stored == written


def words(value: Any) -> Iterator[str]:
    """Every piece of text in some content that a reader gets to see."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_WORDS:
                yield from words(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words(part)
    elif isinstance(value, str) and not isinstance(value, Made):
        yield from filter(None, (part.strip() for part in re.split(r"<[^>]+>", value)))


# --- Stored ------------------------------------------------------------------------------


@by_key
def test_every_part_that_was_written_down_is_stored(demo_site, item):
    page = page_of(item)
    keys = Marks().primary_keys("page") | Marks().primary_keys("muscle")

    for name, written in item.fields.items():
        stored = getattr(page, page._meta.get_field(name).attname)
        if isinstance(written, list):
            stored = plain(stored.get_prep_value())
        assert says(stored, resolve(written, keys)), name


@by_key
def test_the_editor_would_accept_every_page(demo_site, item):
    page = page_of(item)

    page.full_clean()
    for stream in streams(page):
        stream.stream_block.clean(stream)


@by_key
def test_every_page_is_live_with_a_revision(demo_site, item):
    page = page_of(item)

    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert page.latest_revision == page.live_revision
    assert page.latest_revision.as_object().title == item.title


def test_the_long_article_carries_all_its_parts(demo_site):
    article = page_of(TRIGGER_POINTS)

    assert [block.block_type for block in article.body] == [
        "text",
        "checklist",
        "care_card",
        "care_card",
        "muscle_list",
        "text",
        "text",
        "steps",
        "text",
        "exercises",
        "do_and_dont",
        "callout",
        "text",
        "quote",
        "author_card",
        "call_to_action",
    ]
    muscles = next(block for block in article.body if block.block_type == "muscle_list").value
    assert (muscles["view"], [str(muscle) for muscle in muscles["muscles"]]) == (
        "side",
        ["Upper trapezius", "Suboccipitals", "Sternocleidomastoid", "Temporalis"],
    )
    exercises = next(block for block in article.body if block.block_type == "exercises").value
    assert [(part["hold_min"], part["hold_max"]) for part in exercises["exercises"]] == [
        (10, 15),
        (20, 30),
        (None, None),
    ]
    assert article.body[-1].value["service"].title == "Trigger point therapy"


def test_services_have_their_lengths_and_prices(demo_site):
    lengths = {
        service.title: [(length.minutes, int(length.price)) for length in service.lengths.all()]
        for service in ServicePage.objects.order_by("path")
    }

    assert lengths == {
        "Trigger point therapy": [(60, 68), (90, 95)],
        "Neck, jaw and shoulders": [(45, 52), (60, 68)],
        "Deep tissue massage": [(60, 64), (90, 90)],
        "Gentle reset": [(45, 48)],
    }


def test_every_service_names_areas_of_pain_and_is_offered(demo_site):
    services = list(ServicePage.objects.all())

    assert all(service.pain_areas.exists() for service in services)
    assert all(service.practitioners.exists() for service in services)


def test_the_menu_has_the_main_pages_and_the_footer_the_rest(demo_site):
    pages = HomePage.objects.get().get_children()

    assert [page.title for page in pages.filter(show_in_menus=True)] == [
        "Services",
        "Articles",
        "About",
        "Contact",
    ]
    assert [page.title for page in pages.filter(show_in_menus=False)] == [
        "Where does it hurt?",
        "Privacy",
        "Accessibility",
    ]


def test_articles_are_found_by_topics_and_tags(demo_site, client):
    by_topic = {
        topic.name: [article.slug for article in topic.articles.order_by("slug")]
        for topic in Topic.objects.all()
    }

    assert by_topic == {
        "At home": ["desk-days-neck-and-shoulders", "trigger-points-headaches-and-migraines"],
        "Headaches and migraines": ["trigger-points-headaches-and-migraines"],
        "Neck and shoulders": [
            "desk-days-neck-and-shoulders",
            "trigger-points-headaches-and-migraines",
        ],
        "Your visit": ["what-to-expect-at-a-first-visit"],
    }
    assert all(article.tags.exists() for article in ArticlePage.objects.all())
    filters = BeautifulSoup(client.get("/articles/").content, "html.parser")
    assert [link.text for link in filters.select("nav[aria-label=Topics] a")] == [
        "All articles",
        *by_topic,
    ]


def test_the_long_article_stands_first_in_the_list(demo_site):
    newest = ArticlePage.objects.order_by("-first_published_at").first()

    assert newest.title == TRIGGER_POINTS.title


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_accounts_open_with_the_password_that_is_told(demo_site, account):
    user = authenticate(username=account.username, password=account.password)

    assert [group.name for group in user.groups.all()] == [account.role]
    assert user.is_superuser is False


# --- Shown -------------------------------------------------------------------------------


@pytest.mark.once
@by_key
def test_every_word_of_a_page_is_shown(demo_site, client, item):
    response = client.get(page_of(item).get_url())

    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())
    body = item.fields.get("body", [])
    written = [text for text in words(body) if text not in privacy.Topic.values]
    missing = [text for text in written if " ".join(text.split()) not in shown]
    assert (response.status_code, missing) == (200, [])


def test_the_long_article_shows_hold_times_and_referred_pain(demo_site, client):
    html = client.get(page_of(TRIGGER_POINTS).get_url()).text

    assert [seconds in html for seconds in ("10 to 15 seconds", "20 to 30 seconds")] == [True] * 2
    assert [muscle["refers_text"] in html for muscle in MUSCLES[:4]] == [True] * 4
    assert html.count("<figure") >= 1


@pytest.mark.once
@pytest.mark.parametrize("model", sorted({item.model for item in PAGES}))
def test_the_editor_opens_every_kind_of_page(demo_site, client, model):
    page = apps.get_model(model).objects.first()
    client.force_login(make_user(is_superuser=True))

    response = client.get(f"/admin/pages/{page.pk}/edit/")

    assert response.status_code == 200


# --- Wording -----------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize(
    "item", [*PAGES, *starting_pages("A practice")], ids=lambda item: f"{item.key}-{item.title}"
)
def test_no_page_promises_health(item):
    found = [text for text in words(dict(item.fields)) if PROMISE.search(text)]

    assert found == []


def test_muscles_topics_and_settings_promise_no_health():
    assert [text for text in words([*MUSCLES, *TOPICS, PRACTICE]) if PROMISE.search(text)] == []


@pytest.mark.parametrize("text", ["It cures migraines.", "We guarantee it.", "It will help you."])
def test_the_guard_knows_a_promise(text):
    assert PROMISE.search(text)


@pytest.mark.once
@by_key
def test_care_cards_ask_for_one_action_and_are_one_of_each_level(item):
    cards = [part["value"] for part in item.fields.get("body", []) if part["type"] == "care_card"]

    assert [card["heading"] for card in cards if not card["heading"].endswith(" if:")] == []
    assert len({card["level"] for card in cards}) == len(cards)


@pytest.mark.parametrize("item", ARTICLES, ids=lambda item: item.key)
def test_every_article_names_the_emergencies_and_ends_with_the_way_to_a_session(item):
    body = item.fields["body"]

    assert next(part["value"]["level"] for part in body if part["type"] == "care_card") == (
        "emergency"
    )
    assert body[-1]["type"] == "call_to_action"
