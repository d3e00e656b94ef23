"""What is looked at inside a process that has a site loaded: SQL, and processor time.

Each function is an order of inside.py. `times` is how often it is done for the processor time;
once before, for the queries, with everything that a process remembers already there.
"""

import datetime as dt
import gzip
import time
from collections.abc import Callable
from typing import Any, Final

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model

from blog.models import ArticleIndexPage, ArticlePage
from bookings.domain.availability import Diary
from bookings.domain.consent import current_consent_text
from bookings.domain.screening import current_screening
from bookings.models import BookingRequest
from home.models import HomePage
from home.page_cache import stamps
from home.page_cache.stamps import Stamp
from services.models import ServicePage
from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.factories.pictures import detailed_photograph, make_image
from tests.factories.volume import NOW

from .client import HOST

_visitors: dict[bool, Client] = {}


def travel() -> None:
    """To the time from which the rows of filling.volume count; the clock goes on from there."""
    time_machine.travel(NOW, tick=True).start()


def page(path: str, times: int, *, as_owner: bool = False) -> dict[str, Any]:
    """A page that is made anew: nothing is kept in front of Django here."""
    client = _visitor(as_owner=as_owner)

    def look() -> None:
        answer = client.get(path, secure=True)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")

    return _measure(look, times)


def availability(service: int, days: int, times: int) -> dict[str, Any]:
    """The free times of a service of filling.diary for so many days from today on.

    As they are made after each change of the diary: nothing of it is remembered.
    """
    found = ServicePage.objects.get(pk=service)
    today = timezone.localdate()

    def look() -> None:
        stamps.change(Stamp.DIARY)
        diary = Diary.for_service(found, 60, last=today + dt.timedelta(days=days - 1))
        if not list(diary.days()):
            raise RuntimeError("There is no free time to be found.")

    return _measure(look, times)


def first_visit() -> dict[str, float]:
    """A page is published with a picture; how much its first visitor waits for.

    `renditions` are the sizes made for that visitor, `ratio` her processor time in that of others.
    """
    picture = make_image(content=detailed_photograph())
    chosen = {"image": picture.pk, "alt_text": "Hands", "decorative": False}
    index = ArticleIndexPage.objects.first()
    article = index.add_child(
        instance=ArticlePage(
            title="Just published",
            body=[{"type": "image", "value": {"image": chosen}}],
            live=False,
        )
    )
    others = page(ArticlePage.objects.live().exclude(pk=article.pk).first().url, 10)
    article.save_revision().publish()
    sizes = get_image_model().get_rendition_model().objects
    before, start = sizes.count(), time.process_time()
    answer = _visitor(as_owner=False).get(article.url, secure=True)
    spent = (time.process_time() - start) * 1000
    if answer.status_code != 200 or b"<picture" not in gzip.decompress(answer.content):
        raise RuntimeError(f"{article.url}: {answer.status_code}, and no picture")
    return {"renditions": sizes.count() - before, "ratio": spent / others["cpu_ms"]}


def form_answers() -> dict[str, str]:
    """What a visitor fills in who asks for any morning; a request, and no time of the diary."""
    return {
        "minutes": "60",
        "wish_1_day": (timezone.now() + dt.timedelta(days=9)).date().isoformat(),
        "wish_1_part": "morning",
        "name": "Vera Visitor",
        "email": "vera@example.org",
        "been_before": "no",
        "notes": "A tight neck since spring.",
        "applies": f"none-{current_screening().pk}",
        "consent": str(current_consent_text().version),
    }


def requests() -> int:
    """How many there are."""
    return BookingRequest.objects.count()


def addresses() -> list[str]:
    """The path of every public page, but of some hundred at most."""
    return [
        page.url for page in HomePage.objects.get().get_descendants(inclusive=True).live()[:300]
    ]


def session() -> str:
    """A cookie of an owner who has signed in."""
    cookies = _visitor(as_owner=True).cookies
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


def _visitor(*, as_owner: bool) -> Client:
    if as_owner not in _visitors:
        client = _visitors[as_owner] = Client(headers={"host": HOST, "accept-encoding": "gzip"})
        if as_owner:
            client.force_login(make_user(role=OWNER, username="bench"))
    return _visitors[as_owner]


def _measure(look: Callable[[], None], times: int) -> dict[str, Any]:
    look()
    with CaptureQueriesContext(connection) as sent:
        look()
    queries = len(sent)  # the next request empties the list
    start = time.process_time()
    for _count in range(times):
        look()
    spent = time.process_time() - start
    return {"cpu_ms": spent * 1000 / max(times, 1), "sql": queries}


DEEDS: Final[dict[str, Callable[..., Any]]] = {
    deed.__name__: deed
    for deed in (
        *(travel, page, availability, first_visit),
        *(form_answers, requests, addresses, session),
    )
}
