"""One answer of every kind, as production gives it: over HTTPS, behind one proxy."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from wagtail.documents import get_document_model

from bookings.domain.feeds import make_feed
from bookings.domain.manage import manage_token
from bookings.models import FeedLevel, Practitioner
from bookings.views.situation import State
from services.models import ServicePage
from site_project.roles import THERAPIST
from site_project.urls import (  # noqa: F401  these answers are the site's own
    handler400,
    handler403,
    handler404,
    handler500,
)
from site_project.urls import urlpatterns as real_urlpatterns
from tests.factories.people import make_user
from tests.factories.pictures import make_image
from tests.factories.situations import make_situation
from tests.home.test_error_pages import broken, without_database
from tests.site_project.production import HOST

FORM = "/services/trigger-point-therapy/request/"
# The views that fail are this module's: settings.ROOT_URLCONF names it.
urlpatterns = [path("broken/", broken), path("down/", without_database), *real_urlpatterns]

Answers = dict[str, HttpResponse]


def visitor(**options: bool) -> Client:
    """A browser that came by HTTPS, as the proxy tells; an error of ours is an answer."""
    headers = {"host": HOST, "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
    return Client(headers=headers, raise_request_exception=False, **options)


def public_answers() -> Answers:
    """Every page and file that needs no signing in; it adds rows to the demonstration."""
    client = visitor()
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    asked = make_situation(State.CONFIRMED, service=service)
    link = f"/my-request/{manage_token(asked)}/"
    document = get_document_model().objects.create(
        title="Leaflet", file=ContentFile(b"%PDF-1.7", name="leaflet.pdf")
    )
    addresses = {
        "home": "/",
        "service": service.url,
        "form": FORM,
        "token page": link,
        "token page, file": f"{link}appointment.ics",
        "token page, unknown": "/my-request/nothing/",
        "requested": f"/requested/{asked.public_id}/",
        "feed": feed_address(),
        "feed, unknown": "/calendar/nothing.ics",
        "search": "/search/?q=neck",
        "robots": "/robots.txt",
        "sitemap": "/sitemap.xml",
        "manifest": "/manifest.webmanifest",
        "service worker": "/sw.js",
        "style sheet": "/static/css/offline.css",
        "static picture": "/static/favicon.svg",
        "static, unknown": "/static/nothing.css",
        "picture": make_image().get_rendition("width-100").url,
        "picture, unknown": "/media/images/nothing.jpg",
        "document": document.url,
        "redirect": service.url.rstrip("/"),
        "log-in": "/admin/login/",
        "admin, not signed in": "/admin/",
    }
    answers = {name: client.get(where) for name, where in addresses.items()}
    for answer in answers.values():
        # Not answer.close(), which would close the test's database too.
        for close in answer._resource_closers:
            close()
    return answers | {
        "form, errors": client.post(FORM, {}),
        "token page, posted": client.post(link, {"about": "nothing"}),
    }


def feed_address() -> str:
    """Without the host, of a calendar that says all."""
    person = Practitioner.objects.filter(active=True).first()
    feed = make_feed(practitioner_id=person.pk, level=FeedLevel.FULL, replaces=None, by=make_user())
    return feed[feed.index("/calendar/") :]


def refusals() -> Answers:
    """Every status that we refuse with; settings.ROOT_URLCONF must be this module."""
    client = visitor()
    text = "application/x-www-form-urlencoded"
    answers: dict[str, Callable[[], HttpResponse]] = {
        "400 host": lambda: client.get("/", headers={"host": "evil.example"}),
        "400 host, without HTTPS": lambda: client.get(
            "/", headers={"host": "evil.example", "x-forwarded-proto": "http"}
        ),
        "403 csrf": lambda: visitor(enforce_csrf_checks=True).post(FORM, {"submission_token": "1"}),
        "404": lambda: client.get("/nowhere/"),
        "405": lambda: client.delete(FORM),
        "413": lambda: client.post(FORM, b"a" * 1_000_001, content_type=text),
        "415": lambda: client.post(FORM, b"{}", content_type="application/json"),
        "429": _too_many_tries,
        "500": lambda: client.get("/broken/"),
        "503": lambda: client.get("/down/"),
    }
    return {name: answer() for name, answer in answers.items()}


def _too_many_tries() -> HttpResponse:
    client, typed = visitor(), {"login_name": "nobody", "password": "wrong"}
    return [client.post("/admin/login/", typed) for _ in range(11)][-1]


def admin_answers() -> Answers:
    """Pages of the admin, as a therapist gets them."""
    client = visitor()
    client.force_login(make_user(role=THERAPIST))
    service = ServicePage.objects.get(slug="trigger-point-therapy")
    addresses = {
        "home": "/admin/",
        "editor": f"/admin/pages/{service.pk}/edit/",
        "preview": f"/admin/pages/{service.pk}/edit/preview/",
        "images": "/admin/images/",
        "requests": "/admin/bookings/requests/",
        "unknown": "/admin/nowhere/",
    }
    return {name: client.get(where) for name, where in addresses.items()}
