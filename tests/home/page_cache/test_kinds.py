"""Which kinds of answers are kept: those in which nobody in particular is spoken to."""

import pytest
from wagtail.models import Page, PageViewRestriction

from bookings.domain.manage import manage_token
from bookings.views.situation import State
from services.models import ServicePage
from site_project.roles import THERAPIST
from tests.factories.people import make_user
from tests.factories.pictures import make_image
from tests.factories.situations import make_situation
from tests.front import Visitor
from tests.site_project.answers import feed_address

FORM = "/services/trigger-point-therapy/request/"
KEPT = [
    *("/", "/articles/", "/articles/?page=1", "/services/", "/privacy/"),
    *("/services/trigger-point-therapy/", FORM, f"{FORM}?article=1"),
    *("/robots.txt", "/sitemap.xml", "/llms.txt", "/manifest.webmanifest", "/sw.js"),
    *("/feeds/articles.rss", "/feeds/articles.atom", "/feeds/articles.json"),
    *("/sitemap-pages.xml", "/sitemap-pages.xml?p=1"),
]

pytestmark = pytest.mark.usefixtures("own_database", "demo_site", "page_cache")


@pytest.fixture
def visitor():
    return Visitor()


def test_pages_and_files_for_everybody_are_kept(visitor):
    for address in KEPT:
        visitor.get(address)

    answers = {address: visitor.get(address) for address in KEPT}

    assert {address for address, answer in answers.items() if answer.was_kept} == set(KEPT)
    assert {answer.status for answer in answers.values()} == {200}


def test_answers_for_somebody_and_refusals_are_not_kept(visitor):
    asked = make_situation(
        State.CONFIRMED, service=ServicePage.objects.get(slug="trigger-point-therapy")
    )
    link = f"/my-request/{manage_token(asked)}/"
    addresses = [
        *(link, f"{link}appointment.ics", f"{link}move/", f"/requested/{asked.public_id}/"),
        *("/my-request/nothing/", feed_address(), "/calendar/nothing.ics"),
        *("/search/", "/search/?q=neck", "/nowhere/", "/articles", "/articles/?q=neck"),
        *("/admin/", "/admin/login/", "/metrics", "/-/live", "/-/ready", "/favicon.ico"),
        *("/static/favicon.svg", make_image().get_rendition("width-100").url),
        *("/_util/login/", "/documents/1/nothing.pdf"),
        *("/sitemap-pages.xml?p=2", "/sitemap-pages.xml?p=01", "/sitemap-pages.xml?page=1"),
        *("/sitemap-other.xml?p=1", "/sitemap.xml?p=1", "/articles/?p=1"),
    ]
    for address in addresses:
        visitor.get(address)

    kept = {address for address in addresses if visitor.get(address).was_kept}

    assert (kept, len(visitor.front.entries)) == (set(), 0)


def test_form_that_is_sent_is_neither_kept_nor_answered_from_what_is(visitor):
    visitor.get(FORM)
    before = len(visitor.front.entries)

    answers = [visitor.get(FORM, method="POST") for _ in range(2)]

    assert [answer.was_kept for answer in answers] == [False, False]
    assert "no-store" in answers[0].headers["Cache-Control"]
    assert len(visitor.front.entries) == before


def test_what_only_staff_may_see_is_kept_for_nobody(visitor, client):
    PageViewRestriction.objects.create(
        page=Page.objects.get(slug="privacy"), restriction_type="login"
    )
    client.force_login(make_user(role=THERAPIST))
    session = f"sessionid={client.cookies['sessionid'].value}"

    hers = [visitor.get("/privacy/", HTTP_COOKIE=session) for _ in range(2)]
    others = visitor.get("/privacy/")

    assert [(answer.status, answer.was_kept) for answer in hers] == [(200, False)] * 2
    assert (others.status, len(visitor.front.entries)) == (302, 0)


def test_private_page_is_not_kept_for_those_who_may_see_it(visitor):
    page = Page.objects.get(slug="privacy")
    visitor.get("/privacy/")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="abc")

    answers = [visitor.get("/privacy/") for _ in range(2)]

    assert [answer.was_kept for answer in answers] == [False, False]
    assert all(b'type="password"' in answer.body for answer in answers)


def test_preview_of_a_page_is_not_kept(visitor, client):
    page = ServicePage.objects.get(slug="trigger-point-therapy")
    client.force_login(make_user(role=THERAPIST))
    session = f"sessionid={client.cookies['sessionid'].value}"

    answer = visitor.get(f"/admin/pages/{page.pk}/view_draft/", HTTP_COOKIE=session)

    assert (answer.status, answer.was_kept, len(visitor.front.entries)) == (200, False, 0)
