"""The therapist imports an article: what it was unsure of, what it would become, the draft."""

import pytest
from playwright.sync_api import expect

from blog.models import ArticleIndexPage, ArticlePage
from tests.blog.importing import writers
from tests.browser.admin import log_in
from tests.browser.editor import leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

DOUBT = "A table has become a list, a point for each row: “When – Why”."
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_word_file_is_looked_through_and_saved_as_a_draft_on_a_phone(page, axe, scheme):
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=scheme)
    found = {}

    def look(step: str) -> None:
        found[step] = (axe(page), page.evaluate(OVERFLOW))

    log_in(page, "therapist")
    page.goto(f"/admin/pages/{ArticleIndexPage.objects.get().pk}/")
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Import an article").click()
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    look("choose a file")
    file = {"name": "broken.docx", "mimeType": "application/x", "buffer": b"PK\x03\x04"}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("This Word file is broken.")).to_be_visible()
    look("refused")
    data = (writers.FILES / "libreoffice.docx").read_bytes()
    page.get_by_label("File").set_input_files(file | {"name": "necks.docx", "buffer": data})
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_role("heading", name="Look at these first")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=DOUBT)).to_be_visible()
    look("look through it")
    page.get_by_label("Title").fill("Necks, imported")
    page.get_by_label("What this picture shows").fill("A drawing of a neck")
    page.get_by_role("button", name="Save as a draft").click()

    expect(page.locator(".messages")).to_contain_text("“Necks, imported” is a draft now.")
    expect(page.locator("#id_title")).to_have_value("Necks, imported")
    article = ArticlePage.objects.get(title="Necks, imported")
    (image,) = [block.value["image"] for block in article.body if block.block_type == "image"]
    assert (article.live, image.contextual_alt_text) == (False, "A drawing of a neck")
    assert found == dict.fromkeys(["choose a file", "refused", "look through it"], ([], 0))
    leave(page)
    page.goto("/articles/")
    expect(page.get_by_text("Necks, imported")).to_have_count(0)
