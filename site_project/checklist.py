"""What is still to fill in before a site can be shown to clients."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.models import ModelLogEntry

from bookings.models import Practitioner
from home.models import PracticeSettings, StandardPage
from services.models import ServicePage, ServicesIndexPage

from .content.starting import STARTING_BOX_HEADING
from .other_language import in_every_language, language_tasks
from .tasks import Task

PERMISSION = "home.change_practicesettings"

PRACTICE_TASKS: tuple[tuple[str, Promise], ...] = (
    ("practice_name", gettext_lazy("Enter the name of the practice")),
    ("phone", gettext_lazy("Enter the phone number for clients")),
    ("email", gettext_lazy("Enter the email address for clients")),
    ("street_address", gettext_lazy("Enter the address of the practice")),
    ("notices_to", gettext_lazy("Enter where new requests are announced")),
)


class ChecklistPanel(Component):
    """The panel of the admin home page; leave it out when there are no tasks."""

    name = "checklist"
    template_name = "site_project/checklist.html"
    order = 90

    def __init__(self, tasks: list[Task]) -> None:
        self.tasks = tasks

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"tasks": self.tasks}


def is_for(user: AbstractBaseUser | AnonymousUser | PermissionsMixin) -> bool:
    """The checklist is for those who may change the practice's settings."""
    return user.has_perm(PERMISSION)


def open_tasks() -> list[Task]:
    """In the order in which they are best done; at most twelve queries, whatever the site holds."""
    practice = PracticeSettings.current()
    return [
        *_practice_tasks(practice),
        *language_tasks(practice),
        *_service_tasks(),
        *_page_tasks(),
    ]


def _practice_tasks(practice: PracticeSettings) -> Iterator[Task]:
    url = reverse("wagtailsettings:edit", args=["home", "practicesettings"])
    for name, words in PRACTICE_TASKS:
        if not getattr(practice, name):
            yield Task(str(words), url)
    # A time zone is never empty, so what counts is whether anybody has looked at it.
    if not ModelLogEntry.objects.for_instance(practice).exists():
        yield Task(_("Check the time zone and the currency"), url)


def _service_tasks() -> Iterator[Task]:
    if not ServicePage.objects.live().filter(lengths__isnull=False).exists():
        index = ServicesIndexPage.objects.first()
        if index:
            url = reverse("wagtailadmin_pages:add", args=["services", "servicepage", index.pk])
        else:
            url = reverse("wagtailadmin_explore_root")
        yield Task(_("Make your first service, with a length and a price"), url)
    if not Practitioner.objects.active().filter(services__live=True).exists():
        yield Task(
            _("Say who treats, and which services they offer"),
            reverse("bookings_practitioners_modeladmin_index"),
        )
    treating = Practitioner.objects.active()
    if not treating.filter(opening_hours__isnull=False).exists():
        yield Task(_("Set your opening hours"), _address_of_hours(treating.first()))


def _address_of_hours(practitioner: Practitioner | None) -> str:
    """Hours are set on the page of the person who keeps them."""
    if practitioner is None:
        return reverse("bookings_practitioners_modeladmin_create")
    return reverse("bookings_practitioners_modeladmin_edit", args=[practitioner.pk])


def _page_tasks() -> Iterator[Task]:
    for page in StandardPage.objects.live():
        if _has_starting_box(page):
            yield Task(
                _("Make the text of “%(page)s” your own") % {"page": page.title},
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )


def _has_starting_box(page: StandardPage) -> bool:
    headings = in_every_language(STARTING_BOX_HEADING)  # the page was made in one of them
    return any(
        part["type"] == "callout" and part["value"].get("heading") in headings
        for part in page.body.raw_data
    )
