"""What the desk and calendars say: all of it is marked, somebody's own, or a package's own."""

import re

import pytest
from bs4 import BeautifulSoup
from ical.calendar_stream import CalendarStream

from bookings.calendars.feed import content_of
from bookings.calendars.invitations import invitation
from bookings.domain.feeds import make_feed
from bookings.models import Appointment, FeedLevel
from home.content_checks.default_claims import DEFAULT_CLAIMS
from tests.admin.accounts import SUPERUSER, browsers
from tests.admin.pages import desk_doors, every_page, every_refusal
from tests.admin.practice import make_practice
from tests.factories.people import make_user

from .pseudo import WORD, borrowed_words, page_words, stored_words, unbracketed

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("pseudo_german")]

# Encrypted, the names of languages in themselves, what a mail's words are filled with, Wagtail's
# words that nobody has translated, and what no browser sends: a form of rows without any number.
NOT_OURS = re.compile(
    r"canary-.*|What is going on\?|English|Deutsch|\{\w+\}|Actions|Breadcrumb|.*_FORMS\b.*"
)


def unmarked(words: list[str]) -> list[str]:
    stored = stored_words() + DEFAULT_CLAIMS["de"]
    return sorted(
        part
        for part in set(words)
        if part not in stored
        and not NOT_OURS.fullmatch(part)
        and not borrowed_words().issuperset(WORD.findall(part))
    )


def test_every_word_of_the_desk_is_marked_or_stored():
    practice, superuser = make_practice(), browsers()[SUPERUSER]
    doors = desk_doors(practice, superuser)
    pages = [*every_page(practice, superuser, doors), *every_refusal(superuser, doors)]

    content = [BeautifulSoup(page.text, "html.parser").main for _name, page in pages]

    assert all(content)
    assert unmarked([part for main in content for part in page_words(str(main))]) == []


def test_every_word_of_calendars_is_marked_or_stored():
    make_practice()
    visit = Appointment.objects.exclude(request=None).first()
    texts = [
        invitation(visit, method=method, attendee="vera@example.org", language="de")
        for method in ("REQUEST", "CANCEL")
    ]
    for level in FeedLevel:
        make_feed(practitioner_id=visit.practitioner_id, level=level, by=make_user())
    texts += [content_of(feed).text() for feed in visit.practitioner.feeds.all()]

    calendars = [one for text in texts for one in CalendarStream.from_ics(text).calendars]
    said = [
        part
        for calendar in calendars
        for event in calendar.events
        for text in (event.summary, event.description)
        for part in unbracketed(text or "")
    ]

    assert len(calendars) == 2 + len(FeedLevel)
    assert unmarked(said) == []
