"""The practice's own words for mails, and those that they come with."""

import logging

import pytest
from django.conf import settings
from django.utils import timezone, translation

from bookings.domain.transitions import decline
from bookings.models import MailWording, OutboxMessage
from bookings.notifications.kinds import KINDS
from bookings.notifications.placeholders import PLACEHOLDERS
from bookings.notifications.wording import (
    body_problems,
    first_wording,
    subject_problems,
    wording_of,
)
from tests.factories.bookings import make_request
from tests.factories.people import make_user

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def own_words(kind, subject, body, language="en"):
    MailWording.objects.create(
        kind=kind, language=language, subject=subject, body=body, changed_at=timezone.now()
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_first_words_of_every_kind_can_be_used(kind, language):
    wording = first_wording(kind, language)

    assert subject_problems(kind, wording.subject) == []
    assert body_problems(kind, wording.body) == []


def test_every_kind_uses_placeholders_that_exist():
    assert frozenset().union(*(kind.placeholders for kind in KINDS.values())) == set(PLACEHOLDERS)


def test_no_mail_to_a_client_can_say_what_an_unverified_sender_typed():
    to_client = [kind for kind in KINDS.values() if kind.audience == "client"]

    assert [kind.name for kind in to_client if "name" in kind.placeholders] == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{appointment}\n\n{clinet}", "This mail has no placeholder {clinet}."),
        ("{appointment}\n\n{x} {y} {x}", "This mail has no placeholders {x}, {y}."),
        ("{appointment}\n\n{wishes}", "This mail has no placeholder {wishes}."),
        ("{appointment}\n\n{}", "This mail has no placeholder {}."),
        ("Confirmed.", "Without {appointment} this mail makes no sense."),
        ("{appointment}\n\n{service", "Curly brackets come in pairs"),
        ("See you: {appointment}", "Put {appointment} in a paragraph of its own"),
    ],
)
def test_words_that_can_not_be_used_are_named(body, problem):
    (found,) = body_problems(KINDS["request_confirmed"], body)

    assert found.startswith(problem)


def test_subject_takes_no_block_and_keeps_what_must_be_said():
    received = KINDS["request_received"]

    assert subject_problems(received, "{not_confirmed}, {reference}") == []
    assert subject_problems(received, "Welcome") == [
        "Without {not_confirmed} this mail makes no sense. Add it."
    ]
    assert subject_problems(received, "{not_confirmed} {wishes}") == [
        "{wishes} is too long for a subject. Use it in the text."
    ]


@pytest.mark.django_db
def test_own_words_are_sent_in_their_language_only(practice):
    own_words("request_declined", "Sorry: {service}", "Not now.\n\n{message}")
    request = make_request()

    decline(request_id=request.pk, version=1, by=make_user(), reason="other", message="In May.")

    mail = OutboxMessage.objects.get(template="request_declined")
    assert mail.subject == f"Sorry: {request.service_name}"
    assert mail.text.startswith("Not now.\n\nIn May.\n\n--\n")
    assert "<p>Not now.</p>\n<p>In May.</p>" in mail.html
    german = wording_of(KINDS["request_declined"], "de")
    assert german == first_wording(KINDS["request_declined"], "de")


@pytest.mark.django_db
def test_own_words_that_have_become_wrong_do_not_stop_the_mail(practice, caplog):
    own_words("waitlisted", "List", "You wait for {gone}.")

    with caplog.at_level(logging.ERROR):
        found = wording_of(KINDS["waitlisted"], "en")

    assert found == first_wording(KINDS["waitlisted"], "en")
    assert caplog.messages == ["The wording of waitlisted (en) can't be used; see it at the desk."]


def test_first_words_follow_the_language_whatever_is_active():
    with translation.override("de"):
        assert first_wording(KINDS["waitlisted"], "en").body.startswith("Hello,")
