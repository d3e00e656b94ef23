"""One of each kind of change that a public page shows, in the demonstration.

Each says where it is seen and by what: `shows` is false of that page before the change and true
after it, so that no test can be content with a page that shows neither.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from django.core.files.base import ContentFile, File
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import ArticleIndexPage, ArticlePage, Topic
from bookings.domain.appointments import book, cancel
from bookings.domain.availability import Diary
from bookings.domain.closures import save_exception
from bookings.domain.consent import publish_consent_text
from bookings.domain.screening import Question, Route, publish_screening
from bookings.domain.wording import newest_version
from bookings.forms.times import slot_value
from bookings.models import (
    Appointment,
    ConsentText,
    OpeningHours,
    Practitioner,
    ScheduleException,
    Screening,
)
from home.models import HomePage, Muscle, PainArea, PracticeSettings, StandardPage
from services.models import ServiceLength, ServicePage
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.pages import make_article, make_standard_page
from tests.factories.people import make_user
from tests.factories.pictures import make_image, picture_bytes


class Answer(Protocol):
    status: int

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Change:
    name: str
    path: str
    make: Callable[[], Any]
    shows: Callable[[Answer], bool]


def says(words: str) -> Callable[[Answer], bool]:
    return lambda answer: words in answer.text


def no_longer_says(words: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.status == 200 and words not in answer.text


def is_gone(answer: Answer) -> bool:
    return answer.status != 200


def changes() -> Iterator[Change]:
    """All of them; the next one is asked for when the one before has been made."""
    for group in (_pages, _places_in_the_tree, _settings, _snippets, _services, _hours, _diary):
        yield from group()
    yield from _ways_out()


def publish(page: Page, **fields: Any) -> None:
    """As the editor does it: a revision, and that one published."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _pages() -> Iterator[Change]:
    article = ArticlePage.objects.live().first()
    edit = partial(publish, article, title="Told anew")
    yield Change("edited and published", article.url, edit, says("Told anew"))

    index = ArticleIndexPage.objects.get()
    new = partial(make_article, parent=index, title="Fresh from the press")
    yield Change("published for the first time", index.url, new, says("Fresh from the press"))

    page = make_standard_page(title="Parking")
    soon = timezone.now() + dt.timedelta(seconds=1)
    page.title, page.go_live_at = "Parking and bicycles", soon
    page.save_revision().publish()
    when_due = partial(_after, soon, partial(call_command, "tick"))
    yield Change("published when it was due", page.url, when_due, says("bicycles"))

    yield Change("unpublished", page.url, page.unpublish, is_gone)
    yield Change("published again", page.url, partial(publish, page), says("Parking"))

    many = partial(Page.objects.filter(pk=page.pk).update, title="Parking for many")
    yield Change("updated without a save", page.url, many, says("Parking for many"))
    sql = partial(_run, "UPDATE wagtailcore_page SET title = 'Parking by SQL' WHERE id = %s", page)
    yield Change("written in SQL", page.url, sql, says("Parking by SQL"))


def _places_in_the_tree() -> Iterator[Change]:
    page, parent = make_standard_page(title="Map"), make_standard_page(title="Around")
    old = page.url
    yield Change("moved away", old, partial(page.move, parent, pos="last-child"), is_gone)
    page = StandardPage.objects.get(pk=page.pk)
    yield Change("its slug changed", page.url, partial(publish, page, slug="plan"), is_gone)
    page = StandardPage.objects.get(pk=page.pk)
    privacy = partial(
        PageViewRestriction.objects.create, page=page, restriction_type="password", password="x"
    )
    yield Change("made private", page.url, privacy, lambda answer: "<h1>Map" not in answer.text)
    parent = StandardPage.objects.get(pk=parent.pk)
    yield Change("deleted", parent.url, parent.delete, is_gone)

    first, second = ServicePage.objects.live().order_by("path")[:2]
    order = partial(second.move, first, pos="left")
    in_order = partial(_in_order, [second.title, first.title])
    yield Change("put in another order", first.get_parent().url, order, in_order)

    about = StandardPage.objects.get(slug="about")
    menu = partial(publish, about, show_in_menus=not about.show_in_menus)
    links = partial(_links, about.url, other_than=_number_of_links(about))
    yield Change("put into the menu, or out of it", "/", menu, links)


