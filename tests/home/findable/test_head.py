"""What the head of a page says, from what is known of it."""

import datetime as dt

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from bookings.models import OpeningHours
from home.models import ContactPage, PracticeSettings
from home.renditions import SHARED
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.pictures import make_image
from tests.home.document import Document
from tests.home.findable.vocabulary import breaches, graph_of, node_of

pytestmark = pytest.mark.django_db

FULL = {
    "practice_name": "Alder Room",
    "phone": "+44 1632 960 001",
    "email": "hello@example.org",
    "street_address": "The Barn\n2 Orchard Yard",
    "postal_code": "EX4 2PL",
    "town": "Exampleton",
    "country": "GB",
    "latitude": "50.72350",
    "longitude": "0",
    "time_zone": "Europe/Berlin",
    "currency": "GBP",
    "social_links": [("link", {"name": "Social", "url": "https://social.example/alder"})],
}


@pytest.fixture
def practice():
    return PracticeSettings.objects.create(**FULL)


@pytest.fixture
def root():
    make_home()
    return Site.objects.get().root_url


def practice_on(client, page):
    return node_of(graph_of(client.get(page.url).text), "HealthAndBeautyBusiness")


def test_practice_is_as_its_settings_say(client, practice, root):
    assert practice_on(client, make_standard_page()) == {
        "@type": "HealthAndBeautyBusiness",
        "@id": f"{root}/#practice",
        "name": "Alder Room",
        "url": f"{root}/",
        "telephone": "+44 1632 960 001",
        "email": "hello@example.org",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "The Barn, 2 Orchard Yard",
            "postalCode": "EX4 2PL",
            "addressLocality": "Exampleton",
            "addressCountry": "GB",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 50.7235, "longitude": 0.0},
        "currenciesAccepted": "GBP",
        "sameAs": ["https://social.example/alder"],
    }


def test_what_is_not_known_is_left_out(client, root):
    PracticeSettings.objects.create(practice_name="Alder Room")
    assert practice_on(client, make_standard_page()) == {
        "@type": "HealthAndBeautyBusiness",
        "@id": f"{root}/#practice",
        "name": "Alder Room",
        "url": f"{root}/",
        "currenciesAccepted": "GBP",
    }


def test_front_page_knows_hours_and_prices(client, practice, root):
    make_service(lengths=[(60, "48"), (90, "72.50")])
    make_service(lengths=[(60, "95.00")])
    hidden = make_service(lengths=[(60, "500.00")])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    practitioner = make_practitioner()
    practitioner.opening_hours.all().delete()
    OpeningHours.objects.create(
        practitioner=practitioner, weekday=0, start=dt.time(9), end=dt.time(13)
    )
    found = practice_on(client, Page.objects.get(depth=2, pk=Site.objects.get().root_page_id))
    assert found["priceRange"] == "£48–£95"
    (hours,) = found["openingHoursSpecification"]
    assert (hours["opens"], hours["closes"]) == ("09:00", "13:00")


def test_no_text_ends_the_data_block(client, practice):
    title = "</script><!--<script>alert(1) & more"
    html = client.get(make_standard_page(title=title).url).text
    graph = graph_of(html)
    assert node_of(graph, "WebPage")["name"] == title
    assert [one for one in Document(html).all("script") if "src" not in one] == [
        {"type": "application/ld+json"}
    ]
    assert breaches(graph) == []


def test_article_is_dated_in_the_zone_of_the_practice(client, practice, root):
    article = make_article(
        title="Stiff " * 30,
        lead="Why.",
        author_name="A. Person",
        reviewed_on=dt.date(2026, 5, 1),
        next_review_on=dt.date(2027, 5, 1),
        first_published_at=dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC),
        last_published_at=dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC),
    )
    graph = graph_of(client.get(article.url).text)
    found = node_of(graph, "BlogPosting")
    assert (found["datePublished"], found["dateModified"]) == (
        "2026-03-01T10:00:00+01:00",
        "2026-04-01T11:00:00+02:00",
    )
    assert len(found["headline"]) <= 110
    assert found["author"] == {
        "@type": "Person",
        "@id": f"{root}/#person-a-person",
        "name": "A. Person",
    }
    assert found["publisher"] == {"@id": f"{root}/#practice"}
    assert found["mainEntityOfPage"] == {"@id": article.full_url}
    assert node_of(graph, "WebPage")["lastReviewed"] == "2026-05-01"


def test_author_is_found_where_her_card_leads(client, practice):
    about = make_standard_page()
    card = {"type": "author_card", "value": {"about": "x", "picture": None, "page": about.pk}}
    article = make_article(author_name="A. Person", body=[card])
    author = node_of(graph_of(client.get(article.url).text), "BlogPosting")["author"]
    assert author["url"] == about.full_url


def test_article_without_author_is_by_the_practice(client, practice, root):
    found = node_of(graph_of(client.get(make_article().url).text), "BlogPosting")
    assert found["author"] == {"@id": f"{root}/#practice"}


def test_service_has_an_offer_for_each_length(client, practice, root):
    service = make_service(lengths=[(60, "48.00"), (90, "72.50")])
    found = node_of(graph_of(client.get(service.url).text), "Service")
    assert found["provider"] == {"@id": f"{root}/#practice"}
    assert [
        (offer["name"], offer["price"], offer["priceCurrency"]) for offer in found["offers"]
    ] == [("60 minutes", "48", "GBP"), ("90 minutes", "72.50", "GBP")]


def test_picture_for_links_is_the_pages_own_or_that_of_the_practice(client, practice, root):
    practice.sharing_image, own = make_image(title="Room"), make_image(title="Hands")
    practice.save()
    for image in (practice.sharing_image, own):
        image.get_renditions(*SHARED)
    pages = [make_standard_page(), make_standard_page(sharing_image=own)]
    for page, alt in zip(pages, ["Room", "Hands"], strict=True):
        metas = Document(client.get(page.url).text).all("meta")
        shared = {meta["property"]: meta["content"] for meta in metas if "property" in meta}
        assert shared["og:image:alt"] == alt
        assert shared["og:image"].startswith("http")
        assert (shared["og:image:width"], shared["og:image:height"]) != ("", "")
        assert {"name": "twitter:card", "content": "summary_large_image"} in metas


def test_article_is_shared_as_one(client, practice, root):
    article = make_article(first_published_at=dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC))
    metas = Document(client.get(article.url).text).all("meta")
    shared = {meta["property"]: meta["content"] for meta in metas if "property" in meta}
    assert (shared["og:type"], shared["og:locale"]) == ("article", "en_GB")
    assert shared["article:published_time"] == "2026-03-01T10:00:00+01:00"
    assert shared["article:author"] == "Alder Room"


def test_description_is_the_editors_own_else_the_lead_cut(client, practice):
    own = make_standard_page(lead="x " * 200, search_description="Mine.")
    cut = make_standard_page(lead="word " * 100)
    found = [
        Document(client.get(page.url).text).all("meta", name="description")[0]["content"]
        for page in (own, cut)
    ]
    assert found == ["Mine.", "word " * 31 + "word…"]


def test_query_of_the_address_is_not_part_of_the_page(client, practice):
    contact = make_home().add_child(instance=ContactPage(title="Contact", slug="contact"))
    (link,) = Document(client.get(f"{contact.url}?utm_source=x").text).all("link", rel="canonical")
    assert link["href"] == contact.full_url
