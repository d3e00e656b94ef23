"""What still speaks another language after the practice has chosen one.

Nothing that somebody wrote is changed by the choice. What clients agree to and answer has to be
in a language that they read, so the form that each task leads to starts with the shipped words.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from bookings.models import ConsentText, Screening
from home.models import PracticeSettings
from home.models.practice import FIRST_REPLY_TIME

from .content.starting import starting_pages
from .tasks import Task


def in_every_language(words: Promise | str) -> set[str]:
    """`words` as the catalogues of the installation have them."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(str(words))
    return found


def language_tasks(practice: PracticeSettings) -> Iterator[Task]:
    """What is left as another language had it; at most three queries."""
    yield from _versions(practice.site_language)
    with translation.override(practice.site_language):
        own_reply_time = str(FIRST_REPLY_TIME)
    if practice.reply_time in in_every_language(FIRST_REPLY_TIME) - {own_reply_time}:
        url = reverse("wagtailsettings:edit", args=["home", "practicesettings"])
        yield Task(_("Write how soon you reply in the language of the site"), url)
    yield from _titles(practice.site_language)


def _versions(language: str) -> Iterator[Task]:
    asked = Screening.objects.filter(questions__isnull=False).distinct()
    if _lacks(asked, language):
        url = reverse("bookings_safety-questions_modeladmin_create", query={"language": language})
        yield Task(_("Publish the safety questions in the language of the site"), url)
    if _lacks(ConsentText.objects.all(), language):
        url = reverse("bookings_consent-texts_modeladmin_create", query={"language": language})
        yield Task(_("Publish the consent text in the language of the site"), url)


def _lacks(versions: QuerySet, language: str) -> bool:
    """Whether visitors are shown a version in another language, for want of one in theirs."""
    languages = set(versions.values_list("language", flat=True))
    return bool(languages) and language not in languages


def _titles(language: str) -> Iterator[Task]:
    """Pages of the menu whose title is as another language shipped it."""
    titles = [item.title for item in starting_pages("")]
    with translation.override(language):
        own = {str(title) for title in titles}
    shipped = set().union(*map(in_every_language, titles))
    for page in Page.objects.live().in_menu():
        if page.title in shipped - own:
            yield Task(
                _("Give the page “%(page)s” a title in the language of the site")
                % {"page": page.title},
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
