"""*Where does it hurt?*: figures to point at, and what is said of each area of pain."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from blog.templatetags.blog_tags import MOST_ABOUT_AREA
from bookings.models import BookingRequest
from home.models import Muscle, PainArea, PracticeSettings, WhereItHurtsPage
from services.models import ServicePage
from site_project.roles import THERAPIST
from tests.bookings.views.visitor import Visitor
from tests.factories.bookings import make_service
from tests.factories.pages import make_article, make_home
from tests.factories.people import make_user
from tests.home.document import Document

pytestmark = pytest.mark.django_db

EXERCISE = {"name": "Let the jaw hang", "steps": ["Breathe."]}
CARD = {"level": "urgent", "heading": "See a doctor first if:", "items": ["it locks"]}
OTHER_CARD = CARD | {"heading": "Call for help if:"}


def stream(kind, *values):
    return [{"type": kind, "value": value} for value in values]


def make_area(name, region="", **fields):
    return PainArea.objects.create(
        name=name, slug=name.lower().replace(" ", "-"), figure_region=region, **fields
    )


def make_muscle(name, region, *areas):
    muscle = Muscle.objects.create(
        name=name, slug=name, location="here", refers_text="there", figure_region=region
    )
    muscle.refers_to.set(areas)
    return muscle


def point_at(area, *pages):
    for page in pages:
        page.pain_areas.add(area)
        page.save()


@pytest.fixture
def page():
    PracticeSettings.current()
    page = WhereItHurtsPage(
        title="Where does it hurt?", slug="where", red_flags=stream("care_card", OTHER_CARD)
    )
    return make_home().add_child(instance=page)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    document = Document(response.text)
    assert (document.open, document.crossed) == ([], [])
    assert len(document.ids) == len(set(document.ids))
    return document, BeautifulSoup(response.content, "html.parser")


# --- The figures -------------------------------------------------------------------------


def test_every_region_has_a_link_to_point_at_and_one_to_read(page, client):
    for name, region in [("Jaw", "jaw"), ("Neck", "neck"), ("Knee", "")]:
        make_area(name, region)
    _, html = read(client, page.url)

    assert {
        section.h2.text: (
            [link["href"] for link in section.select("svg a")],
            [(link.text, link["href"]) for link in section.select("ol a")],
        )
        for section in html.select(".pain-map")
    } == {
        "Head and neck from the side": (
            ["/where/jaw/", "/where/neck/"],
            [("Jaw", "/where/jaw/"), ("Neck", "/where/neck/")],
        ),
        "Head and neck from the front": (
            ["/where/jaw/", "/where/neck/"],
            [("Jaw", "/where/jaw/"), ("Neck", "/where/neck/")],
        ),
        "Neck and shoulders from behind": (["/where/neck/"], [("Neck", "/where/neck/")]),
    }
    assert [(link.text, link["href"]) for link in html.select("ul.pain-places a")] == [
        ("Knee", "/where/knee/")
    ]
    assert html.select_one("main svg title").text == "Head and neck from the side"
    assert html.select_one("main svg desc").text == "1 Jaw, 2 Neck"


def test_without_areas_the_page_still_says_when_to_get_help(page, client):
    _, html = read(client, page.url)
    assert [heading.text.split(":", 1)[1].strip() for heading in html.select("main h2")] == [
        "Call for help if:"
    ]


def test_home_page_leads_to_every_area_and_has_figures_to_point_at(page, client):
    for name, region in [("Jaw", "jaw"), ("Neck", "neck"), ("Knee", "")]:
        make_area(name, region)
    _, html = read(client, "/")

    band = html.select_one(".where-band")
    assert (band.h2.text, band.h2.a["href"]) == ("Where does it hurt?", page.url)
    assert [(link.text, link["href"]) for link in band.select("li a")] == [
        ("Jaw", "/where/jaw/"),
        ("Knee", "/where/knee/"),
        ("Neck", "/where/neck/"),
    ]
    # No list with the same numbers stands beside them.
    assert [(figure.desc.text, figure.select("text")) for figure in band.select("svg")] == [
        ("Jaw, Neck", []),
        ("Neck", []),
    ]


def test_home_page_says_nothing_of_a_page_that_visitors_cannot_open(page, client):
    make_area("Jaw", "jaw")
    page.unpublish()
    _, html = read(client, "/")
    assert html.select(".where-band, main a[href^='/where/']") == []


# --- An area -----------------------------------------------------------------------------


def test_area_says_everything_in_the_order_of_care(page, client):
    area = make_area(
        "Jaw",
        "jaw",
        text="Sore in the morning.",
        red_flags=stream("care_card", CARD),
        at_home=stream("exercise", EXERCISE),
    )
    make_muscle("Masseter", "masseter", area)
    make_muscle("Scalenes", "scalenes")
    point_at(area, make_article(title="About jaws"), make_service(title="Jaw massage"))
    make_article(title="About feet")

    document, html = read(client, page.url + "jaw/")

    assert [
        (level, " ".join(text.split()))
        for level, text in document.headings
        if text.strip() != "Request a time"
    ] == [
        (1, "Jaw"),
        (2, "Urgent advice: See a doctor first if:"),
        (2, "Muscles that can send pain here"),
        (2, "What can help at home"),
        (3, "Let the jaw hang"),
        (2, "To read"),
        (3, "About jaws"),
        (2, "Sessions that can help"),
        (3, "Jaw massage"),
        (2, "Ask for a time"),
    ]
    assert html.title.text.startswith("Jaw – Where does it hurt? – ")
    assert html.select_one("meta[name=description]")["content"] == "Sore in the morning."
    assert html.select_one("link[rel=canonical]")["href"].endswith("/where/jaw/")
    assert html.select_one("main svg desc").text == "1 Masseter; pain: Jaw"
    assert [link["href"] for link in html.select(".breadcrumbs a")] == ["/", "/where/"]


def test_area_without_warnings_has_those_of_the_page(page, client):
    make_area("Knee")
    _, html = read(client, page.url + "knee/")
    assert [heading.text for heading in html.select("main h2")] == [
        "Urgent advice: Call for help if:"
    ]


def test_area_shows_the_newest_articles_and_no_hundreds(page, client):
    area = make_area("Jaw")
    for number in range(MOST_ABOUT_AREA + 1):
        point_at(area, make_article(title=f"Jaw {number:02}"))

    document, _ = read(client, page.url + "jaw/")

    shown = [text for level, text in document.headings if level == 3]
    assert shown == [f"Jaw {number:02}" for number in range(MOST_ABOUT_AREA, 0, -1)]


def test_area_shows_only_what_is_published_for_everyone(page, client):
    area = make_area("Jaw")
    hidden = make_service(title="Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = make_article(title="Draft", live=False)
    point_at(area, hidden, draft)

    _, html = read(client, page.url + "jaw/")

    assert "Hidden" not in html.text
    assert "Draft" not in html.text


@pytest.mark.parametrize("slug", ["nowhere", "jaw/x", "..", "%00", "JAW"])
def test_unknown_area_is_not_found(page, client, slug):
    make_area("Jaw")
    assert client.get(f"{page.url}{slug}/").status_code == 404


def test_sitemap_has_every_area_with_words_of_its_own(page, client):
    make_area("Jaw", text="Sore in the morning.")
    make_area("Knee")
    text = client.get("/sitemap.xml").text
    assert "/where/</loc>" in text
    assert "/where/jaw/</loc>" in text
    assert "/where/knee/</loc>" not in text


def test_area_without_words_of_its_own_is_not_to_be_found(page, client):
    make_area("Jaw", text="Sore in the morning.")
    make_area("Knee")
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in client.get(page.url + "jaw/").text
    assert noindex in client.get(page.url + "knee/").text


# --- To a request ------------------------------------------------------------------------


def test_request_starts_with_the_areas_ticked_and_nothing_stored(page, client):
    jaw, neck = make_area("Jaw"), make_area("Neck")
    service = make_service(title="Jaw massage")
    point_at(jaw, service)
    visitor = Visitor(client).open(page.url + "jaw/")
    assert visitor.form()["areas"] == [jaw.slug]

    visitor.send(button="id_areas_0", areas=[jaw.slug, neck.slug])

    assert visitor.response.status_code == 200
    assert visitor.response.request["QUERY_STRING"] == ""
    assert visitor.response.request["PATH_INFO"] == f"{service.url}request/"
    assert "no-store" in visitor.response["Cache-Control"]
    assert (visitor.form()["areas"], visitor.errors) == ([jaw.slug, neck.slug], {})
    assert not BookingRequest.objects.exists()


def test_request_starts_only_where_requests_are_taken(page, client):
    area = make_area("Jaw")
    point_at(
        area,
        make_service(title="Closed", accepts_requests=False),
        make_service(title="Without lengths", lengths=[]),
    )
    _, html = read(client, page.url + "jaw/")
    assert html.select("main form") == []

    point_at(area, make_service(title="Open"))
    _, html = read(client, page.url + "jaw/")
    assert [button.find(string=True, recursive=False) for button in html.select("main button")] == [
        "Open"
    ]
    assert html.select_one("main form")["method"] == "post"


# --- Queries -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_the_figures_take_the_same_queries(page, client, django_assert_num_queries, count):
    for number in range(count):
        make_area(f"Area {number}")
    client.get(page.url)
    with django_assert_num_queries(10):
        read(client, page.url)


@pytest.mark.parametrize("count", [1, 30])
def test_an_area_takes_the_same_queries(page, client, django_assert_num_queries, count):
    area = make_area(
        "Jaw",
        red_flags=stream("care_card", *[CARD] * count),
        at_home=stream("exercise", *[EXERCISE] * count),
    )
    for number in range(count):
        make_area(f"Area {number}")
        make_muscle(f"Muscle {number}", "masseter", area)
        point_at(area, make_article(), make_service())
    client.get(page.url + "jaw/")
    with django_assert_num_queries(19):
        read(client, page.url + "jaw/")


# --- In the admin ------------------------------------------------------------------------


@pytest.mark.parametrize("saved", [False, True])
def test_area_can_be_previewed(client, saved):
    client.force_login(make_user(role=THERAPIST))
    make_home()
    area = make_area("Jaw") if saved else PainArea()
    view, args = ("preview_on_edit", [area.pk]) if saved else ("preview_on_add", [])
    address = reverse(area.snippet_viewset.get_url_name(view), args=args)
    form = {
        "name": "Chin",
        "slug": "chin",
        "text": "Sore.",
        "sort_order": "1",
        **{f"{name}-count": "0" for name in ("red_flags", "at_home")},
    }
    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}

    shown = BeautifulSoup(client.get(address).content, "html.parser")

    assert (shown.h1.text, shown.select_one(".lead").text) == ("Chin", "Sore.")


@pytest.mark.parametrize(("region", "figures"), [("masseter", 1), ("", 0)])
def test_muscle_is_previewed_as_readers_meet_it(client, region, figures):
    client.force_login(make_user(role=THERAPIST))
    make_home()
    address = reverse(Muscle.snippet_viewset.get_url_name("preview_on_add"))
    form = {"name": "Masseter", "slug": "m", "location": "the jaw", "refers_text": "the ear"}
    form |= {"figure_region": region, "plain_name": "chewing muscle", "text": "It chews."}
    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}

    shown = BeautifulSoup(client.get(address).content, "html.parser")

    assert (shown.h1.text, shown.select_one(".lead").text) == ("Masseter", "chewing muscle")
    said = "Masseter, the jawcan send pain to the earIt chews."
    assert shown.select_one(".muscle-list li").text == said
    assert len(shown.select("svg.figure")) == figures


@pytest.mark.usefixtures("demo_site")
def test_demonstration_treats_and_explains_what_hurts():
    for area in PainArea.objects.all():
        assert area.at_home
        assert ServicePage.objects.filter(pain_areas=area).exists()
    assert Page.objects.filter(slug="where-does-it-hurt", live=True).exists()
    assert Muscle.objects.filter(figure_region="").count() == 0
    assert Muscle.objects.filter(refers_to=None).count() == 0
