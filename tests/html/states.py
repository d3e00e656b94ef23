"""Every kind of public page, and every state of it that a visitor can meet.

What is looked at on all of them (HTML, links, axe) takes them from here, so that a new kind
of page is named once. They need the demonstration (`demo_site`) and add to it.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page

from blog.models import ArticleIndexPage, ArticlePage, Topic
from bookings.domain.manage import manage_token
from bookings.domain.screening import current_screening
from bookings.domain.transitions import withdraw
from bookings.models import BookingRequest, OpeningHours, Route
from bookings.statuses import RequestStatus
from bookings.views.situation import State
from home.blocks import ArticleBody, ServiceBody, WordsBody
from home.error_pages import error_page
from home.models import HomePage, PainArea, PracticeSettings
from services.models import ServicePage
from tests.bookings.views.visitor import Visitor
from tests.factories.bookings import make_hours, make_request
from tests.factories.many import make_articles
from tests.factories.pages import make_article, make_standard_page
from tests.factories.pictures import make_image
from tests.factories.situations import HOUR, make_over, make_situation, make_visit

SERVICE = "/services/trigger-point-therapy/"
ARTICLE = "/articles/trigger-points-headaches-and-migraines/"
PAGES = {
    "home": "/",
    "services index": "/services/",
    "service": SERVICE,
    "request form": f"{SERVICE}request/",
    "where it hurts": "/where-does-it-hurt/",
    "where it hurts, an area": "/where-does-it-hurt/temples/",
    "articles": "/articles/",
    "article": ARTICLE,
    "exercise sheet": f"{ARTICLE}exercises/",
    "standard page": "/about/",
    "contact": "/contact/",
    "search": "/search/",
    "search, found": "/search/?q=neck",
    "search, nothing found": "/search/?q=zzzz",
    "404": "/nowhere/",
    "calendar, unknown": "/calendar/nothing.ics",
    "signing in": "/admin/login/",
    "forgotten password": "/admin/password/forgotten/",
    "forgotten password, link sent": "/admin/password/forgotten/sent/",
    "new password, no such link": "/admin/password/new/x/y/",
}
# Each answers with its own template, whatever went wrong.
ERRORS = ["400", "403", "403_csrf", "405", "413", "415", "429", "500", "503"]
ANSWERS = {
    "minutes": "60",
    "wish_1_day": "thursday",
    "wish_1_part": "morning",
    "name": "Vera Visitor",
    "email": "vera@example.org",
    "notes": "Behind the left eye.\nSince spring.",
    "areas": ["temples", "jaw"],
    "consent": "1",
}
STATUSES = {
    "requested": RequestStatus.RECEIVED,
    "requested, confirmed": RequestStatus.CONFIRMED,
    "requested, declined": RequestStatus.DECLINED,
}


def every_state() -> dict[str, HttpResponse]:
    """The answer to each, by its name."""
    client = Client()
    states = {name: client.get(address) for name, address in PAGES.items()}
    states |= {name: _error(name) for name in ERRORS}
    states |= _request_steps(client)
    states |= _requested(client)
    states |= _full_pages(client)
    states |= _long_lists(client)
    states |= _situations(client)
    # Last: what follows would show the notice and the closed service too.
    return states | _closed(client) | _notice(client)


def _error(name: str) -> HttpResponse:
    return error_page(RequestFactory().get("/"), int(name[:3]), template=f"{name}.html")


def _request_steps(client: Client) -> dict[str, HttpResponse]:
    address = f"{SERVICE}request/"
    visitor = Visitor(client).open(address)
    none, questions = _safety_questions()
    answers = ANSWERS | {"applies": none}
    free = visitor.page.select("input[name=times]")
    live = answers | {"wish_1_day": "", "wish_1_part": ""}

    def sent(changes: Mapping[str, Any]) -> HttpResponse:
        return client.post(address, changes)

    states = {
        "request form, nothing filled in": sent({}),
        "request form, all of it wrong": sent(
            ANSWERS
            | {"minutes": "7", "email": "vera", "phone": "-", "wish_1_day": "never"}
            | {"areas": ["nowhere"], "any_time": "on", "consent": "", "been_before": "perhaps"}
            | {"applies": [none, questions[Route.CAUTION]], "times": "2020-01-01T00:00:00Z"}
        ),
        "request form, to change an answer": sent(answers | {"change": "id_name"}),
        "urgent page": sent(answers | {"applies": questions[Route.URGENT]}),
        "check page": visitor.send(**answers).response,
        "check page, two times and a caution": sent(
            live
            | {"times": [box["value"] for box in (free[0], free[-1])]}
            | {"applies": questions[Route.CAUTION]}
        ),
    }
    states["check page, open for too long"] = sent(answers | {"submission_token": "old"})
    states["check page, least of answers"] = sent(
        {"minutes": "60", "any_time": "on", "name": "V", "phone": "01632 960 002", "applies": none}
    )
    ServicePage.objects.filter(slug="gentle-reset").update(horizon_days=1, minimum_notice_hours=48)
    states["request form, no free times"] = client.get("/services/gentle-reset/request/")
    return states


def _safety_questions() -> tuple[str, dict[str, str]]:
    """The value of “none of these”, and that of one question for each route."""
    screening = current_screening()
    return f"none-{screening.pk}", {row.route: str(row.pk) for row in screening.questions.all()}


def _requested(client: Client) -> dict[str, HttpResponse]:
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    states = {}
    for name, status in STATUSES.items():
        request = make_request(service=service, name=name)
        BookingRequest.objects.filter(pk=request.pk).update(status=status)
        states[name] = client.get(f"/requested/{request.public_id}/")
    return states


def _situations(client: Client) -> dict[str, HttpResponse]:
    """The client's own page in each of its states, and with an answer that was not taken."""
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    states = {"client's page, unknown": client.get("/my-request/nothing/")} | _moves(client)
    for state in State:
        asked = make_situation(state, service=service)
        address = f"/my-request/{manage_token(asked)}/"
        states[f"client's page, {state}"] = client.get(address)
        if state in {State.OFFERED, State.CONFIRMED}:
            about = "offer" if state == State.OFFERED else "cancel"
            sent = {"about": about, "version": "1", "choice": ""}
            states[f"client's page, {state}, nothing chosen"] = client.post(address, sent)
            states[f"client's page, {state}, refused"] = client.post(
                address, {"about": "withdraw", "version": "0", "choice": "yes"}
            )
    for name, number in {"an area": 1, "every area": None}.items():
        areas = PainArea.objects.values_list("slug", flat=True)[:number]
        asked = make_over(*areas, service=service)
        page = client.get(f"/my-request/{manage_token(asked)}/")
        states[f"client's page, over, exercises for {name}"] = page
    return states | _typed_answers(client, service) | _consents(client, service)