def _settings() -> Iterator[Change]:
    practice = PracticeSettings.current()
    phone = partial(_save, practice, phone="+44 1632 960 999")
    yield Change("practice's phone", "/", phone, says("+44 1632 960 999"))
    notice = partial(_save, practice, notice_text="Away until spring")
    yield Change("notice", "/articles/", notice, says("Away until spring"))
    home = HomePage.objects.get()
    other = home.copy(update_attrs={"slug": "other", "title": "Other", "hero_heading": "Another"})
    root = partial(Site.objects.filter(is_default_site=True).update, root_page=other)
    yield Change("another front page of the site", "/", root, says("Another"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()


def _snippets() -> Iterator[Change]:
    topic = Topic.objects.filter(articles__live=True).first()
    article = topic.articles.live().first()
    rename = partial(_save, topic, name="Topic of the day")
    yield Change("topic renamed", article.url, rename, says("Topic of the day"))
    take = partial(article.topics.through.objects.filter(articlepage=article).delete)
    yield Change("topic taken away", article.url, take, no_longer_says("Topic of the day"))

    area = PainArea.objects.first()
    path = f"/where-does-it-hurt/{area.slug}/"
    yield Change("area renamed", path, partial(_save, area, name="Sore spot"), says("Sore spot"))
    muscle = Muscle.objects.filter(refers_to=area).first()
    refers = partial(_save, muscle, name="Strap of the neck")
    yield Change("muscle renamed", path, refers, says("Strap of the neck"))

    apart = partial(muscle.refers_to.clear)
    yield Change("muscle taken away", path, apart, no_longer_says("Strap of the neck"))

    image = make_image(title="Room")
    practice = PracticeSettings.current()
    yield Change("logo chosen", "/", partial(_save, practice, logo=image), says("max-288x72"))
    other = ContentFile(picture_bytes(), name="replaced.jpg")
    yield Change("picture replaced", "/", partial(_replace, image, other), says("replaced"))
    gone = partial(image.delete)
    yield Change("picture deleted", "/", gone, no_longer_says("replaced"))


def _services() -> Iterator[Change]:
    service = ServicePage.objects.live().first()
    length = ServiceLength.objects.filter(page=service).first()
    dearer = partial(_save, length, price="987.00")
    yield Change("price", service.url, dearer, says("987"))
    words = partial(
        publish_consent_text,
        language="en",
        text="In new words.",
        after=newest(ConsentText),
        by=make_user(),
    )
    yield Change("consent text", service.url, words, says("In new words."))
    question = Question(text="Do you float?", route=Route.CAUTION)
    ask = partial(publish_screening, language="en", questions=[question], after=newest(Screening))
    yield Change("safety questions", service.url, ask, says("Do you float?"))


def _hours() -> Iterator[Change]:
    hours = partial(OpeningHours.objects.update, start="05:05")
    yield Change("opening hours", "/contact/", hours, says("5:05"))
    service, (day, _slots) = _service_and_first_day()
    closed = ScheduleException(date_from=day, date_until=day, public_note="Choir")
    close = partial(save_exception, exception=closed, by=make_user())
    day_of = f"{day:%Y-%m-%d}T"
    yield Change("closure", service.url, close, no_longer_says(day_of))


def _diary() -> Iterator[Change]:
    service, (_day, slots) = _service_and_first_day()
    start, user = slots[0].start, make_user()
    shown = slot_value(start)
    people = [slot.practitioner for slot in slots if slot.start == start]
    minutes = service.lengths.first().minutes
    take = partial(_book, people, service=service, minutes=minutes, start=start, by=user)
    yield Change("visit booked", service.url, take, no_longer_says(shown))

    visit = Appointment.objects.filter(start=start, practitioner__in=people).latest("pk")
    give = partial(cancel, appointment_id=visit.pk, version=visit.version, by=user, reason="Ill")
    yield Change("visit cancelled", service.url, give, says(shown))

    asked = make_request(service=service, minutes=minutes)
    hold = partial(make_offer, start, request=asked, practitioner=visit.practitioner, by=user)
    yield Change("time held for an offer", service.url, hold, no_longer_says(shown))
    yield Change(
        "practitioners taking no requests",
        service.url,
        partial(Practitioner.objects.update, active=False),
        no_longer_says('name="times"'),
    )


def _ways_out() -> Iterator[Change]:
    page = make_standard_page(title="Old")
    page.delete()
    add = partial(Redirect.add_redirect, page.url, "/about/")
    yield Change("redirect", page.url, add, lambda answer: answer.status == 301)


def _service_and_first_day() -> tuple[ServicePage, Any]:
    service = ServicePage.objects.live().filter(accepts_requests=True).order_by("path").first()
    return service, next(Diary.for_service(service, service.lengths.first().minutes).days())


def _book(people: list[Practitioner], **visit: Any) -> None:
    for number, person in enumerate(people):
        book(
            practitioner_id=person.pk,
            service_id=visit["service"].pk,
            name=f"Ann {number}",
            minutes=visit["minutes"],
            start=visit["start"],
            by=visit["by"],
        )


def newest(model: type[ConsentText] | type[Screening]) -> int:
    return newest_version(model.objects.all(), "en")


def _replace(image: AbstractImage, file: File) -> None:
    """As Wagtail's form of a picture does it."""
    _save(image, file=file)
    image.renditions.all().delete()


def _after(moment: dt.datetime, act: Callable[[], Any]) -> None:
    time.sleep(max(0, (moment - timezone.now()).total_seconds()))
    act()


def _run(sql: str, page: Page) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [page.pk])


def _in_order(titles: list[str], answer: Answer) -> bool:
    main = answer.text.partition("<main")[2]
    return main.index(titles[0]) < main.index(titles[1])


def _number_of_links(page: Page) -> int:
    return 1 if page.show_in_menus else 0


def _links(path: str, answer: Answer, *, other_than: int) -> bool:
    menu = answer.text.partition('<nav class="menu"')[2].partition("</nav>")[0]
    return menu.count(f'href="{path}"') != other_than


def _save(row: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
