"""Loading the demonstration: each item once, and never again."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from taggit.models import Tag
from wagtail.log_actions import log

from blog.models import Topic
from bookings.domain.screening import publish_screening
from bookings.domain.shipped import SAFETY_QUESTIONS
from bookings.models import Screening
from home.models import Muscle, PainArea, PracticeSettings
from site_project.content.builder import build
from site_project.content.front import (
    name_privacy_page,
    point_site_at,
    root_key,
    site_is_empty,
)
from site_project.content.items import PageItem, resolve
from site_project.roles import ensure_roles

from . import diary_loading, interest, request_loading
from .areas import PAIN_AREAS
from .body import MUSCLES
from .marks import Marks
from .pages import HOME, PAGES, PRIVACY
from .people import ACCOUNTS
from .practice import PRACTICE
from .topics import TOPICS

User = get_user_model()


@dataclass
class Loaded:
    """What a run made; `refused` if the site belongs to somebody already."""

    made: list[str] = field(default_factory=list)
    refused: bool = False


@transaction.atomic
def load() -> Loaded:
    """Make what was never made before. Whatever has a mark stays as it is now, gone or changed.

    A site with pages of its own is left alone altogether.
    """
    ensure_roles()
    marks = Marks()
    if HOME.key not in marks and not site_is_empty():
        return Loaded(refused=True)
    loaded = Loaded()
    for step in STEPS:
        loaded.made += step(marks)
    return loaded


def _practice(marks: Marks) -> list[str]:
    """The settings, unless somebody has been there before."""
    practice = PracticeSettings.current()
    if "practice" in marks or any(
        getattr(practice, name) != PracticeSettings._meta.get_field(name).get_default()
        for name in PRACTICE
    ):
        return []
    for name, value in PRACTICE.items():
        setattr(practice, name, value)
    practice.save()
    log(instance=practice, action="wagtail.edit")
    marks.add("practice", practice)
    return ["practice"]


def _areas(marks: Marks) -> list[str]:
    taken = set(PainArea.objects.values_list("slug", flat=True))
    made = []
    for order, item in enumerate(PAIN_AREAS, start=1):
        key = f"area:{item['slug']}"
        if key not in marks and item["slug"] not in taken:
            # A copy: a stream field writes its ids into what it is given.
            fields = resolve(item, {})
            marks.add(key, PainArea.objects.create(sort_order=order * 10, **fields))
            made.append(key)
    return made


def _muscles(marks: Marks) -> list[str]:
    taken = set(Muscle.objects.values_list("slug", flat=True))
    made = []
    for item in MUSCLES:
        key = f"muscle:{item['slug']}"
        if key in marks or item["slug"] in taken:
            continue
        fields = {name: value for name, value in item.items() if name != "refers_to"}
        muscle = Muscle.objects.create(**fields)
        muscle.refers_to.set(PainArea.objects.filter(slug__in=item["refers_to"]))
        marks.add(key, muscle)
        made.append(key)
    return made


def _topics(marks: Marks) -> list[str]:
    taken = set(Topic.objects.values_list("slug", flat=True))
    made = []
    for item in TOPICS:
        key = f"topic:{item['slug']}"
        if key not in marks and item["slug"] not in taken:
            marks.add(key, Topic.objects.create(**item))
            made.append(key)
    return made


def _accounts(marks: Marks) -> list[str]:
    taken = set(User.objects.values_list("username", flat=True))
    made = []
    for account in ACCOUNTS:
        key = f"account:{account.username}"
        if key in marks or account.username in taken:
            continue
        user = User.objects.create_user(
            account.username,
            account.email,
            account.password,
            first_name=account.first_name,
            last_name=account.last_name,
        )
        user.groups.add(Group.objects.get(name=account.role))
        marks.add(key, user)
        made.append(key)
    return made


def _pages(marks: Marks) -> list[str]:
    if all(item.key in marks for item in PAGES):
        return []
    keys = root_key() | marks.primary_keys("page")
    new: list[PageItem] = []
    for item in PAGES:
        # Where a page was deleted, what a later release would put below it is left out too.
        if item.key not in marks and item.parent in {*keys, *(other.key for other in new)}:
            new.append(item)
    for kind, model in (("area", PainArea), ("muscle", Muscle), ("topic", Topic)):
        keys |= {f"{kind}:{slug}": pk for pk, slug in model.objects.values_list("pk", "slug")}
    tags = set(Tag.objects.values_list("pk", flat=True))
    pages = build(new, keys)
    made = pages | {f"tag:{tag.slug}": tag for tag in Tag.objects.exclude(pk__in=tags)}
    for key, row in made.items():
        marks.add(key, row)
    if HOME.key in pages:
        address = settings.WAGTAILADMIN_BASE_URL
        point_site_at(pages[HOME.key], PRACTICE["practice_name"], address=address)
    if PRIVACY.key in pages:
        name_privacy_page(pages[PRIVACY.key])
    return list(made)


def _screening(marks: Marks) -> list[str]:
    """The safety questions, unless somebody has written some before."""
    key = "screening:first"
    if key in marks or Screening.objects.exists():
        return []
    questions = SAFETY_QUESTIONS
    marks.add(key, publish_screening(language=settings.LANGUAGE_CODE, questions=questions, after=0))
    return [key]


# In the order in which one needs another.
STEPS = (
    _practice,
    _areas,
    _muscles,
    _topics,
    _accounts,
    _pages,
    diary_loading.practitioners,
    diary_loading.closures,
    diary_loading.clients,
    diary_loading.visits,
    _screening,
    request_loading.requests,
    interest.counts,
)
