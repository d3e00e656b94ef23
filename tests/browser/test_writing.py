"""The therapist writes an article from nothing, and visitors read it when its time has come."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import FrameLocator, Page, expect

from blog.models import ArticleIndexPage, ArticlePage
from bookings.domain.tick import tick
from home.models import PracticeSettings
from tests.browser.admin import log_in
from tests.browser.editor import add_block, chosen, leave, option, schedule, upload

NEXT_YEAR = dt.date.today().year + 1  # noqa: DTZ011

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

TITLE = "Necks in the morning"
LEAD = "What a stiff neck has to do with your jaw."
BLOCKS = [
    ("Lead", "Some mornings the neck does not turn."),
    ("Text", "## Why it is stiff\nA muscle that held still all night stays short."),
    (
        "Image",
        {
            "image": {"image": upload("A neck"), "alt_text": "A hand on the side of a neck"},
            "caption": "Where I press first",
        },
    ),
    ("Quote", {"text": "I could look over my shoulder again.", "attribution": "A driver"}),
    ("Question and answer", {"question": "Will it crack?", "answer": "No, I only press."}),
    (
        "Muscles and referred pain",
        {
            "heading": "Two to know",
            "muscles": [
                {"muscle": chosen("Upper trapezius")},
                {"name": "Obliquus capitis", "text": "an ache behind the eye"},
            ],
        },
    ),
    ("Checklist", {"heading": "Could it be yours?", "items": ["it is worse in bed", "heat helps"]}),
    (
        "Steps",
        {
            "heading": "An hour with me",
            "steps": [{"title": "We talk", "text": "About nights."}, {"title": "I press"}],
        },
    ),
    (
        "Do and don't",
        {"heading": "At the desk", "dos": ["look up often"], "donts": ["cradle the phone"]},
    ),
    ("Before you come", {"items": ["Wear a loose collar."]}),
    (
        "Exercise",
        {
            "name": "Slow nod",
            "position": "Sit tall.",
            "steps": ["Nod.", "Come back."],
            "hold_min": "10",
            "sides": option("Each side"),
            "stop_if": "it tingles.",
        },
    ),
    (
        "When to get help",
        {
            "level": option("Urgent: get help today"),
            "heading": "Ask a doctor today if:",
            "items": ["you also have a fever"],
        },
    ),
    ("Callout", {"heading": "Heat first", "text": "Ten minutes before you move."}),
    (
        "Call to action",
        {"heading": "When to come", "service": chosen("Gentle reset"), "label": "Ask for an hour"},
    ),
]


TYPED = [TITLE, LEAD, *(value for _name, value in BLOCKS)]
READ = """main => main.textContent.replace(/\\s+/g, ' ')
    + [...main.querySelectorAll('img')].map(image => image.alt).join(' ')"""


def words_typed(value) -> list[str]:
    """What was typed somewhere in `value`, line by line."""
    match value:
        case dict():
            return [words for inner in value.values() for words in words_typed(inner)]
        case list():
            return [words for inner in value for words in words_typed(inner)]
        case str():
            return value.removeprefix("## ").split("\n")
    return []


def missing_on(page: Page | FrameLocator) -> list[str]:
    """The words that were typed and can't be read there."""
    expect(page.get_by_role("link", name="Ask for an hour")).to_be_visible()
    read = page.locator("main").evaluate(READ)
    return [words for words in words_typed(TYPED) if words not in read]


def test_article_is_written_previewed_scheduled_and_read(page, no_script_page):
    visitor, index = no_script_page, ArticleIndexPage.objects.get()
    PracticeSettings.objects.update(time_zone="Europe/Berlin")
    log_in(page, "therapist")
    page.goto(f"/admin/pages/add/blog/articlepage/{index.pk}/")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_lead").fill(LEAD)
    for name, value in BLOCKS:
        add_block(page, name, value)
    page.get_by_role("button", name="Toggle preview").click()
    assert missing_on(page.frame_locator("#w-preview-iframe")) == []
    schedule(page, f"{NEXT_YEAR}-01-02 09:00")

    article = ArticlePage.objects.get(title=TITLE)
    go_live = dt.datetime(NEXT_YEAR, 1, 2, 8, tzinfo=dt.UTC)
    assert (article.live, article.go_live_at) == (False, go_live)
    assert len({block.block_type for block in article.body}) == len(BLOCKS) == 14
    assert visitor.goto(article.url).status == 404
    with time_machine.travel(go_live + dt.timedelta(seconds=1)):
        assert tick().failed == []
        assert visitor.goto(article.url).status == 200
        assert missing_on(visitor) == []
    leave(page)
