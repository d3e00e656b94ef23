"""Every page and state does all that it does without JavaScript; scripts add what is not needed."""

import pytest
from bs4 import BeautifulSoup, Tag

pytestmark = [pytest.mark.once, pytest.mark.django_db]

TYPED = "input:not([type=hidden]), select, textarea:not([readonly])"
# What only a script can serve is hidden until that script shows it: the form of a passkey.
SHOWN = ":not([hidden], [hidden] *)"


@pytest.fixture
def pages(states) -> dict[str, BeautifulSoup]:
    found = {name: BeautifulSoup(page.text, "html.parser") for name, page in states.items()}
    for page in found.values():
        for template in page.select("template"):  # what a script may copy from
            template.decompose()
    return found


def wrong(pages: dict[str, BeautifulSoup], selector: str, look=lambda found: True) -> list[str]:
    return [
        f"{name}: {str(found)[:120]}"
        for name, page in pages.items()
        for found in page.select(selector)
        if look(found)
    ]


def cannot_be_sent(form: Tag) -> bool:
    """A form without a button, or with an answer that would be lost or show in the address."""
    buttons = form.select("button[type=submit]:not([aria-hidden=true])")
    nameless = [control for control in form.select(TYPED) if not control.get("name")]
    shows_answers = form.get("method") != "post" and not form.select("input[name=q]")
    return not buttons or bool(nameless) or shows_answers


def test_every_form_can_be_sent(pages):
    assert wrong(pages, f"form{SHOWN}", cannot_be_sent) == []


def test_every_control_belongs_to_a_form(pages):
    assert wrong(pages, TYPED, lambda control: not control.find_parent("form")) == []


def test_no_button_waits_for_a_script(pages):
    assert wrong(pages, f"button:not([type=submit]){SHOWN}, [role=button]{SHOWN}") == []
    assert wrong(pages, "a:not([href]), a[href='#'], a[href^='javascript:']") == []


def test_nothing_asks_for_scripts(pages):
    assert wrong(pages, "noscript") == []
    assert [name for name, page in pages.items() if "javascript" in page.get_text().lower()] == []


def test_scripts_are_files_of_this_site_that_no_page_waits_for(pages):
    def in_the_way(script: Tag) -> bool:
        waits = script.get("type") != "module" and not script.has_attr("defer")
        return waits or not script.get("src", "").startswith("/static/")

    assert wrong(pages, "script:not([type='application/ld+json'])", in_the_way) == []


@pytest.mark.parametrize(
    "form",
    [
        "<form method='post'><input name='a'></form>",
        "<form method='post'><input><button type='submit'>Send</button></form>",
        "<form action='/a/'><input name='a'><button type='submit'>Send</button></form>",
    ],
)
def test_form_that_cannot_be_sent_is_found(form):
    page = BeautifulSoup(form, "html.parser")
    assert wrong({"page": page}, "form", cannot_be_sent) == [f"page: {page.form}"]
