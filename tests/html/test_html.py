"""Every page that a visitor can reach, and every state of it: good HTML, and no dead link."""

import pytest
from django.http import HttpResponse

from tests.home.document import Document
from tests.html.crawl import address_of, links
from tests.html.states import ERRORS
from tests.html.validator import html_errors

pytestmark = [pytest.mark.once, pytest.mark.django_db]

GOOD = """<!doctype html>
<html lang="en">
<head>
<title>Good</title>
</head>
<body>
{body}
</body>
</html>
"""
BAD_BODIES = {
    "close-order": "<p><b>Bold</p></b>",
    "no-dup-id": '<p id="a">One</p><p id="a">Two</p>',
    "no-dup-attr": '<p class="a" class="b">Twice</p>',
    "element-permitted-content": "<ul><p>A paragraph between items</p></ul>",
    "wcag/h37": '<img src="/hands.jpg">',
    "no-inline-style": '<p style="color: red">Red</p>',
}
PAGE = (
    '<a href="/next/?page=2#part">1</a><a href="#here">2</a><a href="https://other.example/">3</a>'
)


def test_every_page_is_good_html(every_page, tmp_path):
    pages = {name: page.text for name, page in every_page.items()}
    assert html_errors(pages, tmp_path) == {}


def test_every_link_is_answered(reached):
    found = {address: page.status_code for address, page in reached.items()}
    assert {address: status for address, status in found.items() if status != 200} == {}
    assert len(found) > 30


def test_every_fragment_is_on_its_page(states, reached):
    dead = [
        f"{name}: {target}#{fragment}"
        for name, page in (reached | states).items()
        for target, fragment in links(page)
        if fragment
        # A page that answers a form stands at the address of the form.
        and fragment
        not in Document((page if target == address_of(page) else reached[target]).text).ids
    ]
    assert dead == []


def test_states_answer_what_their_names_say(states):
    found = {name: page.status_code for name, page in states.items()}
    errors = {name: int(name[:3]) for name in [*ERRORS, "404"]}
    assert {name: status for name, status in found.items() if status != 200} == errors | {
        "request form, nothing filled in": 422,
        "request form, all of it wrong": 422,
        "check page, open for too long": 422,
        "request form, closed meanwhile": 409,
        "client's page, unknown": 404,
        "calendar, unknown": 404,
        "client's page, offered, nothing chosen": 422,
        "client's page, offered, refused": 409,
        "client's page, confirmed, nothing chosen": 422,
        "client's page, confirmed, refused": 409,
        "move, nothing chosen": 422,
        "move, time gone": 409,
        "move, changed meanwhile": 409,
        "move, too late now": 409,
        "client's page, question, nothing typed": 422,
        "client's page, question, without consent": 422,
        "client's page, question, too long": 422,
        "client's page, question, asked anew": 409,
        "client's page, question, gone": 409,
        "client's page, waiting, consent, nothing chosen": 422,
        "client's page, question, consent, nothing chosen": 422,
        "client's page, over, consent, nothing chosen": 422,
    }


@pytest.mark.parametrize("rule", BAD_BODIES)
def test_bad_html_is_found(rule, tmp_path):
    found = html_errors({"page": GOOD.format(body=BAD_BODIES[rule])}, tmp_path)
    assert rule in {error.partition(": ")[0] for error in found["page"]}


def test_good_html_is_let_through(tmp_path):
    assert html_errors({"page": GOOD.format(body="<p>Good.</p>")}, tmp_path) == {}


def test_links_of_this_site_are_followed_and_others_left_alone():
    assert list(links(HttpResponse(PAGE))) == [("/next/?page=2", "part"), ("/", "here")]
