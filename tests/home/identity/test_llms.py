"""What machines read of the site (llmstxt.org): short, from live data, without times."""

import pytest

from home.models import PracticeSettings
from services.models import ServicePage
from tests.factories.pages import make_article, make_home, make_standard_page

pytestmark = pytest.mark.django_db


def test_llms_say_who_this_is_and_where_things_are(client, demo_site):
    answer = client.get("/llms.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    name, _, tagline, _, how, phone, *rest = answer.text.splitlines()
    assert name == "# Alder Room Massage"
    assert tagline == "> Massage for heads, necks and shoulders"
    assert "(http://testserver/services/)" in how
    assert phone == "Phone: +44 1632 960 123"
    assert [line for line in rest if line.startswith("#")] == ["## Services", "## Articles"]
    services = ServicePage.objects.live().order_by("path")
    links = [line for line in rest if line.startswith("- ")]
    assert [line.partition(": ")[0] for line in links[: len(services)]] == [
        f"- [{service.title}]({service.full_url})" for service in services
    ]
    assert len(links) - len(services) in range(1, 6)


def test_llms_of_an_empty_practice_are_two_lines(client):
    make_home()
    PracticeSettings.current()
    assert [line[:20] for line in client.get("/llms.txt").text.splitlines() if line] == [
        "# testserver",
        "To ask for a time: c",
    ]


def test_llms_are_plain_words_on_lines_of_their_own(client):
    make_article(title="Hands & <feet>", lead="One\n# two\n" + "word " * 60)
    draft = make_article(title="Draft")
    draft.unpublish()
    make_standard_page(title="About")
    (line,) = [line for line in client.get("/llms.txt").text.splitlines() if line[:2] == "- "]
    assert line.startswith("- [Hands & <feet>](http://")
    assert "): One # two word" in line
    assert line.endswith("…")
