"""Every page and state keeps the budgets of bytes and elements. How many requests the first view
takes is for the browser to say: tests/browser/test_weight.py.
"""

import hashlib

import pytest
from django.http import HttpResponse

from tests.html.weight import BUDGETS, KILO, MOST_ELEMENTS, too_heavy, weigh

pytestmark = [pytest.mark.once, pytest.mark.django_db]

LONG_LISTS = ("request form", "move", "client's page, over, exercises for every area")
PAGE = '<!doctype html><link rel="stylesheet" href="/static/css/site.css"><p>{}</p>'


def test_every_page_keeps_its_budgets(every_page):
    heavy = {}
    for name, page in every_page.items():
        long = name.startswith(LONG_LISTS) or name.endswith("/request/")
        heavy[name] = too_heavy(page, elements=MOST_ELEMENTS if long else BUDGETS["elements"])
    assert {name: over for name, over in heavy.items() if over} == {}


def test_page_is_sent_compressed(client, demo_site):
    answer = client.get("/services/trigger-point-therapy/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= BUDGETS["html"]


def test_scales_know_a_stylesheet_and_its_fonts():
    weight = weigh(HttpResponse(PAGE.format("Light")))
    assert weight["css"] > KILO
    assert weight["fonts"] > 30 * KILO
    assert weight["together"] == weight["html"] + weight["css"] + weight["fonts"]
    assert (weight["js"], weight["elements"]) == (0, 2)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("".join(hashlib.sha512(bytes([n])).hexdigest() for n in range(256)), "html"),
        ("<b></b>" * 700, "elements"),
        ('<link rel="stylesheet" href="/static/css/site.css">' * 3, "css"),
        ('<script src="/static/js/diary_drag.js"></script>' * 5, "js"),
    ],
)
def test_what_is_too_heavy_is_found(more, kind):
    assert kind in too_heavy(HttpResponse(PAGE.format(more)))
    assert too_heavy(HttpResponse(PAGE.format(""))) == {}
