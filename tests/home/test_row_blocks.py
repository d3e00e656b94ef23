"""Blocks that show rows of the site: prices, pages, people, videos."""

import re
from decimal import Decimal

import pytest

from home.models import PracticeSettings
from tests.factories.bookings import make_service
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.pictures import make_image
from tests.home.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def practice():
    practice = PracticeSettings.current()
    practice.practice_name = "Alder Room"
    practice.save()
    make_home()
    return practice


def show(client, *blocks):
    page = make_standard_page(body=[{"type": name, "value": value} for name, value in blocks])
    page.refresh_from_db()
    return client.get(page.url).text.partition("<main")[2].partition("</main>")[0]


def rows(html):
    """The words of each row of a table."""
    return [
        re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)).strip()
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]


def test_price_list_follows_the_services(client):
    make_service(title="Long", lengths=[(60, "68"), (90, "95.50")])
    make_service(title="Short", lengths=[(30, "35")])
    value = {
        "heading": "Prices",
        "extras": [{"what": "Home visit", "price": "20"}],
        "note": "Cash.",
    }
    html = show(client, ("price_list", value))
    assert rows(html) == [
        "Service Length Price",
        "Long 60 minutes £68",
        "90 minutes £95.50",
        "Short 30 minutes £35",
        "Home visit £20",
    ]
    assert "Cash." in html


def test_price_list_shows_chosen_services_that_are_published(client):
    chosen, hidden, _other = (
        make_service(title=title, lengths=[(30, "35")]) for title in ("One", "Two", "Three")
    )
    hidden.unpublish()
    html = show(client, ("price_list", {"services": [hidden.pk, chosen.pk]}))
    assert rows(html)[1:] == ["One 30 minutes £35"]


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("chosen", [False, True])
def test_price_list_takes_the_same_queries_for_any_number(
    client, django_assert_num_queries, count, chosen
):
    services = [make_service() for _ in range(count)]
    value = {"services": [service.pk for service in services] if chosen else []}
    page = make_standard_page(body=[{"type": "price_list", "value": value}])
    client.get(page.url)
    with django_assert_num_queries(11 if chosen else 12):
        client.get(page.url)


def test_related_pages_are_those_that_everyone_may_read_in_their_order(client):
    one, two, draft = (
        make_article(title=title, listing_summary=f"About {title}.")
        for title in ("One", "Two", "Three")
    )
    draft.unpublish()
    gone = make_article(title="Four")
    keys = [two.pk, draft.pk, gone.pk, one.pk]
    gone.delete()
    html = show(client, ("related_pages", {"heading": "Read next", "pages": keys}))
    assert [link["href"] for link in Document(html).all("a")][-2:] == [two.url, one.url]
    assert "About Two." in html
    assert "Three" not in html


def test_related_pages_of_which_none_is_left_show_nothing(client):
    draft = make_article(title="One")
    draft.unpublish()
    html = show(client, ("related_pages", {"heading": "Read next", "pages": [draft.pk]}))
    assert "Read next" not in html


def test_author_without_a_name_is_the_practice(client):
    about = make_standard_page(title="About me")
    html = show(client, ("author_card", {"name": "", "about": "I write.", "page": about.pk}))
    assert "By Alder Room" in html
    assert f'<a href="{about.url}">Read more: About me</a>' in html


def test_testimonial_is_text_with_who_and_why(client):
    value = {"text": "It let go.", "name": "V.", "about": "headaches", "agreed": True}
    html = show(client, ("testimonial", value))
    assert "<p>It let go.</p>" in html
    assert "<figcaption>V., came for headaches</figcaption>" in html


def test_review_date_says_both_days(client):
    value = {"reviewed_on": "2026-01-15", "next_review_on": "2027-01-15"}
    html = show(client, ("review_date", value))
    assert "Last reviewed: 15 January 2026." in html
    assert "Next review due: 15 January 2027." in html


def test_video_is_a_picture_and_a_link_and_no_frame(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image()
    url = "https://www.video.example/watch?v=1"
    picture = {"image": image.pk, "alt_text": "Hands"}
    value = {"picture": picture, "title": "Stretches", "length": "4:30", "url": url}
    html = show(client, ("video_card", value))
    document = Document(html)
    assert document.all("a", href=url) == [{"href": url, "rel": "external noopener"}]
    assert "4:30 minutes, opens on video.example" in html
    assert len(document.all("picture")) == 1
    assert document.all("iframe") == document.all("video") == []


def test_prices_are_stored_to_the_penny(client):
    value = {"extras": [{"what": "Visit", "price": "20.50"}]}
    page = make_standard_page(body=[{"type": "price_list", "value": value}])
    page.refresh_from_db()
    assert page.body[0].value["extras"][0]["price"] == Decimal("20.50")
