from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation
from wagtail.log_actions import log

from bookings.domain.consent import publish_consent_text
from bookings.domain.screening import publish_screening
from bookings.domain.shipped import CONSENT_TEXT, SAFETY_QUESTIONS
from home.models import PracticeSettings
from home.models.practice import FIRST_REPLY_TIME
from site_project.questions import PRACTICE_ANSWERS
from site_project.roles import OWNER, ensure_roles

from .builder import build
from .front import name_privacy_page, point_site_at, root_key
from .starting import starting_pages


@transaction.atomic
def start_practice(*, answers: Mapping[str, str], password: str) -> None:
    """Build the empty site of a real practice and its owner's account.

    The caller has checked that the site is empty, and has every answer of
    `site_project.questions` in its cleaned form.
    """
    ensure_roles()
    owner = get_user_model().objects.create_user(
        answers["username"], answers["account_email"], password
    )
    owner.groups.add(Group.objects.get(name=OWNER.name))

    language, name = answers["language"], answers["practice_name"]
    with translation.override(language):
        practice = PracticeSettings.current()
        for answer in PRACTICE_ANSWERS:
            setattr(practice, answer, answers[answer])
        practice.reply_time = FIRST_REPLY_TIME
        practice.save()
        log(instance=practice, action="wagtail.edit", user=owner)

        pages = build(starting_pages(name), root_key())
        point_site_at(pages["page:home"], name, address=settings.WAGTAILADMIN_BASE_URL)
        name_privacy_page(pages["page:privacy"])
        publish_screening(language=language, questions=SAFETY_QUESTIONS, after=0)
        if language != settings.LANGUAGE_CODE:  # the database comes with that one
            publish_consent_text(language=language, text=str(CONSENT_TEXT), after=0, by=owner)
