import datetime as dt
import re

import pytest
from django.test import Client

from blog.models import ArticleIndexPage, ArticlePage
from bookings.models import BookingRequest, HealthAnswers, OutboxMessage
from tests.bookings.views.visitor import Visitor
from tests.factories.bookings import make_service

pytestmark = pytest.mark.django_db


def test_form_stands_on_the_service_page_and_sends_to_its_own_address(visitor, service, form_url):
    page = visitor.open(service.url).page

    section = page.select_one("#request")
    assert section.select_one("form")["action"] == form_url
    assert visitor.response.status_code == 200


def test_form_asks_for_no_more_than_it_needs(visitor, form_url):
    form = visitor.open(form_url).page.select_one("main form[method=post]")

    controls = {field["name"] for field in form.select("input, textarea, select")}
    about_times = re.compile(r"wish_|any_time|days_from|times_for|minutes")
    hidden = {"csrfmiddlewaretoken", "article", "website"}
    asked = {name for name in controls - hidden if not about_times.match(name)}
    assert asked == {"name", "email", "phone", "been_before", "notes", "areas", "consent"}


def test_journey_from_the_form_to_the_stored_request(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)
    assert (visitor.response.status_code, visitor.title) == (
        200,
        "Check your request",
    )
    assert not BookingRequest.objects.exists()

    visitor.send()

    request = BookingRequest.objects.get()
    assert visitor.response.status_code == 303
    assert visitor.response["Location"] == f"/requested/{request.public_id}/"
    assert (request.name, request.email, request.been_before) == (
        "Vera Visitor",
        "vera@example.org",
        False,
    )
    assert [str(wish) for wish in request.preferences.all()] == [
        "Tuesday 1 December 2026, morning",
        "Thursdays",
    ]
    assert HealthAnswers.objects.get().answers == {
        "notes": "A tight neck since spring.",
        "areas": ["Head", "Neck"],
        "cautions": [],
        "questions": {
            "notes": "What is going on? (optional)",
            "areas": "Where does it hurt? (optional)",
        },
    }
    assert OutboxMessage.objects.count() == 2


def test_header_offers_no_way_out_of_what_was_typed(visitor, service, form_url, answers):
    assert len(visitor.open(service.url).page.select(".header__request")) == 1

    assert visitor.open(form_url).page.select(".header__request") == []
    assert visitor.send(**answers).page.select(".header__request") == []


def test_check_page_shows_every_answer_and_what_was_left_out(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)

    rows = {
        row.dt.text: " ".join(row.dd.get_text(" ").split())
        for row in visitor.page.select(".check-row")
        if not row.select("select")
    }
    assert rows == {
        "Service": "Neck and shoulders",
        "Length and price": "60 minutes, £60",
        "Full name": "Vera Visitor",
        "Email address": "vera@example.org",
        "Phone number": "Not provided",
        "Have you been here before?": "No",
        "What is going on?": "A tight neck since spring.",
        "Where does it hurt?": "Head Neck",
        "Consent": rows["Consent"],
    }
    assert rows["Consent"].startswith("You may store and read")


def test_send_button_has_no_name(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)

    unnamed = [b.text for b in visitor.page.select("main button") if not b.has_attr("name")]
    assert unnamed == ["Send my request"]


def test_change_goes_back_to_the_form_at_that_field_with_everything_kept(
    visitor, form_url, answers
):
    visitor.open(form_url).send(**answers)
    check_form = visitor.form()

    visitor.send(button="id_areas_0")

    assert visitor.response.status_code == 200
    again = visitor.form()
    kept = {name: again.get(name) for name in check_form if name in answers}
    assert kept == {name: check_form[name] for name in kept}
    assert again["areas"] == ["head", "neck"]
    assert visitor.page.select_one("#id_areas_0")
    assert visitor.errors == {}
    assert "submission_token" not in again


@pytest.mark.parametrize(("agreed_to", "ticked"), [("1", True), ("0", False)])
def test_change_ticks_the_consent_again_only_for_the_same_words(
    visitor, form_url, answers, agreed_to, ticked
):
    version = answers["consent"]
    changed = answers | {"consent": agreed_to, "change": "id_name"}

    visitor.response = visitor.client.post(form_url, changed)

    box = visitor.page.select_one("#id_consent")
    assert (version, box["value"], box.has_attr("checked")) == ("1", "1", ticked)


def test_every_change_button_leads_to_a_control_of_the_form(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)
    buttons = [b["value"] for b in visitor.page.select("button[name=change]")]

    page = visitor.open(form_url).page

    assert len(buttons) == 10
    assert [value for value in buttons if not page.find(id=value)] == []


def test_send_twice_is_one_request_and_the_same_page(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)
    check_page = visitor.response
    visitor.send()
    first = visitor.response["Location"]

    visitor.response = check_page
    visitor.send()

    assert visitor.response["Location"] == first
    assert BookingRequest.objects.count() == 1
    assert OutboxMessage.objects.count() == 2


def test_same_token_with_other_answers_says_so_and_keeps_them(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)
    check_page = visitor.response
    visitor.send()

    visitor.response = check_page
    visitor.send(name="Somebody Else")

    assert visitor.response.status_code == 409
    assert BookingRequest.objects.get().reference in visitor.page.select_one(".error-summary").text
    assert visitor.form()["name"] == ["Somebody Else"]
    visitor.send()
    assert visitor.response.status_code == 303
    assert BookingRequest.objects.count() == 2