def _typed_answers(client: Client, service: ServicePage) -> dict[str, HttpResponse]:
    """The answer to a question of the desk: the ways in which it is not taken, and what is kept."""
    asked = make_situation(State.QUESTION, service=service)
    address = f"/my-request/{manage_token(asked)}/"
    sent = {"about": "reply", "version": str(asked.version), "answer": "Left, since spring."}
    states = {
        "client's page, question, nothing typed": client.post(address, sent | {"answer": ""}),
        "client's page, question, without consent": client.post(address, sent),
        "client's page, question, too long": client.post(address, sent | {"answer": "x" * 2001}),
        "client's page, question, asked anew": client.post(
            address, sent | {"version": "1", "consent": "1"}
        ),
    }
    withdraw(request_id=asked.pk)
    states["client's page, question, gone"] = client.post(address, sent | {"consent": "1"})
    return states


def _consents(client: Client, service: ServicePage) -> dict[str, HttpResponse]:
    states = {}
    for state in (State.WAITING, State.QUESTION, State.OVER):
        asked = make_situation(state, service=service, health="Behind the left eye.")
        address = f"/my-request/{manage_token(asked)}/"
        sent = {"about": "consent", "version": str(asked.version)}
        states[f"client's page, {state}, with consent"] = client.get(address)
        states[f"client's page, {state}, consent, nothing chosen"] = client.post(address, sent)
        client.post(address, sent | {"choice": "yes"})
        states[f"client's page, {state}, consent withdrawn"] = client.get(address)
    asked = make_request(service=service, email="", phone="01632 960 002")
    states["client's page, no mail reaches her"] = client.get(f"/my-request/{manage_token(asked)}/")
    return states


