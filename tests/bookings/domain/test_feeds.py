"""Calendar feeds: who has the address reads, until it is made anew or switched off."""

import base64
import datetime as dt
import hashlib
from collections import Counter

import pytest
import time_machine
from django.db import connection

from bookings.domain.errors import PractitionerUnavailable, StaleVersion
from bookings.domain.feeds import end_feed, find_feed, make_feed, note_fetched
from bookings.models import AuditEvent, CalendarFeed, FeedLevel, Practitioner
from tests.bookings.racing import at_once
from tests.factories.bookings import make_practitioner
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def make(person, staff, level=FeedLevel.FULL, **options):
    return make_feed(practitioner_id=person.pk, level=level, by=staff, **options)


def token_of(address):
    return address.rpartition("/")[2].removesuffix(".ics")


@pytest.fixture
def staff(db):
    return make_user()


@pytest.fixture
def person(db):
    return make_practitioner(hours=[])


def test_an_address_is_whole_and_found_again(person, staff, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"

    with time_machine.travel(NOW, tick=False):
        address = make(person, staff)

    assert address == f"https://practice.example/calendar/{token_of(address)}.ics"
    feed = find_feed(token_of(address))
    assert (feed.practitioner, feed.level, feed.created_at, feed.last_fetched_at) == (
        *(person, FeedLevel.FULL, NOW),
        None,
    )


def test_a_token_is_long_and_only_its_hash_is_stored(person, staff):
    tokens = [token_of(make(person, staff, level)) for level in FeedLevel]

    assert {len(base64.urlsafe_b64decode(token)) * 8 for token in tokens} == {192}
    assert len(set(tokens)) == 3
    stored = [str(row) for row in CalendarFeed.objects.values()]
    assert [token for token in tokens if token in "".join(stored)] == []
    hashes = {hashlib.sha256(token.encode()).hexdigest() for token in tokens}
    assert set(CalendarFeed.objects.values_list("token_hash", flat=True)) == hashes


def test_a_new_address_ends_the_old_one_of_its_level_alone(person, staff):
    other = make_practitioner(hours=[])
    old, busy = make(person, staff), make(person, staff, FeedLevel.BUSY)
    others = make(other, staff)
    seen = find_feed(token_of(old)).pk

    new = make(person, staff, replaces=seen)

    found = [find_feed(token_of(address)) for address in (old, new, busy, others)]
    assert [feed and (feed.practitioner, feed.level) for feed in found] == [
        None,
        (person, FeedLevel.FULL),
        (person, FeedLevel.BUSY),
        (other, FeedLevel.FULL),
    ]


def test_what_the_person_did_not_see_is_not_ended(person, staff):
    first = make(person, staff)
    seen = find_feed(token_of(first)).pk
    with pytest.raises(StaleVersion):
        make(person, staff)

    second = make(person, staff, replaces=seen)
    for late in (seen, None, 0):
        with pytest.raises(StaleVersion):
            make(person, staff, replaces=late)

    assert find_feed(token_of(second)).level == FeedLevel.FULL


def test_one_that_is_switched_off_leads_nowhere(person, staff):
    address = make(person, staff)
    feed = find_feed(token_of(address))

    end_feed(feed_id=feed.pk, by=staff)

    assert find_feed(token_of(address)) is None
    with pytest.raises(StaleVersion):
        end_feed(feed_id=feed.pk, by=staff)


def test_every_change_says_who_whose_and_what(person, staff):
    make(person, staff)
    make(person, staff, replaces=CalendarFeed.objects.get().pk)
    end_feed(feed_id=CalendarFeed.objects.get().pk, by=staff)

    events = AuditEvent.objects.values_list("action", "user", "actor", "practitioner")
    who = (staff.pk, "staff", person.pk)
    assert list(events) == [
        ("calendar feed made: full", *who),
        ("calendar feed renewed: full", *who),
        ("calendar feed ended: full", *who),
    ]


@pytest.mark.parametrize("token", ["", "x", "é\0’", "a" * 5000])
def test_what_was_never_made_leads_nowhere(token, person, staff):
    make(person, staff)

    assert find_feed(token) is None
    assert find_feed(CalendarFeed.objects.get().token_hash) is None


def test_nobody_reads_the_diary_of_somebody_who_is_not_active(person, staff):
    address = make(person, staff)

    Practitioner.objects.update(active=False)

    assert find_feed(token_of(address)) is None


def test_nobody_gets_an_address_for_somebody_who_is_gone(person, staff):
    gone = person.pk
    person.delete()

    with pytest.raises(PractitionerUnavailable):
        make_feed(practitioner_id=gone, level=FeedLevel.BUSY, by=staff)


def test_reading_is_noted_once_an_hour(person, staff, django_assert_num_queries):
    token, noted = token_of(make(person, staff)), []
    for later, queries in [(0 * HOUR, 1), (HOUR / 2, 0), (HOUR, 1), (HOUR * 3 / 2, 0)]:
        with time_machine.travel(NOW + later, tick=False):
            feed = find_feed(token)
            with django_assert_num_queries(queries):
                note_fetched(feed=feed)
        noted.append(find_feed(token).last_fetched_at)

    assert noted == [NOW, NOW, NOW + HOUR, NOW + HOUR]


def test_a_database_that_takes_nothing_is_no_reason_not_to_read(own_database, staff, person):
    token = token_of(make(person, staff))
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "SET default_transaction_read_only = off",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
        try:
            note_fetched(feed=find_feed(token))
        finally:
            cursor.execute(off)

    assert find_feed(token).last_fetched_at is None


def test_of_many_who_make_one_at_once_one_gets_an_address_that_works(own_database, staff, person):
    made = []

    outcomes = at_once(8, lambda _: made.append(make(person, staff)))

    assert outcomes == Counter(done=1, StaleVersion=7)
    assert find_feed(token_of(made[0])) == CalendarFeed.objects.get()