@pytest.mark.parametrize("spoil", [lambda token: token[:-2] + "xx", lambda _: "", lambda _: "\x00"])
def test_tampered_token_shows_the_check_page_again(visitor, form_url, answers, spoil):
    visitor.open(form_url).send(**answers)
    token = visitor.form()["submission_token"][0]

    visitor.send(submission_token=spoil(token))

    assert visitor.response.status_code == 422
    assert visitor.title == "Error: Check your request"
    assert visitor.form()["name"] == ["Vera Visitor"]
    assert not BookingRequest.objects.exists()
    visitor.send()
    assert visitor.response.status_code == 303


def test_token_of_another_service_shows_the_check_page_again(visitor, form_url, answers):
    other = make_service()
    visitor.open(f"{other.url}request/").send(**answers)
    token = visitor.form()["submission_token"]

    visitor.open(form_url).send(**answers).send(submission_token=token)

    assert visitor.response.status_code == 422
    assert not BookingRequest.objects.exists()


def test_old_token_shows_the_check_page_again(visitor, form_url, answers, clock):
    visitor.open(form_url).send(**answers)
    clock.shift(dt.timedelta(hours=24, seconds=1))

    visitor.send(wish_1_day="2026-12-03")

    assert visitor.response.status_code == 422
    assert not BookingRequest.objects.exists()


def test_notes_and_consent_may_be_left_out(visitor, form_url, answers):
    visitor.open(form_url).send(**answers | {"notes": "", "areas": [], "consent": None}).send()

    assert visitor.response.status_code == 303
    assert not HealthAnswers.objects.exists()


def test_the_same_wish_twice_counts_once(visitor, form_url, answers):
    same = {"wish_1_part": "", "wish_2_day": "2026-12-01", "wish_3_day": "any"}
    visitor.open(form_url).send(**answers | same).send()

    wishes = BookingRequest.objects.get().preferences.all()
    assert [str(wish) for wish in wishes] == ["Tuesday 1 December 2026", "Any time"]


def test_any_time_alone_is_a_wish(visitor, form_url, answers):
    any_time = {"wish_1_day": "", "wish_1_part": "", "wish_2_day": "", "any_time": "on"}
    visitor.open(form_url).send(**answers | any_time).send()

    assert [str(w) for w in BookingRequest.objects.get().preferences.all()] == ["Any time"]


def test_the_article_is_remembered_from_its_call_to_action(visitor, site, form_url, answers):
    index = site.root_page.add_child(instance=ArticleIndexPage(title="Articles"))
    article = index.add_child(instance=ArticlePage(title="Sore necks"))

    visitor.open(f"{form_url}?article={article.pk}").send(**answers).send()

    assert BookingRequest.objects.get().source_article == article


@pytest.mark.parametrize("article", ["0", "x", "-1", "9" * 30, "1 OR 1=1", "%00", "²"])
def test_an_article_that_does_not_exist_is_ignored(visitor, form_url, answers, article):
    visitor.open(f"{form_url}?article={article}").send(**answers).send()

    assert visitor.response.status_code == 303
    assert BookingRequest.objects.get().source_article is None


def test_a_switched_off_service_shows_its_text_and_takes_nothing(
    visitor, service, form_url, answers
):
    visitor.open(form_url)
    page_with_form = visitor.response
    service.accepts_requests = False
    service.requests_closed_text = "Back in spring."
    service.save_revision().publish()

    assert "Back in spring." in visitor.open(service.url).page.select_one("#request").text
    assert visitor.page.select("main form") == []
    visitor.response = page_with_form
    visitor.send(**answers)

    assert visitor.response.status_code == 409
    assert visitor.page.select_one("textarea[readonly]").text.strip() == answers["notes"]
    assert not BookingRequest.objects.exists()


def test_a_withdrawn_service_gives_back_what_was_typed(visitor, service, form_url, answers):
    visitor.open(form_url)
    service.unpublish()

    visitor.send(**answers)

    assert visitor.response.status_code == 410
    assert answers["notes"] in visitor.page.select_one("textarea[readonly]").text
    assert visitor.open(form_url).response.status_code == 404


def test_a_service_closed_on_the_check_page_stores_nothing(visitor, service, form_url, answers):
    visitor.open(form_url).send(**answers)
    service.accepts_requests = False
    service.save_revision().publish()

    visitor.send()

    assert visitor.response.status_code == 409
    assert not BookingRequest.objects.exists()


def test_no_form_below_a_page_that_is_no_service(visitor, site, service):
    assert visitor.open("/request/").response.status_code == 404
    assert visitor.open(f"{service.get_parent().url}request/").response.status_code == 404


def test_answers_are_kept_out_of_caches_and_addresses(visitor, form_url, answers):
    visitor.open(form_url).send(**answers)

    assert "no-store" in visitor.response["Cache-Control"]
    visitor.send()
    assert re.fullmatch(r"/requested/[0-9a-f-]{36}/", visitor.response["Location"])


def test_csrf_is_checked_where_a_request_is_stored(service, form_url, answers):
    stranger = Visitor(Client(enforce_csrf_checks=True)).open(form_url).send(**answers)
    sent = stranger.form()
    assert (stranger.title, list(stranger.response.cookies)) == (
        "Check your request",
        ["csrftoken"],
    )
    del stranger.client.cookies["csrftoken"]

    refused = stranger.client.post(form_url, sent)
    assert refused.status_code == 403
    assert not BookingRequest.objects.exists()

    stranger.client.cookies = stranger.response.cookies
    assert stranger.client.post(form_url, sent).status_code == 303
    assert BookingRequest.objects.count() == 1