def _moves(client: Client) -> dict[str, HttpResponse]:
    """The page on which a client moves her visit, with what can go wrong on it."""
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    visit = make_visit(service=service)
    make_hours(visit.practitioner)
    address = f"/my-request/{manage_token(visit.request)}/move/"
    sent = {"version": visit.version}
    page = Visitor(client).open(address)
    times = [radio["value"] for radio in page.page.select("input[name=start]")]
    states = {
        "move": page.response,
        "move, nothing chosen": client.post(address, sent),
        "move, more days": page.send(button=page.next_days, start=times[0]).response,
        "move, time gone": client.post(address, sent | {"start": "2020-01-01T00:00:00Z"}),
        "move, changed meanwhile": client.post(address, {"version": "99", "start": times[0]}),
    }
    client.post(address, sent | {"start": times[0]})
    states["client's page, just moved"] = client.get(address.removesuffix("move/"))
    OpeningHours.objects.filter(practitioner=visit.practitioner).delete()
    states["move, no free times"] = client.get(address)
    soon = make_visit(ahead=HOUR, service=service)
    address = f"/my-request/{manage_token(soon.request)}/"
    return states | {
        "client's page, too late to move": client.get(address),
        "move, too late": client.get(f"{address}move/"),
        "move, too late now": client.post(f"{address}move/", {"version": "2", "start": times[1]}),
    }


def _full_pages(client: Client) -> dict[str, HttpResponse]:
    """A page of each palette with each of its blocks, between two titles of sections."""
    make_image()
    article = make_article(title="All blocks of an article", body=_body(ArticleBody()))
    standard = make_standard_page(title="All blocks of a page", body=_body(WordsBody()))
    service = ServicePage.objects.get(slug="gentle-reset")
    service.body = _body(ServiceBody())
    service.save()
    return {
        "article with every block": client.get(article.url),
        "exercise sheet of every block": client.get(article.sheet_url),
        "standard page with every block": client.get(standard.url),
        "service with every block": client.get(service.url),
    }


def _body(palette: Any) -> list[tuple[str, Any]]:
    return [(name, block.get_preview_value()) for name, block in palette.child_blocks.items()]


def _long_lists(client: Client) -> dict[str, HttpResponse]:
    home = Page.objects.get(pk=HomePage.objects.get().pk)
    index = home.add_child(instance=ArticleIndexPage(title="Archive", slug="archive"))
    empty = client.get(index.url)
    topic = Topic.objects.create(name="Necks", slug="necks")
    make_articles(index, 95, topic=topic)
    query = Query.objects.create(query_string="archive")
    SearchPromotion.objects.create(query=query, page=ArticlePage.objects.first())
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.org/", external_link_text="Elsewhere"
    )
    return {
        "articles, none": empty,
        "articles, page 1 of 10": client.get(index.url),
        "articles, page 5 of 10": client.get(f"{index.url}?page=5"),
        "articles, a topic": client.get(f"{index.url}topic/necks/"),
        "search, promoted": client.get("/search/?q=archive"),
    }


def _closed(client: Client) -> dict[str, HttpResponse]:
    ServicePage.objects.filter(slug="trigger-point-therapy").update(accepts_requests=False)
    return {
        "service, closed": client.get(SERVICE),
        "request form, closed": client.get(f"{SERVICE}request/"),
        "request form, closed meanwhile": client.post(f"{SERVICE}request/", ANSWERS),
    }


def _notice(client: Client) -> dict[str, HttpResponse]:
    practice = PracticeSettings.current()
    practice.notice_text = "Away from 1 to 14 August & back on the 15th."
    practice.save()
    return {"home, with a notice": client.get("/")}
